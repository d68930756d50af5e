"""What words weigh: learnt from what operators wrote, some of it grave, some of it ordinary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from math import log

DOUBT = 0.00006
"""The share of phrases in which a word is taken to stand, over those in which it was met."""
FEW = 200
"""Phrases of a kind, grave or ordinary, below which nothing is learnt of how much words weigh."""
LITTLE = 0.5
"""The weight below which a word says too little to be counted."""

Words = Sequence[str]


class Evidence:
    """Weighs a message by its words and by those that follow each other."""

    def __init__(
        self, grave: Iterable[tuple[int, Words]], ordinary: Iterable[Words], empty: frozenset[str] = frozenset()
    ) -> None:
        """Learn from grave phrases, each with the rank of what it tells of, and from ordinary ones.

        Words that are `empty` weigh nothing by themselves, nor two of them together.
        """
        self._empty = empty
        self._told: Counter[int] = Counter()
        self._by_rank: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for rank, words in grave:
            self._told[rank] += 1
            self._by_rank[rank].update(self._features(words))
        said: Counter[str] = Counter()
        phrases = 0
        for words in ordinary:
            phrases += 1
            said.update(self._features(words))
        few = min(self._told.total(), phrases) < FEW
        self._weights = {} if few else self._compared(said, phrases)

    def _compared(self, said: Counter[str], phrases: int) -> dict[str, float]:
        """Return what each feature weighs that is met more often in phrases of one kind than of the other."""
        told: Counter[str] = Counter()
        for counted in self._by_rank.values():
            told.update(counted)
        every = self._told.total()
        compared = (
            (feature, log((told[feature] / every + DOUBT) / (said[feature] / phrases + DOUBT)))
            for feature in told.keys() | said.keys()
        )
        return {feature: weight for feature, weight in compared if abs(weight) >= LITTLE}

    def weigh(self, words: Words) -> float:
        """Return how much graver than ordinary a message is: above 0 it is rather grave."""
        return sum(self._weights.get(feature, 0.0) for feature in self._features(words))

    def likeliest(self, words: Words, among: Collection[int] = ()) -> int:
        """Return the rank, of those `among` if any, that a grave message most likely tells of."""
        features = self._features(words)
        return max(sorted(among or self._by_rank), key=lambda rank: self._odds(rank, features))

    def _odds(self, rank: int, features: Iterable[str]) -> float:
        told, counted = max(1, self._told[rank]), self._by_rank.get(rank, Counter[str]())
        return log(told) + sum(log(counted[feature] / told + DOUBT) for feature in features)

    def _features(self, words: Words) -> set[str]:
        pairs = pairwise(words)
        return {word for word in words if word not in self._empty}.union(
            f"{one} {other}" for one, other in pairs if one not in self._empty or other not in self._empty
        )
