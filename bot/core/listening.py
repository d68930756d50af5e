"""Listens for emergencies in one language: its phrases, its clues, its spelling and its manners of speaking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.core.clues import Clue, Clues, clue, is_clue, written
from bot.core.flow import Emergency
from bot.core.phrases import Phrase, Phrases
from bot.core.spelling import Nuances, Spelling

MOST_STRANGE = 1
"""How many words in a phrase, in all, may be others than those known to say nothing; one makes it unsure."""
ALONE = 0.57
"""How much one word tells among others, beside several or a message of one word."""
_NO = frozenset(("pas", "not", "no", "не", "degil", "لا", "ما", "مش", "مو", "ليس"))
"""What denies a laugh of several words, just before it or just after: « je rigole pas »."""

Words = Sequence[str]


class Told(NamedTuple):
    """An emergency that words tell of, by its rank, whether surely, and in which words."""

    rank: int
    sure: bool
    where: frozenset[int]


class Listener:
    """One language, compiled once."""

    def __init__(self, emergencies: Mapping[int, Emergency], nuances: Nuances | None = None) -> None:
        """Compile the emergencies of a language, by rank."""
        nuances = nuances or Nuances()
        self._spelling = Spelling(nuances)
        self._between = frozenset(word for phrase in self._read(nuances.between) for word in phrase.words)
        calls = tuple(self._phrases(emergencies))
        harmless = tuple(self._read(said for said in nuances.harmless if not is_clue(said)))
        self._calls, self._harmless = Phrases(calls), Phrases(harmless)
        laughs = tuple(self._read(nuances.laughs))
        self._laughs = Phrases(laughs)
        self._light = self._between.union(*(phrase.words for phrase in laughs if len(phrase.words) == 1))
        self._clues, self._jests = Clues(self._hints(emergencies)), Clues(self._read_clues(nuances.harmless))
        self._spelling.know({*self._calls.words, *self._clues.words, *self._harmless.words})
        self._usual = frozenset(self._spelling.every(nuances.ordinary))

    @property
    def met(self) -> AbstractSet[str]:
        """Return every word that was met in this language."""
        return self._spelling.met

    def words(self, typed: Iterable[str], *, correct: bool) -> list[str]:
        """Return typed words as they are spelt here, misspelt ones corrected if wanted."""
        return [word for token in typed for word in self._spelling.read(token, correct=correct)]

    def told(self, words: Words) -> list[Told]:
        """Return what words tell of, manners of speaking apart; a clue to a joke excuses nothing that is sure."""
        manners = [found.where for _, found in self._harmless.found(words, self._between) if not found.strange]
        jests = [where for _, where in self._jests.found(words)]
        return [
            told
            for told in self._heard(words)
            if not any(_excuses(manner, told.where) for manner in (manners if told.sure else (*manners, *jests)))
        ]

    def whole(self, told: Iterable[Told], words: Words) -> bool:
        """Return whether a message says what tells of something, and else nothing but small words and laughs."""
        return any(all(at in one.where or word in self._light for at, word in enumerate(words)) for one in told)

    def usual(self, words: Words) -> bool:
        """Return whether these words, and no others, are written to be ordinary."""
        return tuple(words) in self._usual

    def laughs(self, words: Words) -> bool:
        """Return whether words say that someone may be joking, and not that they are not."""
        found = self._laughs.found(words, self._between)
        return any(not laugh.strange and not _denied(words, laugh.where) for _, laugh in found)

    def _heard(self, words: Words) -> Iterator[Told]:
        for phrase, found in self._calls.found(words, self._between):
            if found.strange <= MOST_STRANGE:
                yield Told(phrase.rank, phrase.sure and not found.strange, found.where)
        for rank, where in self._clues.found(words):
            yield Told(rank, sure=False, where=where)

    def _phrases(self, emergencies: Mapping[int, Emergency]) -> Iterator[Phrase]:
        for rank, emergency in emergencies.items():
            yield from self._read(emergency.phrases, rank)
            yield from self._read((said for said in emergency.near if not is_clue(said)), rank, sure=False)

    def _hints(self, emergencies: Mapping[int, Emergency]) -> Iterator[Clue]:
        for rank, emergency in emergencies.items():
            yield from self._read_clues(emergency.near, rank)

    def _read_clues(self, said: Iterable[str], rank: int = 0) -> Iterator[Clue]:
        clues = [one for one in said if is_clue(one)]
        every = list(dict.fromkeys(word for one in clues for group in written(one) for word in group))
        spelt = dict(zip(every, self._spelling.every(every), strict=True))
        return (clue(one, rank, spelt.__getitem__) for one in clues)

    def _read(self, said: Iterable[str], rank: int = 0, *, sure: bool = True) -> Iterator[Phrase]:
        return (Phrase(rank, sure, words) for words in self._spelling.every(said))


def hint(told: Iterable[Told], words: Words) -> float:
    """Return how much of what words tell without being sure may be believed, from 0 to 1."""
    several = (len(one.where) > 1 or len(words) == 1 for one in told)
    return max((1.0 if many else ALONE for many in several), default=0.0)


def _denied(words: Words, where: frozenset[int]) -> bool:
    around = words[max(0, min(where) - 1) : max(where) + 2]
    return len(where) > 1 and not _NO.isdisjoint(around)


def _excuses(manner: frozenset[int], told: frozenset[int]) -> bool:
    """Return whether a manner of speaking holds some of the words told, which say no more than it."""
    return not manner.isdisjoint(told) and not manner < told
