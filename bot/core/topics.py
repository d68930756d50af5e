"""From free words to a dialogue: a small classifier, compiled from what operators wrote, that knows how sure it is.

Each word, and each pair of neighbours, votes for the dialogues whose phrases hold it, the stronger the fewer they are;
the nearest phrase adds its vote. The votes become probabilities, among them that of nothing known being meant.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.core.flow import STOP, Flow
from bot.core.speech import Ear, Speech, Words
from bot.core.tongue import SOURCE
from bot.core.understand import fold
from bot.core.vocabulary import Vocabulary

SURE = 0.62
"""A probability from which a dialogue is opened at once."""
LIKELY = 0.03
"""One from which it is proposed."""
MOST = 2
"""Dialogues proposed at once."""

_SHARPNESS = 0.57
"""How fast votes make sure; less in a long text, where chance votes add up."""
_SHORT = 9
"""Words of a text that is not long."""
_NOTHING, _UNKNOWN = 1.9, 0.45
"""The votes for nothing known being meant, and what each unknown word adds to them."""
_MOST_UNKNOWN = 6
_ASTRAY = ""
"""What stands for the dialogue of phrases about nothing that the bot knows."""
_NEAR = 2.2
"""The vote of a phrase that is said as it is written."""


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

    def __init__(self, flows: Iterable[Flow], speech: Speech | None = None) -> None:
        """Read the phrases of `flows` and the examples of `speech`.

        Where two dialogues claim one phrase, stop keeps it, else the first.
        """
        speech = speech or Speech()
        self._ear = Ear(speech)
        self._exact: dict[str, str] = {}
        self._plain: dict[Words, str] = {}
        written = {flow.name: flow.phrases for flow in sorted(flows, key=lambda flow: flow.name != STOP)}
        examples = {name: said for name, said in speech.examples.items() if name in written}
        sources = (written, examples, {_ASTRAY: speech.astray})
        self._vocabulary = Vocabulary(self._ear, list(self._claimed(sources)))

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
                            yield name, words

    def exactly(self, text: str, dialogue: str) -> bool:
        """Return whether the words are one of this dialogue's phrases, but for case, accents, slang and politeness."""
        return self._outright(text) == dialogue

    def _outright(self, text: str) -> str | None:
        said = fold(text)
        return self._exact[said] if said in self._exact else self._plain.get(self._ear.said(text))

    def guess(self, text: str) -> Guess:
        """Return what a text is about. Stop is only ever said outright; of other words it is at most proposed."""
        known = self._outright(text)
        if known is not None:
            return Guess(known, 1.0) if known != _ASTRAY else Guess(None, 0.0)
        odds = self._odds(self._ear.said(text)) or self._odds(self._ear.words(text))
        astray = odds.pop(_ASTRAY, 0.0)
        ranked = sorted(odds.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        score = ranked[0][1] if ranked else 0.0
        likely = tuple(name for name, odd in ranked if odd >= LIKELY and score > astray)
        if likely and score >= SURE and likely[0] != STOP:
            return Guess(likely[0], score)
        return Guess(None, score, likely)

    def _odds(self, words: Words) -> dict[str, float]:
        """Return the probability of each dialogue that anything speaks for; what is missing to 1 is that of none."""
        heard = self._vocabulary.heard(words)
        votes: dict[str, float] = defaultdict(float)
        for part, trust in heard.parts.items():
            for name, vote in self._vocabulary.votes(part).items():
                votes[name] += trust * vote
        for name, nearness in self._vocabulary.nearest(heard).items():
            votes[name] += _NEAR * nearness
        sharpness = _SHARPNESS / max(1.0, math.sqrt(heard.telling / _SHORT))
        nothing = math.exp(sharpness * (_NOTHING + _UNKNOWN * min(heard.unknown, _MOST_UNKNOWN)))
        raised = {name: math.exp(sharpness * vote) for name, vote in votes.items()}
        whole = nothing + sum(raised.values())
        return {name: value / whole for name, value in raised.items()}
