"""Finds what is near a point among many things, by the cells of a grid laid over the map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from bot.core.places import METRES_PER_DEGREE, Point

T = TypeVar("T")

_CELL = 0.01
"""Degrees: 1.1 km to the north, 0.7 km to the east in France."""
_WIDE = 100
"""Cells: what spreads over more of them on a side is looked at every time."""


class Box(NamedTuple):
    """From the south-west to the north-east, in degrees."""

    low: Point
    high: Point

    def away(self, point: Point) -> float:
        """Return the metres from a point to this box, 0 inside."""
        north = max(0.0, self.low.latitude - point.latitude, point.latitude - self.high.latitude)
        east = max(0.0, self.low.longitude - point.longitude, point.longitude - self.high.longitude)
        return METRES_PER_DEGREE * math.hypot(north, east * math.cos(math.radians(point.latitude)))


class Grid(Generic[T]):
    """Things by the cells that their boxes touch."""

    def __init__(self, placed: Iterable[tuple[Box, T]]) -> None:
        """Lay everything on the grid."""
        self._cells: dict[tuple[int, int], list[T]] = {}
        self._wide: list[T] = []
        for box, thing in placed:
            if _is_wide(box):
                self._wide.append(thing)
                continue
            for cell in _cells(box):
                self._cells.setdefault(cell, []).append(thing)

    @classmethod
    def of_points(cls, placed: Iterable[tuple[Point, T]]) -> Grid[T]:
        """Lay things that have a point each, many of them, on a grid."""
        grid = cls(())
        floor, cells = math.floor, grid._cells
        for (latitude, longitude), thing in placed:
            cells.setdefault((floor(latitude / _CELL), floor(longitude / _CELL)), []).append(thing)
        return grid

    def rings(self, point: Point, within: float) -> Iterator[list[T]]:
        """Yield what each ring of cells around a point holds, from the nearest out to `within` metres.

        A ring may hold things a little further than the next one, and a thing that spreads over cells comes again.
        """
        yield self._wide
        row, column = _cell(point)
        east = max(0.01, math.cos(math.radians(point.latitude)))
        last = math.ceil(within / (METRES_PER_DEGREE * _CELL * east))
        for far in range(last + 1):
            yield [thing for cell in _ring(row, column, far) for thing in self._cells.get(cell, ())]

    def near(self, point: Point, within: float) -> list[T]:
        """Return everything within `within` metres of a point, each once, and some of what is a little further."""
        found = {id(thing): thing for ring in self.rings(point, within) for thing in ring}
        return list(found.values())


def _cell(point: Point) -> tuple[int, int]:
    return math.floor(point.latitude / _CELL), math.floor(point.longitude / _CELL)


def _is_wide(box: Box) -> bool:
    (south, west), (north, east) = box
    return max(north - south, east - west) > _WIDE * _CELL


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    (south, west), (north, east) = _cell(box.low), _cell(box.high)
    return ((row, column) for row in range(south, north + 1) for column in range(west, east + 1))


def _ring(row: int, column: int, far: int) -> Iterator[tuple[int, int]]:
    for d_row in range(-far, far + 1):
        step = 1 if abs(d_row) == far or far == 0 else 2 * far
        yield from ((row + d_row, column + d_column) for d_column in range(-far, far + 1, step))
