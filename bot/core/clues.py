"""Clues: words that say something grave when they stand near each other, in whatever order.

Written « tombé, chute + bouge, répond + plus, pas »: one word of each group. One that is spelt as several, like
« beau-père », is these, one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

WITH, OR = "+", ","
NEAR = 12
"""Words from the first to the last of a clue, at most."""


class Clue(NamedTuple):
    """Groups of words, of each of which one must be there, and the rank of what they tell of."""

    rank: int
    groups: tuple[frozenset[tuple[str, ...]], ...]


def is_clue(said: str) -> bool:
    """Return whether something written is a clue, rather than a phrase."""
    return WITH in said or (OR in said and all(len(word.split()) <= 1 for word in said.split(OR)))


def clue(said: str, rank: int, read: Callable[[str], Iterable[str]]) -> Clue:
    """Return a clue as written, its words as `read` spells them."""
    groups = ([tuple(read(one)) for one in group] for group in written(said))
    return Clue(rank, tuple(frozenset(filter(None, group)) for group in groups))


def written(said: str) -> list[list[str]]:
    """Return the words of each group of a clue, as written."""
    return [group.split(OR) for group in said.split(WITH)]


class Clues:
    """Many clues, looked for together."""

    def __init__(self, clues: Iterable[Clue]) -> None:
        """File each group under its words."""
        self.all = tuple(clue for clue in clues if all(clue.groups))
        self._under: defaultdict[str, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
        for which, found in enumerate(self.all):
            for group, words in enumerate(found.groups):
                for word, *others in words:
                    self._under[word].append((which, group, tuple(others)))

    @property
    def words(self) -> Iterable[str]:
        """Return every word of every clue."""
        return {word for clue in self.all for group in clue.groups for words in group for word in words}

    def found(self, words: Sequence[str]) -> Iterator[tuple[int, frozenset[int]]]:
        """Yield the rank of each clue that is complete among `words`, and where its words stand."""
        last: dict[int, dict[int, int]] = {}
        for here, word in enumerate(words):
            for which, group, others in self._under.get(word, ()):
                seen = last.setdefault(which, {})
                if here in seen.values() or tuple(words[here + 1 : here + 1 + len(others)]) != others:
                    continue
                seen[group] = here
                if len(seen) == len(self.all[which].groups) and here - min(seen.values()) < NEAR:
                    yield self.all[which].rank, frozenset(seen.values())
