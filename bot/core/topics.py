"""From free words to a dialogue: a small classifier, learnt from what operators wrote, that knows how sure it is.

A phrase that operators wrote leads where it stands. Of other words, `Vocabulary` says what each part speaks for; that
becomes probabilities, among them that of nothing known being meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from bot.core.flow import ROOT, STOP, WELCOME, Flow
from bot.core.speech import Ear, Speech, Words, stem
from bot.core.tongue import SOURCE
from bot.core.understand import fold
from bot.core.vocabulary import Learn, Vocabulary, learn

SURE = 0.66
"""A probability from which a dialogue is opened at once."""
LIKELY, TOGETHER = 0.02, 0.3
"""One from which it is proposed, and what those that are proposed must have together."""
MOST = 2
"""Dialogues proposed at once."""
MANNERS = frozenset({ROOT, WELCOME, "merci"})
"""Dialogues that nobody is asked whether they meant."""

_SHARPNESS = 6.0
"""How fast what parts say makes sure."""
_AND = re.compile(r" (?:et aussi|ou bien|et|ou) ")
_SENTENCE = 3
"""Words of a phrase of stop that is heard whatever the forms of its words."""
_ASTRAY = ""
"""What stands for the dialogue of phrases about nothing that the bot knows."""


class Guess(NamedTuple):
    """What a text seems to be about: surely `dialogue` when there is one, else perhaps `suggestions`, likeliest first.

    `score` is the probability, from 0 to 1, of the likeliest dialogue; `language` is the one in which it was said.
    """

    dialogue: str | None
    score: float
    suggestions: tuple[str, ...] = ()
    language: str = SOURCE


class Topics:
    """The phrases of all dialogues, compiled once."""

    def __init__(self, flows: Iterable[Flow], speech: Speech | None = None, learn: Learn = learn) -> None:
        """Read the phrases of `flows` and the examples of `speech`; `learn` will tell what their words weigh.

        Where two dialogues claim one phrase, stop keeps it, else the first.
        """
        speech = speech or Speech()
        self._ear, self._learn = Ear(speech), learn
        self._exact: dict[str, str] = {}
        self._plain: dict[Words, str] = {}
        self._stops: set[Words] = set()
        written = {flow.name: flow.phrases for flow in sorted(flows, key=lambda flow: flow.name != STOP)}
        examples = {name: said for name, said in speech.examples.items() if name in written}
        sources = (written, examples, {_ASTRAY: speech.astray})
        self._said = list(self._claimed(sources))

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        """What words weigh: learnt for the first text that is no phrase, since it takes most of a second."""
        return Vocabulary(self._ear, self._said, learn=self._learn)

    def learn(self) -> None:
        """Learn now what words weigh, so that nobody waits for it."""
        _ = self._vocabulary

    def _claimed(self, sources: Iterable[Mapping[str, Words]]) -> Iterator[tuple[str, Words]]:
        """Yield each phrase in ordinary words, once, with the dialogue that has it."""
        for source in sources:
            for name, phrases in source.items():
                for phrase in phrases:
                    said = fold(phrase)
                    if said and self._exact.setdefault(said, name) == name:
                        words = self._ear.said_folded(said)
                        if words not in self._plain:
                            self._plain[words] = name
                            if name == STOP:
                                self._stops.add(_stems(words))
                            yield name, words

    def exactly(self, text: str, dialogue: str) -> bool:
        """Return whether the words are one of this dialogue's phrases, but for case, accents, slang and politeness."""
        return self._outright(text) == dialogue

    def _outright(self, text: str) -> str | None:
        said = fold(text)
        if said in self._exact:
            return self._exact[said]
        words = self._ear.said_folded(said)
        stops = len(words) >= _SENTENCE and _stems(words) in self._stops
        return self._plain.get(words, STOP if stops else None)

    def guess(self, text: str) -> Guess:
        """Return what a text is about. Stop is only ever said outright; of other words it is at most proposed."""
        known = self._outright(text)
        if known is not None:
            return Guess(known, 1.0) if known != _ASTRAY else Guess(None, 0.0)
        if wishes := self._wishes(text):
            return Guess(None, 1 / len(wishes), wishes[:MOST])
        odds = _odds(self._sums(text))
        astray = max(odds.pop(_ASTRAY, 0.0), 1.0 - sum(odds.values()))
        ranked = sorted(odds.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] <= astray:
            return Guess(None, ranked[0][1] if ranked else 0.0)
        name, score = ranked[0]
        if score >= SURE and name != STOP:
            return Guess(name, score)
        return Guess(None, score, _proposed(ranked))

    def _wishes(self, text: str) -> tuple[str, ...]:
        """Return the dialogues that a text names one after the other, each outright: « permis et cv »; none for one."""
        named = dict.fromkeys(map(self._outright, _AND.split(fold(text))))
        wishes = tuple(name for name in named if name and name not in (*MANNERS, STOP))
        return wishes if len(wishes) == len(named) >= MOST else ()

    def _sums(self, text: str) -> dict[str, float]:
        """Return what words say for each dialogue, politeness apart unless it is all there is; numbers say nothing."""
        said = fold(text)
        if said.replace(" ", "").isdigit():
            return {}
        words = self._ear.said_folded(said)
        return self._vocabulary.sums(words) or self._vocabulary.sums(self._ear.words(text))


def _odds(sums: Mapping[str, float]) -> dict[str, float]:
    """Return the probability of each dialogue; what is missing to 1 is that of none."""
    raised = {name: math.exp(_SHARPNESS * total) for name, total in sums.items()}
    whole = 1.0 + sum(raised.values())
    return {name: value / whole for name, value in raised.items()}


def _stems(words: Words) -> Words:
    return tuple(map(stem, words))


def _proposed(ranked: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """Return what may be proposed of dialogues with their probabilities; stop only where the words surely name it."""
    likely = [(name, odd) for name, odd in ranked if odd >= (TOGETHER if name == STOP else LIKELY)]
    kept = [(name, odd) for name, odd in likely if name not in MANNERS][:MOST]
    return tuple(name for name, _ in kept) if sum(odd for _, odd in kept) >= TOGETHER else ()
