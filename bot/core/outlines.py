"""Whether a point lies inside outlines, and how far from them it is. On the border is inside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from bot.core.places import METRES_PER_DEGREE, Outline, Point

TOUCHES_METRES = 0.5
"""Nearer than this to a border is on it: positions are never truer."""

_HAIR = 1e-5
"""Degrees: a little more than that, everywhere in France."""

_Corner = tuple[float, float]
_Side = tuple[_Corner, _Corner]


def holds(point: Point, outlines: Iterable[Outline]) -> bool:
    """Return whether a point lies in one of outlines, or on its border."""
    return any(_inside(point, ring) or _touches(point, ring) for ring in outlines)


def away(point: Point, outlines: Sequence[Outline]) -> float:
    """Return the metres from a point to the nearest of outlines: 0 inside or on the border, infinite without any."""
    if holds(point, outlines):
        return 0
    return min((_to_segment(point, *side) for ring in outlines for side in _sides(ring)), default=math.inf)


def centre(outlines: Iterable[Outline]) -> Point | None:
    """Return the middle of the box around outlines, or None without any."""
    corners = [corner for ring in outlines for corner in ring]
    if not corners:
        return None
    longitudes, latitudes = zip(*corners, strict=True)
    return Point((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)


def _sides(ring: Outline) -> Iterator[_Side]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _inside(point: Point, ring: Outline) -> bool:
    """Cast a ray to the east: inside, it crosses the border an odd number of times."""
    lat, lon = point
    crossings = 0
    for (x1, y1), (x2, y2) in _sides(ring):
        if (y1 > lat) != (y2 > lat):
            crossings += lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


def _touches(point: Point, ring: Outline) -> bool:
    lat, lon = point
    low, high, west, east = lat - _HAIR, lat + _HAIR, lon - _HAIR, lon + _HAIR
    for (x1, y1), (x2, y2) in _sides(ring):
        level = (y1 >= low or y2 >= low) and (y1 <= high or y2 <= high)
        if level and (x1 >= west or x2 >= west) and (x1 <= east or x2 <= east):
            side = (x1, y1), (x2, y2)
            if _to_segment(point, *side) <= TOUCHES_METRES:
                return True
    return False


def _to_segment(point: Point, a: _Corner, b: _Corner) -> float:
    """Return the metres from a point to a side, on the flat map that a few kilometres allow."""
    east = METRES_PER_DEGREE * math.cos(math.radians(point.latitude))
    x1, y1 = (a[0] - point.longitude) * east, (a[1] - point.latitude) * METRES_PER_DEGREE
    dx, dy = (b[0] - a[0]) * east, (b[1] - a[1]) * METRES_PER_DEGREE
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length)) if length else 0.0
    return math.hypot(x1 + along * dx, y1 + along * dy)
