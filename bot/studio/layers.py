"""Lays out a graph in columns, from left to right and from the top down, nothing on top of anything. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

APART = 26.0
"""Between two things of a column."""
LANE = 8.0
"""Height that a line needs where it passes through a column."""

Edge = tuple[str, str]


@dataclass(frozen=True)
class Layout:
    """Where everything is: the column of each node, its top, and the heights at which a long edge passes columns."""

    columns: Mapping[str, int]
    tops: Mapping[str, float]
    lanes: Mapping[Edge, tuple[float, ...]]
    back: frozenset[Edge]
    """The edges that would make a circle; they are not laid out."""

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return max(self.columns.values(), default=-1) + 1


@dataclass
class _Grid:
    """Columns of nodes and of lanes, which stand for the edges that pass."""

    heights: Mapping[str, float]
    columns: list[list[str]] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)
    ranks: dict[str, float] = field(default_factory=dict)

    def join(self, start: str, end: str) -> None:
        self.after.setdefault(start, []).append(end)
        self.before.setdefault(end, []).append(start)

    def height(self, name: str) -> float:
        return self.heights.get(name, LANE)


def layout(heights: Mapping[str, float], edges: Iterable[Edge]) -> Layout:
    """Return where nodes of these heights go; the first one named is where reading begins."""
    wanted = list(dict.fromkeys(edge for edge in edges if edge[0] != edge[1]))
    back = frozenset(_back(list(heights), wanted))
    forward = [edge for edge in wanted if edge not in back]
    columns = _columns(list(heights), forward)
    grid = _Grid(heights, [[] for _ in range(max(columns.values(), default=-1) + 1)])
    for name, column in columns.items():
        grid.columns[column].append(name)
    lanes = {edge: _through(grid, edge, columns) for edge in forward}
    _order(grid)
    middles = _middles(grid)
    tops = {name: middles[name] - height / 2 for name, height in heights.items()}
    return Layout(
        columns, tops, {edge: tuple(middles[lane] for lane in passed) for edge, passed in lanes.items()}, back
    )


def _back(names: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges that lead back to a node under way, walking in the order written."""
    after: dict[str, list[str]] = {name: [] for name in names}
    for start, end in edges:
        after[start].append(end)
    done: set[str] = set()
    found: list[Edge] = []
    for root in names:
        path, waiting = [root], [iter(after[root] if root not in done else ())]
        while waiting:
            going = next(waiting[-1], "")
            if not going:
                done.add(path.pop())
                waiting.pop()
            elif going in path:
                found.append((path[-1], going))
            elif going not in done:
                path.append(going)
                waiting.append(iter(after[going]))
    return found


def _columns(names: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return the column of each node: one after the last of those that lead to it."""
    columns = dict.fromkeys(names, 0)
    for _ in names:
        moved = False
        for start, end in edges:
            if columns[end] <= columns[start]:
                columns[end], moved = columns[start] + 1, True
        if not moved:
            break
    return columns


def _through(grid: _Grid, edge: Edge, columns: Mapping[str, int]) -> list[str]:
    """Put a lane in each column that an edge passes, and return them."""
    start, end = edge
    passed = [f"{start} {end} {column}" for column in range(columns[start] + 1, columns[end])]
    for column, lane in enumerate(passed, columns[start] + 1):
        grid.columns[column].append(lane)
    stops = [start, *passed, end]
    for one, other in pairwise(stops):
        grid.join(one, other)
    return passed


def _order(grid: _Grid) -> None:
    """Put each column in the order of the ways that lead to it; what nothing leads to stays as it is written."""
    for column in grid.columns:
        rank = {name: float(index) for index, name in enumerate(column)}
        column.sort(key=lambda name: _reached(grid, name, rank[name]))
        grid.ranks |= {name: float(index) for index, name in enumerate(column)}


def _reached(grid: _Grid, name: str, alone: float) -> float:
    """Return from how far down its column a thing is reached, the ways out of one node counted from its top."""
    ways = [(one, grid.after[one]) for one in grid.before.get(name, ())]
    return fmean(grid.ranks[one] + out.index(name) / len(out) for one, out in ways) if ways else alone


def _middles(grid: _Grid) -> dict[str, float]:
    """Return the middle of each thing: level with what leads to it, or below what stands above it."""
    tops: dict[str, float] = {}
    for column in grid.columns:
        bottom = 0.0
        for name in column:
            level = min((tops[one] for one in grid.before.get(name, ())), default=0.0)
            tops[name] = max(level, bottom)
            bottom = tops[name] + grid.height(name) + (APART if name in grid.heights else LANE)
    return {name: top + grid.height(name) / 2 for name, top in tops.items()}
