"""How grave words are, whatever phrase they are in: learnt from what is said in an emergency, and on other days."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from bot.core.speech import Ear, Words
from bot.core.vocabulary import Learn, Vocabulary, learn
from bot.core.weighing import Reading

FEW = 200
"""Phrases of either kind below which nothing is learnt."""
_READING = Reading(apart=(2, 3), strides=(0.382, 0.618, 0.5, 0.71, 0.29, 0.82, 0.44), clearly=1.5, step=0.3)
"""Oftener and more gently than topics are; « dors souvent dehors » is near « dors dehors »."""
_END = "¶"
"""A word that every message ends with: by it alone, what nothing is known of is as ordinary as most messages."""
_CLAUSE = re.compile(r"[.!?;,…\n]+|\b(?:et|mais|sinon)\b", re.IGNORECASE)
_FEWEST, _ALONE = 2, 0.2
"""Words of a clause that is weighed by itself, and by how much it is lighter than if it were all that is said."""
_ORDINARY = ""
"""What stands for the emergency of phrases that tell of none."""


class Gravity(NamedTuple):
    """By how much words speak for an emergency, above 0, or against all of them, below; and for which the most."""

    weight: float
    name: str
    most: float
    """The weight of the gravest clause, where that is more."""


class Evidence:
    """What grave and ordinary phrases teach; nothing before the first words are weighed."""

    def __init__(
        self, ear: Ear, grave: Mapping[str, Iterable[str]], ordinary: Iterable[str], learn: Learn = learn
    ) -> None:
        """Take grave phrases by the name of their emergency, and ordinary ones; `learn` will tell what words weigh."""
        self._ear, self._learn = ear, learn
        self._grave = {name: tuple(phrases) for name, phrases in grave.items()}
        self._ordinary = tuple(ordinary)

    @cached_property
    def _vocabulary(self) -> Vocabulary | None:
        if min(sum(map(len, self._grave.values())), len(self._ordinary)) < FEW:
            return None
        said = {**self._grave, _ORDINARY: self._ordinary}
        written = [(name, text) for name, texts in said.items() for text in texts]
        phrases = ((name, self._words(text)) for name, text in written)
        return Vocabulary(self._ear, self._once(phrases), _READING, self._learn, written)

    def learn(self) -> None:
        """Learn now, so that nobody waits for it."""
        _ = self._vocabulary

    def weigh(self, text: str, among: Collection[str] = ()) -> Gravity | None:
        """Return how grave a text is and of which emergency, of those `among` if any; None where nothing was learnt.

        It is nearly as grave as its gravest clause: what is said around a call for help does not make it lighter.
        """
        if self._vocabulary is None:
            return None
        clauses = [said for said in _CLAUSE.split(text) if len(said.split()) >= _FEWEST]
        whole, *each = [self._weighed(self._vocabulary, said, among) for said in (text, *clauses)]
        gravest = max(filter(None, (whole, *each)), default=None)
        if not whole or not gravest:
            return gravest
        return max(whole._replace(most=gravest.most), gravest._replace(weight=gravest.weight - _ALONE))

    def _weighed(self, vocabulary: Vocabulary, said: str, among: Collection[str]) -> Gravity | None:
        sums = vocabulary.sums(self._words(said), doubting=False)
        ordinary = sums.pop(_ORDINARY, 0.0)
        if not sums:
            return None
        likeliest = max(among or sums, key=lambda name: sums.get(name, 0.0))
        weight = max(sums.values()) - ordinary
        return Gravity(weight, likeliest, weight)

    def _words(self, text: str) -> Words:
        return (*self._ear.said(text), _END)

    def _once(self, phrases: Iterable[tuple[str, Words]]) -> Iterable[tuple[str, Words]]:
        """Yield each phrase once; where two claim it, the first keeps it."""
        owners: dict[Words, str] = {}
        return ((name, words) for name, words in phrases if owners.setdefault(words, name) == name)
