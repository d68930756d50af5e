"""What was imported, as the bot takes it up when it starts: only what it says, already checked when it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
from pydantic import ValidationError

from bot.content.events_form import EventForm
from bot.content.imports import shelf
from bot.content.imports.files import Unreadable
from bot.content.problems import Problem, problem
from bot.content.tree import Mark
from bot.core.territory import Point

S = TypeVar("S")
T = TypeVar("T")

_DESCRIPTION = 300
"""Characters of an imported description that a card shows."""
_CUT = " …"
"""What a description that was cut ends with."""


class OfficialQuartier(NamedTuple):
    """A quartier prioritaire; without centre until its outline is imported."""

    code: str
    name: str
    communes: tuple[str, ...]
    insee: tuple[str, ...]
    centre: Point | None
    outlines: tuple[tuple[tuple[float, float], ...], ...]


class OfficialStructure(msgspec.Struct, frozen=True, gc=False):
    """A structure, with the standard's names for what the bot says of it; the rest of the record is passed over."""

    id: str
    nom: str
    adresse: str | None = None
    commune: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    code_insee: str | None = None
    code_postal: str | None = None
    telephone: str | None = None
    courriel: str | None = None
    reseaux_porteurs: tuple[str, ...] | None = None


class OfficialService(msgspec.Struct, frozen=True, gc=False):
    """A service, with the standard's names for what the bot says of it; the rest of the record is passed over."""

    id: str
    structure_id: str
    nom: str
    description: str
    adresse: str | None = None
    commune: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    code_insee: str | None = None
    code_postal: str | None = None
    horaires_accueil: str | None = None
    telephone: str | None = None
    courriel: str | None = None
    thematiques: tuple[str, ...] | None = None
    zone_eligibilite: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Official:
    """Everything imported."""

    quartiers: tuple[OfficialQuartier, ...] = ()
    structures: Mapping[str, OfficialStructure] = field(default_factory=dict)
    services: tuple[OfficialService, ...] = ()
    events: Mapping[str, EventForm] = field(default_factory=dict)

    @property
    def quartier_names(self) -> frozenset[str]:
        """Return the ids that imported quartiers may have."""
        return frozenset(quartier.code.lower() for quartier in self.quartiers)


def taken_up(data: Path, shown: Callable[[Path], str]) -> tuple[Official, list[Problem]]:
    """Return what was imported into a data folder; a file whose seal is broken is a problem, and left out whole."""
    problems: list[Problem] = []

    def read(name: str, form: type[S], make: Callable[[S], T]) -> tuple[T, ...]:
        path = shelf.place(data, name)
        try:
            return tuple(map(make, shelf.read(path, form)))
        except Unreadable as error:
            fix = "refaites l'import ; pour corriger une fiche, recopiez-la dans le fichier .yaml, qui l'emporte"
            problems.append(problem("import-abime", Mark(shown(path)), str(error), f"effacez-le, puis {fix}"))
            return ()

    quartiers = read(shelf.QUARTIERS, dict[str, Any], _quartier)
    structures = read(shelf.STRUCTURES, OfficialStructure, lambda structure: (structure.id, structure))
    services = read(shelf.SERVICES, OfficialService, _shortened)
    events = read(shelf.EVENTS, dict[str, Any], _event)
    return Official(quartiers, dict(structures), services, dict(events)), problems


def _event(row: dict[str, Any]) -> tuple[str, EventForm]:
    try:
        return row["id"], EventForm.model_validate({key: value for key, value in row.items() if key != "id"})
    except ValidationError:
        raise Unreadable("il vient d'une autre version") from None


def _quartier(row: dict[str, Any]) -> OfficialQuartier:
    centre = Point(*reversed(row["centre"])) if "centre" in row else None
    return OfficialQuartier(
        row["code"], row["nom"], tuple(row["communes"]), tuple(row["insee"]), centre, tuple(_rings(row))
    )


def _rings(row: dict[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    for ring in row.get("contours", ()):
        yield tuple((longitude, latitude) for longitude, latitude in ring)


def _shortened(service: OfficialService) -> OfficialService:
    if len(service.description) <= _DESCRIPTION:
        return service
    return msgspec.structs.replace(service, description=cut(service.description, _DESCRIPTION))


def cut(text: str, most: int) -> str:
    """Return the first words, on one line, of a text longer than `most` characters: at most as many, with « … ».

    Only its beginning is looked at: `textwrap.shorten` reads all of it, which made a start of 70,000 seconds longer.
    """
    words, *unfinished = f"{text[: most - 1]}…".rsplit(maxsplit=1)
    kept = words if unfinished else text[: most - 2]
    return (kept if kept.isprintable() else " ".join(kept.split())) + _CUT
