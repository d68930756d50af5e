"""The outline of a quartier: its outer rings from GeoJSON, and a centre that is inside."""

from __future__ import annotations

import itertools
import math
from typing import Any

from bot.content.gazetteer import in_france
from bot.core.territory import Point

Ring = list[list[float]]
_PRECISION = 6
"""Decimals of a degree: 10 cm."""


class Misshapen(Exception):
    """A geometry that is no outline; says why, in French."""


def rings(geometry: Any) -> list[Ring]:
    """Return the outer rings of a Polygon or MultiPolygon, as [longitude, latitude]; `Misshapen` otherwise."""
    if not isinstance(geometry, dict):
        raise Misshapen("il n'a pas de contour")
    coordinates = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon":
            polygons = [coordinates]
        case "MultiPolygon" if isinstance(coordinates, list):
            polygons = coordinates
        case _:
            raise Misshapen("son contour n'est ni un Polygon ni un MultiPolygon")
    if not polygons:
        raise Misshapen("son contour est vide")
    return [_outer(polygon) for polygon in polygons]


def _outer(polygon: Any) -> Ring:
    if not (isinstance(polygon, list) and polygon and isinstance(polygon[0], list) and len(polygon[0]) >= 4):
        raise Misshapen("son contour a moins de quatre points")
    ring = [_corner(point) for point in polygon[0]]
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _corner(point: Any) -> list[float]:
    if not (isinstance(point, list) and len(point) >= 2 and all(_is_degrees(value) for value in point[:2])):
        raise Misshapen("un point du contour n'est pas en degrés (WGS 84)")
    longitude, latitude = point[:2]
    if not in_france(Point(latitude, longitude)):
        swapped = in_france(Point(longitude, latitude))
        raise Misshapen(
            "latitude et longitude sont inversées dans le contour" if swapped else "son contour n'est pas en France"
        )
    return [round(float(longitude), _PRECISION), round(float(latitude), _PRECISION)]


def _is_degrees(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 180


def inside(longitude: float, latitude: float, ring: Ring) -> bool:
    """Return whether a position is inside a ring (even-odd rule)."""
    return sum(west < longitude for west in _crossings(latitude, ring)) % 2 == 1


def centre(outline: list[Ring]) -> list[float]:
    """Return a [longitude, latitude] inside the largest piece: its centroid, or the middle of its widest span there."""
    ring = max(outline, key=lambda ring: abs(_moments(ring)[0]))
    area, sum_x, sum_y = _moments(ring)
    if math.isclose(area, 0.0, abs_tol=1e-14):
        raise Misshapen("son contour n'entoure rien")
    x, y = sum_x / (3 * area), sum_y / (3 * area)
    if not inside(x, y, ring):
        crossings = _crossings(y, ring)
        spans = list(zip(crossings[::2], crossings[1::2], strict=False))
        if not spans:
            raise Misshapen("son contour se croise lui-même")
        west, east = max(spans, key=lambda span: span[1] - span[0])
        x = (west + east) / 2
    return [round(x, _PRECISION), round(y, _PRECISION)]


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Return twice the signed area and the sums of the centroid's formula, taken from the first corner."""
    ox, oy = ring[0]
    area = sum_x = sum_y = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
        area += cross
        sum_x += (ax + bx + ox) * cross
        sum_y += (ay + by + oy) * cross
    return area, sum_x, sum_y


def _crossings(latitude: float, ring: Ring) -> list[float]:
    """Return the longitudes at which a parallel crosses a ring, west to east."""
    return sorted(
        ax + (latitude - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in itertools.pairwise(ring)
        if (ay > latitude) != (by > latitude)
    )
