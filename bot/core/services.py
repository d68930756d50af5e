"""What structures do for people, and which of it to tell someone of: near first, then wherever it reaches them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from bot.core import nearness, outlines
from bot.core.grid import Grid
from bot.core.nearness import NEAR_METRES, Nearness
from bot.core.places import Point, Quartier, department, metres
from bot.core.tongue import FR, Tongue
from bot.core.understand import fold_written

FAR_METRES = 30_000
"""Nothing further away than this is told of as a place; its département may still be."""
SHOWN = 3
EVERYWHERE = "france"
"""The zone of what helps wherever one lives."""
MOST_LOOKED_AT = 60
"""The nearest that help with what is asked; beyond them nothing is nearer."""


class Service(NamedTuple):
    """What a structure does. `kinds` says with what it helps, in the words of data·inclusion: themes and networks.

    `zone` holds the codes of where people may live to have it, none when nobody said so; `contact` is as written.
    """

    id: str
    name: str
    place: str
    commune: str
    department: str
    at: Point | None
    kinds: frozenset[str]
    description: str = ""
    contact: str = ""
    zone: tuple[str, ...] = ()

    def reaches(self, home: Quartier) -> bool:
        """Return whether people of a quartier may have it, as far as its zone can be read here."""
        here = home.department
        return not (self.zone and here) or any(_covers(code, here) for code in self.zone)


class Helping(NamedTuple):
    """A service told to someone, and how near it is: None when it is not a place near them."""

    service: Service
    near: Nearness | None
    home: Quartier

    def card(self, tongue: Tongue = FR) -> dict[str, str]:
        """Return the words that a `fiche` may use; those of what is not known are empty."""
        told = self.service
        return {
            "nom": told.name,
            "lieu": told.place,
            "commune": told.commune,
            "distance": self._distance(tongue),
            "description": told.description,
            "contact": told.contact,
        }

    def _distance(self, tongue: Tongue) -> str:
        """Say how far it is; around a quartier whose outline nobody gave us, minutes would be too exact."""
        if self.near is None:
            everywhere = EVERYWHERE in self.service.zone
            return tongue("partout") if everywhere else self.service.commune or tongue("dans_ton_departement")
        if self.near.metres > NEAR_METRES:
            return tongue("plus_loin", distance=nearness.walk(self.near.metres, tongue))
        in_town = not self.home.outlines and fold_written(self.service.commune) in _towns(self.home)
        return tongue("dans_ta_ville") if in_town else self.near.said(tongue)


NOWHERE = Quartier("", "", "", None)
"""The quartier of someone whose quartier we do not know: only what helps everywhere reaches them."""
SERVICE_WORDS = ("nom", "lieu", "commune", "distance", "description", "contact")


class Services:
    """Every service, by where it stands and by whom it reaches."""

    def __init__(self, services: Iterable[Service]) -> None:
        """Index them once."""
        known = list(services)
        self._doors = Grid.of_points((s.at, s) for s in known if s.at)
        self._reaching: dict[str, list[Service]] = {}
        for service in known:
            for where in _reached(service):
                self._reaching.setdefault(where, []).append(service)

    def near(self, home: Quartier, kinds: frozenset[str], most: int = SHOWN) -> list[Helping]:
        """Return what helps people of a quartier with any of `kinds`: the nearest, then what reaches them from afar."""
        found = {helping.service.id: helping for helping in self._around(home, kinds)[:most]}
        for service in self._from_afar(home, kinds):
            if len(found) >= most:
                break
            found.setdefault(service.id, Helping(service, None, home))
        return list(found.values())

    def _around(self, home: Quartier, kinds: frozenset[str]) -> list[Helping]:
        centre = home.centre or outlines.centre(home.outlines)
        found: list[tuple[float, Service]] = []
        for ring in self._doors.rings(centre, FAR_METRES) if centre else ():
            helping = (s for s in ring if not kinds.isdisjoint(s.kinds) and s.reaches(home))
            found += [(metres(centre, s.at), s) for s in helping if s.at and centre]
            if len(found) >= MOST_LOOKED_AT:
                break
        nearest = sorted(found, key=lambda one: one[0])
        return [Helping(s, nearness.of(home, s.at), home) for far, s in nearest if far <= FAR_METRES]

    def _from_afar(self, home: Quartier, kinds: frozenset[str]) -> Iterator[Service]:
        """Yield what reaches a quartier from its town, then from its département, then from anywhere."""
        places = (*_towns(home), home.department, EVERYWHERE)
        reaching = (self._reaching.get(where, ()) for where in places if where)
        return (s for s in chain.from_iterable(reaching) if not kinds.isdisjoint(s.kinds) and s.reaches(home))


def _towns(home: Quartier) -> list[str]:
    return [fold_written(commune) for commune in home.commune.split(";")]


def _reached(service: Service) -> set[str]:
    """Return the town, the départements and the country that a service reaches."""
    zones = {EVERYWHERE if code == EVERYWHERE else department(code) or code for code in service.zone}
    return {*zones, service.department, fold_written(service.commune)} - {""}


def _covers(code: str, here: str) -> bool:
    """Return whether a zone may hold people of a département; the codes of groups of communes are not read here."""
    return code == EVERYWHERE or len(code) > 5 or here in (code, department(code))
