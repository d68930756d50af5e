"""Phrases looked for among the words of a message, each filed under the rarest of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

MOST_BETWEEN = 3
"""Words that may slip in between two words of a phrase."""


class Phrase(NamedTuple):
    """The words of a phrase, the rank of what it tells of, and whether it tells it surely."""

    rank: int
    sure: bool
    words: tuple[str, ...]


class Found(NamedTuple):
    """Where the words of a phrase stand, and how many words between them say something of their own."""

    where: frozenset[int]
    strange: int


class Phrases:
    """Many phrases, looked for together."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """File each phrase that has words."""
        kept = {phrase for phrase in phrases if phrase.words}
        self.words = Counter(word for phrase in kept for word in phrase.words)
        self._under: dict[str, list[tuple[int, Phrase]]] = {}
        for phrase in kept:
            at = _rarest(phrase.words, self.words)
            self._under.setdefault(phrase.words[at], []).append((at, phrase))

    def found(self, words: Sequence[str], between: frozenset[str]) -> Iterator[tuple[Phrase, Found]]:
        """Yield the phrases whose words follow each other in `words`; those `between` say nothing of their own."""
        for here, word in enumerate(words):
            for at, phrase in self._under.get(word, ()):
                after = _follow(words, here, phrase.words[at + 1 :], 1, between)
                before = after and _follow(words, here, phrase.words[:at][::-1], -1, between)
                if after and before:
                    yield phrase, Found(before.where | {here} | after.where, before.strange + after.strange)


def _rarest(words: Sequence[str], counted: Counter[str]) -> int:
    return min(range(len(words)), key=lambda at: counted[words[at]])


def _follow(words: Sequence[str], here: int, wanted: Sequence[str], way: int, between: frozenset[str]) -> Found | None:
    """Return where the wanted words stand, one after the other, going one way from here."""
    where, strange = [], 0
    for word in wanted:
        for ahead in range(1, MOST_BETWEEN + 2):
            there = here + ahead * way
            if not 0 <= there < len(words):
                return None
            if words[there] == word:
                break
            strange += words[there] not in between
        else:
            return None
        where.append(here := there)
    return Found(frozenset(where), strange)
