"""What each part of a phrase says for and against each dialogue: counted first, then corrected where it misleads.

Counting is a guess from how often each dialogue has a part. Parts that go together then count twice, and frequent ones
too much; so the phrases are read again, a few times, and where one does not clearly win for its own dialogue, its parts
are moved a little towards it and away from the one that came first (a passive-aggressive perceptron).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

_STRIDES = (0.382, 0.618, 0.5)
"""The readings that follow, each by what part of all phrases one goes on from a phrase to the next."""
_CLEARLY, _STEP = 1.0, 1.0
"""By how much a phrase should win for its own dialogue, and how far its parts move at most."""
_FIRST = 1.5
"""How much counting says at first, before corrections."""
_DOUBT = 2.0
"""How far counts are drawn to those that would say nothing."""
_EVEN = 10
"""How the number of its phrases weighs on a dialogue: they are not all equally talkative."""
_RARE = 0.5
"""How little a part says that was met only once."""
Said = tuple[str, tuple[str, ...]]
"""The dialogue that a phrase leads to, and the parts of the phrase."""
Worth = Callable[[str, int], float]
"""How much a part counts beside the others, by how often it was met; 0 for what is not worth learning."""


class Weights:
    """Learns from phrases what their parts say; the same phrases always teach the same."""

    def __init__(self, phrases: Sequence[Said], worth: Worth) -> None:
        """Learn from phrases."""
        self.names = tuple(dict.fromkeys(name for name, _ in phrases))
        met = Counter(part for _, parts in phrases for part in parts)
        worths = {part: found for part, times in met.items() if (found := worth(part, times))}
        self._strange = math.log(1 + len(phrases)) ** 2
        self._squares = {part: (found * math.log(1 + len(phrases) / met[part])) ** 2 for part, found in worths.items()}
        place = {name: number for number, name in enumerate(self.names)}
        lessons = [(place[name], [part for part in parts if part in worths]) for name, parts in phrases]
        rows = self._counted(lessons, worths)
        self._correct(rows, [lesson for lesson in lessons if lesson[1]])
        self._rows = {part: array("d", row) for part, row in rows.items()}

    def __contains__(self, part: str) -> bool:
        """Return whether something was learnt of a part."""
        return part in self._rows

    def _length(self, parts: Iterable[str]) -> float:
        return math.sqrt(sum(map(self._squares.__getitem__, parts)))

    def _counted(self, lessons: Iterable[tuple[int, Sequence[str]]], worths: Mapping[str, float]) -> dict[str, _Row]:
        """Return what each part says by how often each dialogue has it."""
        sizes = [0] * len(self.names)
        counts: dict[str, dict[int, int]] = {part: {} for part in worths}
        for own, parts in lessons:
            sizes[own] += 1
            for found in map(counts.__getitem__, parts):
                found[own] = found.get(own, 0) + 1
        even = [1 / math.sqrt(size + _EVEN) for size in sizes]
        return {part: _row(found, even, _FIRST * worths[part]) for part, found in counts.items()}

    def _correct(self, rows: dict[str, _Row], phrases: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Read phrases again; what is kept is the mean of what rows were all along, which chance moves less."""
        moving = {part: (row, array("d", bytes(8 * len(row))), self._squares[part]) for part, row in rows.items()}
        lessons = [(own, list(map(moving.__getitem__, parts)), self._length(parts)) for own, parts in phrases]
        read = 0
        for stride in _STRIDES:
            for own, parts, length in _mixed(lessons, stride):
                read += 1
                sums: list[float] = list(map(sum, zip(*[part[0] for part in parts], strict=True)))
                won = sums[own]
                sums[own] = -math.inf
                best = max(sums)
                short = _CLEARLY - (won - best) / length
                if short > 0:
                    _move(parts, own, sums.index(best), (min(_STEP, short / 2) / length, read))
        for part, (row, late, _) in moving.items():
            rows[part] = [total - lately / (read + 1) for total, lately in zip(row, late, strict=True)]

    def sums(self, parts: Iterable[str], strange: int = 0) -> dict[str, float]:
        """Return what parts say together for each dialogue, whatever their number; nothing when none is known.

        `strange` words, of which nothing is known, make it weaker.
        """
        known = [part for part in parts if part in self._rows]
        if not known:
            return {}
        length = math.hypot(self._length(known), math.sqrt(strange * self._strange))
        sums = map(sum, zip(*map(self._rows.__getitem__, known), strict=True))
        return {name: total / length for name, total in zip(self.names, sums, strict=True)}


def _mixed(lessons: Sequence[T], share: float) -> Iterator[T]:
    """Yield lessons in an order that mixes dialogues, another at each reading."""
    many = len(lessons)
    stride = next(step for step in range(int(many * share) + 1, many + 2) if math.gcd(step, many) == 1)
    return (lessons[at * stride % many] for at in range(many))


_Row = list[float]
"""What a part says for each dialogue, in the order of their names."""
_Moving = tuple[_Row, "array[float]", float]
"""What a part says, the sum of how far it was moved times when it was, and how readily it moves."""


def _move(parts: Iterable[_Moving], own: int, other: int, by: tuple[float, int]) -> None:
    """Move parts towards a dialogue and away from another: by how far, and after how many readings of a phrase."""
    step, read = by
    for row, late, square in parts:
        far = step * square
        row[own] += far
        row[other] -= far
        late[own] += far * read
        late[other] -= far * read


def _row(counts: Mapping[int, int], even: Sequence[float], most: float) -> _Row:
    """Return what a part says by its counts, below 0 for a dialogue that never has it; the oftener met, the surer."""
    shares = {place: count * even[place] for place, count in counts.items()}
    usual, times = sum(shares.values()) / len(even), sum(counts.values())
    sure = most * times / (times + _RARE)
    row: _Row = [sure * math.log(_DOUBT / (1 + _DOUBT))] * len(even)
    for place, share in shares.items():
        row[place] = sure * math.log((share / usual + _DOUBT) / (1 + _DOUBT))
    return row
