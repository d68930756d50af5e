"""What each part of a phrase says for and against each dialogue, as `learning` found it."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from typing import NamedTuple

Said = tuple[str, tuple[str, ...]]
"""The dialogue that a phrase leads to, and the parts of the phrase."""


class Reading(NamedTuple):
    """How phrases are read when it is learnt from them."""

    apart: tuple[int, ...] = ()
    """How many words apart two may stand that are read together, beside neighbours."""
    strides: tuple[float, ...] = (0.382, 0.618, 0.5)
    """The readings that follow, each by what part of all phrases one goes on from a phrase to the next."""
    clearly: float = 1.0
    """By how much a phrase should win for its own dialogue."""
    step: float = 1.0
    """How far its parts move at most when it does not."""


PLAINLY = Reading()
"""Neighbours alone, three times."""


_FLOAT, _DOUBLE = array("f").itemsize, array("d").itemsize


class Learnt(NamedTuple):
    """What phrases taught, as plain as it can be written down: numbers are bytes, in the order of this machine."""

    names: tuple[str, ...]
    """Of the dialogues."""
    parts: tuple[str, ...]
    rows: bytes
    """What each part says for each dialogue: floats, a row a part, in the order of `names`."""
    squares: bytes
    """How readily each part moves: a double a part."""
    strange: float
    """The same of a word of which nothing is known."""


class Weights:
    """What parts say; takes up at once what was learnt, whenever that was."""

    def __init__(self, learnt: Learnt) -> None:
        """Take up what was learnt; ValueError when it has not as many numbers as its names and parts need."""
        self.learnt, self._many = learnt, len(learnt.names)
        many = len(learnt.parts)
        if len(learnt.rows) != many * self._many * _FLOAT or len(learnt.squares) != many * _DOUBLE:
            raise ValueError("numbers are missing, or there are too many")
        if many and not min(memoryview(learnt.squares).cast("d")) > 0:
            raise ValueError("numbers are not as they are learnt")
        self._places = dict(zip(learnt.parts, range(many), strict=True))
        self._rows, self._squares = memoryview(learnt.rows).cast("f"), memoryview(learnt.squares).cast("d")

    def __contains__(self, part: str) -> bool:
        """Return whether something was learnt of a part."""
        return part in self._places

    def sums(self, parts: Iterable[str], strange: int = 0) -> dict[str, float]:
        """Return what parts say together for each dialogue, whatever their number; nothing when none is known.

        `strange` words, of which nothing is known, make it weaker.
        """
        known = [self._places[part] for part in parts if part in self._places]
        if not known:
            return {}
        length = math.sqrt(sum(map(self._squares.__getitem__, known)) + strange * self.learnt.strange)
        sums = map(sum, zip(*map(self._row, known), strict=True))
        return {name: total / length for name, total in zip(self.learnt.names, sums, strict=True)}

    def _row(self, place: int) -> memoryview[float]:
        return self._rows[place * self._many : (place + 1) * self._many]
