"""The places: quartiers, permanences, how far, and when they next open."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from opening_hours import OpeningHours

from bot.core import dates
from bot.core.understand import fold, nearest_names

ELSEWHERE = "-"
"""The quartier of someone whose quartier we do not know."""

AHEAD = timedelta(days=15)
NEAR_METRES = 5_000
"""A place further than this from the quartier is not « près de chez toi »."""
KNOWN_METRES = 3_000
"""A shared position further than this from every quartier is somewhere we do not know yet."""
_WALK_METRES_PER_MINUTE = 70
"""A calm walk with its detours: 4.2 km/h as the crow flies."""
_WALKABLE_MINUTES = 45


class Point(NamedTuple):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Quartier:
    """A quartier as its people call it; `code` is its official QPV code, empty until imported."""

    id: str
    name: str
    commune: str
    centre: Point
    aliases: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Permanence:
    """A place where one may drop in, and its hours."""

    id: str
    name: str
    place: str
    commune: str
    at: Point
    hours: OpeningHours
    description: str = ""


class Opening(NamedTuple):
    """A permanence, when it is next open, and how far it is (metres)."""

    permanence: Permanence
    start: datetime
    end: datetime
    metres: float

    def card(self, now: datetime) -> dict[str, str]:
        """Return the words that a `fiche` may use."""
        return {
            "quand": dates.slot(self.start, self.end, now),
            "nom": self.permanence.name,
            "lieu": self.permanence.place,
            "commune": self.permanence.commune,
            "distance": walk(self.metres),
            "description": self.permanence.description,
        }


CARD_WORDS = ("quand", "nom", "lieu", "commune", "distance", "description")


@dataclass(frozen=True)
class Territory:
    """Everything that has a place. `links` maps a poster's deep link to a quartier."""

    quartiers: Mapping[str, Quartier] = field(default_factory=dict)
    permanences: tuple[Permanence, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)

    def communes(self) -> list[str]:
        """Return the communes in the order they are written."""
        return list(dict.fromkeys(q.commune for q in self.quartiers.values()))

    def of_commune(self, commune: str) -> list[Quartier]:
        """Return a commune's quartiers in the order they are written."""
        return [q for q in self.quartiers.values() if q.commune == commune]

    def name_of(self, quartier: str | None) -> str:
        """Return how to call a quartier in a sentence; « chez toi » when we do not know it."""
        known = self.quartiers.get(quartier or "")
        return known.name if known else "chez toi"

    def named(self, text: str) -> list[Quartier]:
        """Return the quartiers that typed words may mean: one when it is sure, several to ask back, none."""
        names, communes = self._names
        found = nearest_names(text, [*names, *(commune for commune in communes if commune not in names)])
        of_names = dict.fromkeys(q for name in found for q in names.get(name, ()))
        of_communes = dict.fromkeys(q for name in found for q in communes.get(name, ()))
        both = [q for q in of_names if q in of_communes]
        return both or list(of_names or of_communes)

    @cached_property
    def _names(self) -> tuple[dict[str, list[Quartier]], dict[str, list[Quartier]]]:
        """The folded names of quartiers and of communes, each with the quartiers that it may mean."""
        names: dict[str, list[Quartier]] = {}
        for q in self.quartiers.values():
            for name in (q.name, *q.aliases):
                names.setdefault(fold(name), []).append(q)
        return names, {fold(commune): self.of_commune(commune) for commune in self.communes()}

    def around(self, point: Point) -> tuple[Quartier, float] | None:
        """Return the nearest quartier and its distance in metres, or None when it is too far to be theirs."""
        if not (abs(point.latitude) <= 90 and abs(point.longitude) <= 180):
            return None
        ranked = sorted((metres(point, q.centre), q.id) for q in self.quartiers.values())
        if not ranked or ranked[0][0] > KNOWN_METRES:
            return None
        return self.quartiers[ranked[0][1]], ranked[0][0]

    def next_openings(self, quartier: str | None, now: datetime, most: int = 3) -> list[Opening]:
        """Return the soonest openings near a quartier in the next days, one for each permanence."""
        home = self.quartiers.get(quartier or "")
        if home is None:
            return []
        return sorted(self._near(home, now), key=lambda o: (max(o.start, now), o.metres))[:most]

    def _near(self, home: Quartier, now: datetime) -> Iterator[Opening]:
        for permanence in self.permanences:
            away = metres(home.centre, permanence.at)
            opening = next_opening(permanence, now, away) if away <= NEAR_METRES else None
            if opening:
                yield opening


def next_opening(permanence: Permanence, now: datetime, away: float = 0) -> Opening | None:
    """Return the opening under way at `now`, else the next one within `AHEAD`, else None."""
    here = now.astimezone(dates.PARIS)
    # The library reads naive times as the place's own, and cuts what it finds at the bounds it is given: a day more
    # keeps the hour at which a last opening closes.
    local = here.replace(tzinfo=None, fold=0)
    for start, end, state, _ in permanence.hours.intervals(local, local + AHEAD + timedelta(days=1)):
        if str(state) == "open" and start < local + AHEAD:
            return Opening(permanence, _aware(start), _aware(end), away)
    return None


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=dates.PARIS)


def metres(a: Point, b: Point) -> float:
    """Return the great-circle distance in metres (haversine, mean Earth radius 6,371 km)."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    d_lat, d_lon = lat_b - lat_a, math.radians(b.longitude - a.longitude)
    chord = math.sin(d_lat / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(d_lon / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(min(1.0, chord)))


def walk(distance: float) -> str:
    """Say a distance: « à 10 min à pied », or « à 6 km » beyond a walk."""
    minutes = max(1, round(distance / _WALK_METRES_PER_MINUTE))
    if minutes > 10:
        minutes = 5 * round(minutes / 5)
    if minutes <= _WALKABLE_MINUTES:
        return f"à {minutes} min à pied"
    return f"à {round(distance / 1000)} km"
