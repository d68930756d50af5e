"""Turns what structures offer, written by hand or imported, into services, and into permanences where it has hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from bot.content import schoolyear
from bot.content.gazetteer import Service as WrittenService
from bot.content.gazetteer import Structure
from bot.content.imports.official import OfficialService, OfficialStructure
from bot.core.hours import Hours
from bot.core.places import Point, department
from bot.core.services import Service
from bot.core.territory import Permanence
from bot.core.understand import fold_written

Placed: TypeAlias = Structure | OfficialStructure
Offered: TypeAlias = WrittenService | OfficialService


class Door(NamedTuple):
    """A service and where it is; what it does not say of its place, its structure says."""

    service: Offered
    structure: Placed
    place: str
    commune: str
    department: str
    at: Point | None

    def permanence(self) -> Permanence | None:
        """Return it as a place to drop in; None without hours or position."""
        service = self.service
        if self.at is None or not service.horaires_accueil:
            return None
        hours = Hours(service.horaires_accueil, schoolyear.holidays(self.department))
        return Permanence(
            service.id, service.nom, self.place, self.commune, self.at, hours, service.description.strip()
        )

    def helping(self) -> Service | None:
        """Return it as something that helps; None when it does not say with what."""
        service, structure = self.service, self.structure
        kinds = _kinds(frozenset(service.thematiques or ()), frozenset(structure.reseaux_porteurs or ()))
        if not kinds:
            return None
        contact = service.telephone or service.courriel or structure.telephone or structure.courriel or ""
        zone = tuple(service.zone_eligibilite or ())
        said = service.description.strip()
        return Service(
            service.id, service.nom, self.place, self.commune, self.department, self.at, kinds, said, contact, zone
        )


def doors(services: Iterable[Offered], structures: Mapping[str, Placed], towns: Mapping[str, str]) -> list[Door]:
    """Return the services whose structure is known, with their places.

    `towns` gives the département of each known commune, for those that give no postcode.
    """
    return [_door(s, structure, towns) for s in services if (structure := structures.get(s.structure_id))]


def _door(service: Offered, structure: Placed, towns: Mapping[str, str]) -> Door:
    address = service.adresse or structure.adresse
    place = f"{structure.nom}, {address}" if address else structure.nom
    commune = service.commune or structure.commune or ""
    code = service.code_insee or service.code_postal or structure.code_insee or structure.code_postal
    number = department(code) if code else towns.get(fold_written(commune), "")
    return Door(service, structure, place, commune, number, point(service) or point(structure))


def point(record: Placed | Offered) -> Point | None:
    """Return where a record says that it is, None when it does not."""
    if record.latitude is None or record.longitude is None:
        return None
    return Point(record.latitude, record.longitude)


@lru_cache(maxsize=10_000)
def _kinds(themes: frozenset[str], networks: frozenset[str]) -> frozenset[str]:
    """Return what is looked for: themes, what stands before « -- » in each, and networks; many services share them."""
    return frozenset({*map(str, themes), *(theme.partition("--")[0] for theme in themes), *map(str, networks)})
