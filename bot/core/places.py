"""What has a place: points, quartiers, permanences, and how far apart they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from bot.core.hours import Hours

ELSEWHERE = "-"
"""The quartier of someone whose quartier we do not know."""

METRES_PER_DEGREE = 111_195
"""Along a meridian, for a mean Earth radius of 6,371 km."""

Outline = tuple[tuple[float, float], ...]
"""A ring of (longitude, latitude) in degrees, as GeoJSON writes it; whether its first point is repeated is the same."""


class Point(NamedTuple):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float

    @property
    def swapped(self) -> Point:
        """The point of someone who gave the longitude first."""
        return Point(self.longitude, self.latitude)

    @property
    def on_earth(self) -> bool:
        """Whether these are degrees at all."""
        return abs(self.latitude) <= 90 and abs(self.longitude) <= 180


@dataclass(frozen=True, slots=True)
class Quartier:
    """A quartier as its people call it.

    `code` is its official QPV code, empty until imported. `centre` is None for one that is known by its name only,
    and `outlines` are its outer rings, none when only the centre is known.
    """

    id: str
    name: str
    commune: str
    centre: Point | None
    aliases: tuple[str, ...] = ()
    code: str = ""
    outlines: tuple[Outline, ...] = ()
    postcodes: tuple[str, ...] = ()

    @property
    def department(self) -> str:
        """The number of its département, told by its postcode, else by its QPV code (`QN093…`); else empty."""
        if self.postcodes:
            return department(self.postcodes[0])
        number = self.code[2:5].upper() if self.code.upper().startswith("QN") else ""
        return number.removeprefix("0")


class Permanence(NamedTuple):
    """A place where one may drop in, and its hours; a tuple, as there may be 70,000 to make at a start."""

    id: str
    name: str
    place: str
    commune: str
    at: Point
    hours: Hours
    description: str = ""


def department(code: str) -> str:
    """Return the département of a postcode or of a commune's INSEE code: « 35 », « 974 », « 2A »; else empty."""
    if len(code) != 5:
        return ""
    return code[:3] if code.startswith(("97", "98")) else code[:2].upper()


def metres(a: Point, b: Point) -> float:
    """Return the great-circle distance in metres (haversine, mean Earth radius 6,371 km)."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    d_lat, d_lon = lat_b - lat_a, math.radians(b.longitude - a.longitude)
    chord = math.sin(d_lat / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(d_lon / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(min(1.0, chord)))
