"""Which records are of the territory: in a commune of its quartiers, or near one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from bot.core.territory import Point, metres
from bot.core.understand import fold_written

NEAR_METRES = 20_000
_CELL = 0.3
"""Degrees: no cell of the French territories is narrower than 20 km."""


class Scope:
    """The communes and the centres of a territory's quartiers."""

    def __init__(self, codes: Iterable[str], communes: Iterable[str], centres: Iterable[Point]) -> None:
        self.codes, self.communes = frozenset(codes), frozenset(map(fold_written, communes))
        self.cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for centre in dict.fromkeys(centres):
            self.cells[_cell(centre)].append(centre)

    def __bool__(self) -> bool:
        """Return whether there is any quartier to judge by."""
        return bool(self.codes or self.communes or self.cells)

    def holds(self, row: dict[str, Any]) -> bool | None:
        """Return whether a record is of the territory; None when it says nothing of where it is."""
        if row.get("code_insee") in self.codes:
            return True
        if "latitude" in row:
            return self._is_near(Point(row["latitude"], row["longitude"]))
        if "commune" in row:
            return fold_written(row["commune"]) in self.communes
        return False if "code_insee" in row else None

    def _is_near(self, at: Point) -> bool:
        south, west = _cell(at)
        around = ((south + up, west + right) for up in (-1, 0, 1) for right in (-1, 0, 1))
        return any(metres(at, centre) <= NEAR_METRES for cell in around for centre in self.cells.get(cell, ()))


def _cell(at: Point) -> tuple[int, int]:
    return int(at.latitude // _CELL), int(at.longitude // _CELL)
