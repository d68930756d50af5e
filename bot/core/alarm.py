"""Hears an emergency in typed words: surely (help at once), nearly (a caring question first), or not at all.

A phrase is heard wherever its words follow each other with few words between. Manners of speaking (« mort de rire »)
take their words out of hearing. A laugh makes what is sure unsure, and what is unsure nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.core.clues import Clue, Clues, clue, is_clue
from bot.core.evidence import Evidence
from bot.core.flow import Emergency
from bot.core.playbook import Playbook
from bot.core.spelling import Nuances, Spelling
from bot.core.understand import fold

MOST_BETWEEN = 3
"""Words that may slip in between two words of a phrase."""
HINT, ENOUGH = 4.0, 4.0
"""What an unsure phrase or a clue adds to the weight of a message, and the weight from which someone is asked."""
LEARNT = "fr"
"""The language whose words are weighed; of the others, phrases and clues alone are heard."""
MOST_STRANGE = 1
"""How many of them, in all, may be other words than those known to say nothing; one makes a phrase unsure."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An emergency that was heard; when it is not `sure`, its person is asked before being helped."""

    emergency: Emergency
    sure: bool


class _Phrase(NamedTuple):
    rank: int
    sure: bool
    words: tuple[str, ...]


class _Found(NamedTuple):
    where: frozenset[int]
    strange: int
    """How many words between say something of their own."""


class Alarm:
    """The emergencies of a playbook, compiled once: each phrase is filed under the rarest of its words."""

    def __init__(
        self, emergencies: Iterable[Emergency], nuances: Nuances | None = None, ordinary: Iterable[str] = ()
    ) -> None:
        """Compile the phrases; `ordinary` are some of what people say otherwise. The first emergency heard answers."""
        nuances = nuances or Nuances()
        self._emergencies = tuple(emergencies)
        self._spelling = Spelling(nuances)
        self._between = frozenset(word for phrase in self._read(nuances.between) for word in phrase.words)
        self._smiles = tuple(said for said in nuances.laughs if not fold(said))
        calls, harmless = tuple(self._phrases()), tuple(self._read(nuances.harmless))
        self._calls, self._harmless = _File(calls), _File(harmless)
        self._clues, self._laughs = Clues(self._hints()), _File(self._read(nuances.laughs))
        self._spelling.know({*self._calls.words, *self._clues.words, *self._harmless.words})
        usual = (phrase.words for phrase in (*harmless, *self._read((*nuances.ordinary, *ordinary))))
        told = ((p.rank, p.words) for p in calls if self._emergencies[p.rank].language == LEARNT)
        self._evidence = Evidence(told, usual, self._between)

    @classmethod
    def of(cls, playbook: Playbook) -> Alarm:
        """Return the alarm of a playbook, which learns what is ordinary from all that leads to its dialogues."""
        said = (phrase for flow in playbook.flows.values() for phrase in flow.phrases)
        examples = (phrase for phrases in playbook.speech.examples.values() for phrase in phrases)
        return cls(playbook.emergencies, playbook.nuances, (*said, *examples, *playbook.speech.astray))

    def heard(self, text: str) -> Heard | None:
        """Return the emergency that a text tells of, None when it tells of none."""
        words = self._spelling.corrected(text)
        manners = [found.where for _, found in self._harmless.found(words, self._between) if not found.strange]
        told = [(sure, rank) for sure, rank, where in self._told(words) if not any(_excuses(m, where) for m in manners)]
        laughs = self._laughs_at(text, words)
        surely = [rank for sure, rank in told if sure]
        if surely:
            return Heard(self._emergencies[min(surely)], sure=not laughs)
        if laughs or self._evidence.weigh(words) + HINT * bool(told) < ENOUGH:
            return None
        return Heard(self._emergencies[self._evidence.likeliest(words, {rank for _, rank in told})], sure=False)

    def _told(self, words: Sequence[str]) -> Iterator[tuple[bool, int, frozenset[int]]]:
        """Yield what is heard, manners of speaking or not: whether it is sure, of which emergency, in which words."""
        for phrase, found in self._calls.found(words, self._between):
            if found.strange <= MOST_STRANGE:
                yield phrase.sure and not found.strange, phrase.rank, found.where
        for rank, where in self._clues.found(words):
            yield False, rank, where

    def _laughs_at(self, text: str, words: Sequence[str]) -> bool:
        laughs = any(True for _ in self._laughs.found(words, self._between))
        return laughs or any(smile in text for smile in self._smiles)

    def _phrases(self) -> Iterator[_Phrase]:
        for rank, emergency in enumerate(self._emergencies):
            yield from self._read(emergency.phrases, rank)
            yield from self._read((said for said in emergency.near if not is_clue(said)), rank, sure=False)

    def _hints(self) -> Iterator[Clue]:
        for rank, emergency in enumerate(self._emergencies):
            yield from (clue(said, rank, self._spelling.words) for said in emergency.near if is_clue(said))

    def _read(self, said: Iterable[str], rank: int = 0, *, sure: bool = True) -> Iterator[_Phrase]:
        return (_Phrase(rank, sure, tuple(self._spelling.words(phrase))) for phrase in said)


def _excuses(manner: frozenset[int], told: frozenset[int]) -> bool:
    """Return whether a manner of speaking holds some of the words told, which say no more than it."""
    return not manner.isdisjoint(told) and not manner < told


class _File:
    """Phrases, each under the rarest of its words."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        kept = {phrase for phrase in phrases if phrase.words}
        self.words = Counter(word for phrase in kept for word in phrase.words)
        self._under: dict[str, list[tuple[int, _Phrase]]] = {}
        for phrase in kept:
            _, at = min((self.words[word], at) for at, word in enumerate(phrase.words))
            self._under.setdefault(phrase.words[at], []).append((at, phrase))

    def found(self, words: Sequence[str], between: frozenset[str]) -> Iterator[tuple[_Phrase, _Found]]:
        """Yield the phrases whose words follow each other in `words`, and where."""
        for here, word in enumerate(words):
            for at, phrase in self._under.get(word, ()):
                after = _follow(words, here, phrase.words[at + 1 :], 1, between)
                before = after and _follow(words, here, phrase.words[:at][::-1], -1, between)
                if after and before:
                    yield phrase, _Found(before.where | {here} | after.where, before.strange + after.strange)


def _follow(words: Sequence[str], here: int, wanted: Sequence[str], way: int, between: frozenset[str]) -> _Found | None:
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
    return _Found(frozenset(where), strange)
