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
        by_rank: defaultdict[int, Counter[str]] = defaultdict(Counter)
        told: Counter[int] = Counter()
        for rank, words in grave:
            by_rank[rank].update(self._features(words))
            told[rank] += 1
        said: Counter[str] = Counter()
        phrases = 0
        for words in ordinary:
            said.update(self._features(words))
            phrases += 1
        told_of: Counter[str] = sum(by_rank.values(), Counter())
        every = sum(told.values())
        weights = (
            (feature, _share(told_of, feature, every) - _share(said, feature, phrases))
            for feature in told_of.keys() | said.keys()
        )
        self._met = told_of.keys() | said.keys()
        few = min(every, phrases) < FEW
        self._weights = {} if few else {feature: weight for feature, weight in weights if abs(weight) >= LITTLE}
        self._likely = {
            rank: {feature: _share(counted, feature, told[rank]) for feature in counted}
            for rank, counted in by_rank.items()
        }
        self._unlikely = {rank: log(DOUBT) for rank, number in told.items()}
        self._usual = {rank: log(number) for rank, number in told.items()}

    def weigh(self, words: Words) -> float:
        """Return how much graver than ordinary a message is: above 0 it is rather grave."""
        return sum(self._weights.get(feature, 0.0) for feature in self._features(words))

    def likeliest(self, words: Words, among: Collection[int] = ()) -> int:
        """Return the rank, of those `among` if any, that a grave message most likely tells of."""
        known = self._features(words) & self._met
        ranks = [rank for rank in among or self._likely if rank in self._likely] or among
        return max(sorted(ranks), key=lambda rank: self._odds(rank, known))

    def _odds(self, rank: int, features: Iterable[str]) -> float:
        likely, unlikely = self._likely[rank], self._unlikely[rank]
        return self._usual[rank] + sum(likely.get(feature, unlikely) for feature in features)

    def _features(self, words: Words) -> set[str]:
        pairs = pairwise(words)
        return {word for word in words if word not in self._empty}.union(
            f"{one} {other}" for one, other in pairs if one not in self._empty or other not in self._empty
        )


def _share(counted: Counter[str], feature: str, phrases: int) -> float:
    return log(counted[feature] / max(1, phrases) + DOUBT)
