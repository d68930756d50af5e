"""Everything that has a place, and what may be asked of it: who lives there, what is near, what opens next."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from bot.core import dates, nearness, outlines
from bot.core.grid import Box, Grid
from bot.core.hours import AHEAD, Hours
from bot.core.names import Heard, Names
from bot.core.nearness import HOME_METRES, NEAR_METRES, Nearness, walk
from bot.core.places import ELSEWHERE, Permanence, Point, Quartier, metres
from bot.core.services import Service, Services
from bot.core.tongue import FR, Tongue
from bot.core.understand import fold

KNOWN_METRES = 3_000
"""A shared position further than this from every quartier is somewhere we do not know yet."""
CENTRE_METRES = 500
"""A shared position this near the centre of a quartier without an outline is in it."""
MOST_ASKED = 3
"""Quartiers that are offered around a position outside them all."""
MOST_LOOKED_AT = 60
"""The nearest places whose hours are read; beyond them nothing is « près de chez toi » in a dense city."""


class Opening(NamedTuple):
    """A permanence, when it is next open, and how near it is: None from a quartier of unknown position."""

    permanence: Permanence
    start: datetime
    end: datetime
    near: Nearness | None = None
    unsure: bool = False

    def card(self, now: datetime, tongue: Tongue = FR) -> dict[str, str]:
        """Return the words that a `fiche` may use."""
        slot = dates.slot(self.start, self.end, now, tongue)
        return {
            "quand": tongue("vacances_scolaires", quand=slot) if self.unsure else slot,
            "nom": self.permanence.name,
            "lieu": self.permanence.place,
            "commune": self.permanence.commune,
            "distance": self.near.said(tongue) if self.near else tongue("dans_ta_ville"),
            "description": self.permanence.description,
        }


CARD_WORDS = ("quand", "nom", "lieu", "commune", "distance", "description")


class Whereabouts(NamedTuple):
    """The quartiers of a position with their distances (metres), nearest first; one that is `sure` needs no asking."""

    found: tuple[tuple[Quartier, float], ...] = ()
    sure: bool = False


@dataclass(frozen=True)
class Territory:
    """Everything that has a place.

    `links` maps a poster's deep link to a quartier, `signs` that of a structure to its name.
    """

    quartiers: Mapping[str, Quartier] = field(default_factory=dict)
    permanences: tuple[Permanence, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    services: tuple[Service, ...] = ()
    signs: Mapping[str, str] = field(default_factory=dict)

    def indexed(self) -> Territory:
        """Return this territory with every index made: at the start, so that nobody's first question waits for it."""
        _ = self._communes, self._names, self._homes, self._doors, self._by_town, self._by_id, self.helps
        return self

    def communes(self) -> list[str]:
        """Return the communes in the order they are written."""
        return list(self._communes)

    def largest_communes(self, most: int) -> list[str]:
        """Return the communes with the most quartiers, in the order they are written."""
        largest = set(sorted(self._communes, key=lambda commune: -len(self._communes[commune]))[:most])
        return [commune for commune in self._communes if commune in largest]

    def of_commune(self, commune: str) -> list[Quartier]:
        """Return a commune's quartiers in the order they are written."""
        return list(self._communes.get(commune, ()))

    @cached_property
    def _communes(self) -> dict[str, list[Quartier]]:
        communes: dict[str, list[Quartier]] = {}
        for q in self.quartiers.values():
            for commune in q.commune.split(";"):
                communes.setdefault(commune.strip(), []).append(q)
        return communes

    def name_of(self, quartier: str | None) -> str:
        """Return how to call a quartier in a sentence; « chez toi » when we do not know it."""
        known = self.quartiers.get(quartier or "")
        return known.name if known else FR("chez_toi")

    def sign_of(self, link: str) -> str:
        """Return how the place of a poster is called: a quartier or a structure; the link itself when it is unknown."""
        known = self.quartiers.get(link)
        return known.name if known else self.signs.get(link, link)

    def named(self, text: str) -> Heard:
        """Return the quartiers that typed words may mean: a sure one, or several to ask back, or none."""
        return self._names.hear(text)

    @cached_property
    def _names(self) -> Names:
        return Names(self.quartiers.values())

    # Where a position is

    def locate(self, point: Point) -> Whereabouts:
        """Return the quartiers of a shared position; a longitude given first is understood where that is known land.

        Inside one outline (its border included) is sure; so is near the one centre of quartiers without outlines.
        Outside them all, the nearest within `KNOWN_METRES` are to be asked. The position itself is kept nowhere.
        """
        ranked = self._ranked(point) or self._ranked(point.swapped)
        at_home = tuple((q, far) for q, far in ranked if far <= (0 if q.outlines else CENTRE_METRES))
        inside = tuple((q, far) for q, far in at_home if q.outlines) or at_home
        return Whereabouts(inside or tuple(ranked[:MOST_ASKED]), len(inside) == 1)

    def around(self, point: Point) -> tuple[Quartier, float] | None:
        """Return the nearest quartier and its distance in metres, or None when it is too far to be theirs."""
        return next(iter(self._ranked(point)), None)

    def _ranked(self, point: Point) -> list[tuple[Quartier, float]]:
        """Return at least the `MOST_ASKED` nearest quartiers of those that are near enough, nearest first."""
        if not point.on_earth:
            return []
        ranked: list[tuple[float, str]] = []
        for least, q in sorted((box.away(point), q.id) for box, q in self._homes.near(point, KNOWN_METRES)):
            if least > KNOWN_METRES or (len(ranked) >= MOST_ASKED and least > sorted(ranked)[MOST_ASKED - 1][0]):
                break
            ranked.append((_away(point, self.quartiers[q]), q))
        return [(self.quartiers[q], far) for far, q in sorted(ranked) if far <= KNOWN_METRES]

    @cached_property
    def _homes(self) -> Grid[tuple[Box, Quartier]]:
        return Grid((box, (box, q)) for q in self.quartiers.values() if (box := _box(q)))

    # What opens near

    def next_openings(self, quartier: str | None, now: datetime, most: int = 3) -> list[Opening]:
        """Return the soonest openings near a quartier in the next days, one for each permanence.

        Those of the quartier itself come first, then those outside it.
        """
        home = self.quartiers.get(quartier or "")
        near = self._near(home) if home else []
        openings = (opening for p, nearness in near if (opening := next_opening(p, now, nearness)))
        return sorted(openings, key=lambda o: _rank(o, now))[:most]

    def permanence(self, name: str) -> Permanence | None:
        """Return the permanence of this id, None when it is no longer known."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> dict[str, Permanence]:
        return {permanence.id: permanence for permanence in self.permanences}

    @cached_property
    def helps(self) -> Services:
        """What structures do, to be looked for by what it helps with."""
        return Services(self.services)

    def _near(self, home: Quartier) -> list[tuple[Permanence, Nearness | None]]:
        """Return the places around a quartier, nearest first; in its town when we do not know where it is."""
        centre = home.centre or outlines.centre(home.outlines)
        if centre is None:
            towns = {fold(commune) for commune in home.commune.split(";")}
            return [(p, None) for town in towns for p in self._by_town.get(town, ())[:MOST_LOOKED_AT]]
        near: list[tuple[float, Permanence]] = []
        for ring in self._doors.rings(centre, NEAR_METRES):
            near += ((metres(centre, p.at), p) for p in ring)
            if len(near) >= MOST_LOOKED_AT:
                break
        looked_at = sorted(near, key=lambda found: found[0])[:MOST_LOOKED_AT]
        return [(p, nearness.between(home, centre, p.at)) for far, p in looked_at if far <= NEAR_METRES]

    @cached_property
    def _doors(self) -> Grid[Permanence]:
        return Grid.of_points((p.at, p) for p in self.permanences)

    @cached_property
    def _by_town(self) -> dict[str, list[Permanence]]:
        written: dict[str, list[Permanence]] = {}
        for permanence in self.permanences:
            written.setdefault(permanence.commune, []).append(permanence)
        towns: dict[str, list[Permanence]] = {}
        for commune, permanences in written.items():
            towns.setdefault(fold(commune), []).extend(permanences)
        return towns


def next_opening(permanence: Permanence, now: datetime, near: Nearness | None = None) -> Opening | None:
    """Return the opening under way at `now`, else the next one within `AHEAD`, else None."""
    span = permanence.hours.next(now)
    return Opening(permanence, span.start, span.end, near, span.unsure) if span else None


def _rank(opening: Opening, now: datetime) -> tuple[bool, datetime, float]:
    near = opening.near
    return near is not None and not near.home, max(opening.start, now), near.metres if near else 0


def _away(point: Point, quartier: Quartier) -> float:
    if quartier.outlines:
        return outlines.away(point, quartier.outlines)
    return metres(point, quartier.centre) if quartier.centre else math.inf


def _box(quartier: Quartier) -> Box | None:
    corners = [corner for ring in quartier.outlines for corner in ring]
    if corners:
        longitudes, latitudes = zip(*corners, strict=True)
        return Box(Point(min(latitudes), min(longitudes)), Point(max(latitudes), max(longitudes)))
    return Box(quartier.centre, quartier.centre) if quartier.centre else None


__all__ = [
    "AHEAD",
    "CARD_WORDS",
    "ELSEWHERE",
    "HOME_METRES",
    "NEAR_METRES",
    "Hours",
    "Opening",
    "Permanence",
    "Point",
    "Quartier",
    "Territory",
    "Whereabouts",
    "metres",
    "next_opening",
    "walk",
]
