"""Learns from phrases what their parts say: counted first, then corrected where it misleads.

Counting is a guess from how often each dialogue has a part. Parts that go together then count twice, and frequent ones
too much; so the phrases are read again, a few times, and where one does not clearly win for its own dialogue, its parts
are moved a little towards it and away from the one that came first (a passive-aggressive perceptron).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.weighing import PLAINLY, Learnt, Reading, Said

_FIRST = 1.5
"""How much counting says at first, before corrections."""
_DOUBT = 2.0
"""How far counts are drawn to those that would say nothing."""
_EVEN = 10
"""How the number of its phrases weighs on a dialogue: they are not all equally talkative."""
_RARE = 0.5
"""How little a part says that was met only once."""
Worth = Callable[[str, int], float]
"""How much a part counts beside the others, by how often it was met; 0 for what is not worth learning."""
Rows = NDArray[np.float64]
"""What each part says for each dialogue, a row a part."""
_Spoken = tuple[int, NDArray[np.int32]]
"""A phrase: its dialogue and its parts, by their places among all."""


class _Lesson(NamedTuple):
    """A phrase: its dialogue and its parts, by their places, and how much it would move if they all did."""

    own: int
    parts: NDArray[np.int64]
    length: float


def learn(phrases: Iterable[Said], worth: Worth, reading: Reading = PLAINLY) -> Learnt:
    """Return what phrases teach of their parts, read in some way; the same phrases always teach the same."""
    names, met, said = _met(phrases)
    times = np.bincount(np.concatenate([np.zeros(0, np.int32), *(parts for _, parts in said)]), minlength=len(met))
    worths = np.fromiter(map(worth, met, times.tolist()), np.float64, len(met))
    kept = worths > 0
    parts, worths = tuple(compress(met, kept)), worths[kept]
    squares = (worths * np.log(1 + len(said) / times[kept])) ** 2
    lessons = list(_lessons(said, kept, squares))
    rows = _counted(lessons, (len(parts), len(names)))
    rows *= _FIRST * worths[:, None]
    rows = _corrected(rows, [lesson for lesson in lessons if lesson.length], squares, reading)
    strange = math.log(1 + len(said)) ** 2
    return Learnt(names, parts, rows.astype(np.float32).tobytes(), squares.tobytes(), strange)


def _met(phrases: Iterable[Said]) -> tuple[tuple[str, ...], tuple[str, ...], list[_Spoken]]:
    """Return the dialogues and the parts of phrases, each once, and the phrases as their places among these.

    The words of each phrase go as it is read: all together they would take more room than everything else.
    """
    names: dict[str, int] = {}
    met: dict[str, int] = {}
    said: list[_Spoken] = []
    for name, parts in phrases:
        places = np.fromiter((met.setdefault(part, len(met)) for part in parts), np.int32, len(parts))
        said.append((names.setdefault(name, len(names)), places))
    return tuple(names), tuple(met), said


def _lessons(said: Iterable[_Spoken], kept: NDArray[np.bool_], squares: NDArray[np.float64]) -> Iterator[_Lesson]:
    """Yield phrases without the parts that are not kept."""
    places = np.cumsum(kept) - 1
    for own, met in said:
        parts = places[met[kept[met]]]
        yield _Lesson(own, parts, math.sqrt(squares[parts].sum()))


def _counted(lessons: Sequence[_Lesson], shape: tuple[int, int]) -> Rows:
    """Return what each part says by how often each dialogue has it, below 0 for one that never does.

    The oftener it was met, the surer.
    """
    sizes, counts = np.zeros(shape[1]), np.zeros(shape)
    for own, parts, _ in lessons:
        sizes[own] += 1
        counts[parts, own] += 1
    shares = counts / np.sqrt(sizes + _EVEN)
    times = counts.sum(axis=1)
    usual = shares.sum(axis=1) / max(1, shape[1])
    found: Rows = np.log((shares / usual[:, None] + _DOUBT) / (1 + _DOUBT)) * (times / (times + _RARE))[:, None]
    return found


def _corrected(rows: Rows, lessons: Sequence[_Lesson], squares: NDArray[np.float64], reading: Reading) -> Rows:
    """Read phrases again; what is returned is the mean of what rows were all along, which chance moves less."""
    late, read = np.zeros_like(rows), 0
    for own, parts, length in chain.from_iterable(map(_mixed, repeat(lessons), reading.strides)):
        read += 1
        sums = rows.take(parts, axis=0).sum(axis=0)
        won, sums[own] = sums[own], -math.inf
        other = int(sums.argmax())
        short = reading.clearly - (won - sums[other]) / length
        if short > 0:
            far = squares[parts] * (min(reading.step, short / 2) / length)
            rows[parts, own] += far
            rows[parts, other] -= far
            late[parts, own] += far * read
            late[parts, other] -= far * read
    return rows - late / (read + 1)


def _mixed(lessons: Sequence[_Lesson], share: float) -> Iterator[_Lesson]:
    """Yield lessons in an order that mixes dialogues, another at each reading."""
    many = len(lessons)
    stride = next(step for step in range(int(many * share) + 1, many + 2) if math.gcd(step, many) == 1)
    return (lessons[at * stride % many] for at in range(many))
