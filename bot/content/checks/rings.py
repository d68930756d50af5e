"""Rings among things that lead to one another, found in a time that grows as the number of things does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=tuple[str, ...] | str)

Onward = Mapping[T, Sequence[T]]


def turning(onward: Onward[T]) -> Onward[T]:
    """Return what is left without the things that come to an end, and without those that nothing comes to."""
    return _turned(_endless(_turned(_endless(onward))))


def ring(onward: Onward[T], start: T) -> list[T]:
    """Return a shortest ring through a thing, itself first; empty when there is none."""
    came_from: dict[T, T] = {}
    waiting = [start]
    for one in waiting:
        for end in onward[one]:
            if end == start:
                return _path(came_from, start, one)
            if end not in came_from:
                came_from[end] = one
                waiting.append(end)
    return []


def _path(came_from: Mapping[T, T], start: T, end: T) -> list[T]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]


def _turned(onward: Onward[T]) -> dict[T, list[T]]:
    """Return where each thing is come to from."""
    back: dict[T, list[T]] = {one: [] for one in onward}
    for one, ends in onward.items():
        for end in ends:
            back[end].append(one)
    return back


def _endless(onward: Onward[T]) -> dict[T, list[T]]:
    """Return what is left without the things from which one comes to an end."""
    back, left = _turned(onward), {one: len(ends) for one, ends in onward.items()}
    over = [one for one, count in left.items() if not count]
    for one in over:
        del left[one]
        for start in back[one]:
            left[start] -= 1
            over += [start] if not left[start] else []
    return {one: [end for end in onward[one] if end in left] for one in left}
