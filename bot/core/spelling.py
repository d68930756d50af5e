"""One spelling for the many in which phones write the same words, so that phrases and messages can be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.understand import BREAK, fold

_TOGETHER = 1_000
"""Texts that are read as one."""
LONG, VERY_LONG = 5, 8
"""Letters, endings aside, from which a hard word, or any, is still taken for itself with one letter wrong."""

# Each begins with the letter or the space that it is about: the edge of a word is looked for ten times slower.
_TWICE = re.compile(r"([^\W\d])(?=\1)")
_I = re.compile(r"j(?<!\wj)(?: (?=\w)|(?=[bcdfgklmnpqrstvxz]\w)(?!(?:dr|p|ps|tm)\b))")
_NOT = re.compile("[nN]['’ʼ][tT]\\b")
_NE = re.compile(r"n(?<!\wn)e? ")
_ELIDED = re.compile(r" (?=[aeiouyh])(?:(?<=\b[cdlmst] )|(?<=\bqu ))")
_ENDING = re.compile(r"(?<=\w\w\w)(?:aient|ait|ais|ent|er|ez|e)?s?$")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nuances:
    """What tells an emergency from a manner of speaking, whatever the emergency.

    `alike` are the spellings and words that stand for one; `apart` are ordinary words that look like graver ones;
    `hard` ones are often misspelt; `empty` ones are not heard; `between` may slip in anywhere; `harmless` are manners
    of speaking; `laughs` say that someone may be joking; `ordinary` is what is said on other days.
    """

    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    harmless: tuple[str, ...] = ()
    laughs: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()


class Spelling:
    """Spells words one way: no doubled letters, no endings, no « ne », and one word for those that mean the same."""

    def __init__(self, nuances: Nuances) -> None:
        """Take the words that stand for others, those that are only ever themselves, and those that are nothing."""
        self._hard = frozenset(word for said in nuances.hard for word in split(said))
        self._apart = frozenset(word for said in nuances.apart for word in split(said))
        self._alike: dict[str, Words] = {self._bare(word): () for said in nuances.empty for word in split(said)}
        self._spelt = _Spelt(self._spell)
        self._written: frozenset[str] = frozenset()
        self._known: defaultdict[str, list[str]] = defaultdict(list)
        for meant, written in nuances.alike.items():
            head = tuple(map(self._bare, split(meant)))
            for spelt in ([self._bare(word) for word in split(said)] for said in (*written, meant)):
                if len(spelt) == 1:
                    self._alike[spelt[0]] = head

    def know(self, words: Collection[str]) -> None:
        """Remember spelt words for which misspelt ones are taken: the very long ones, and those that are hard."""
        self._written = frozenset(words)
        hard = {form for word in self._hard for form in (word, self._bare(word))}
        for word in sorted(hard.union(word for word in words if len(word) >= VERY_LONG)):
            self._known[word[0]].append(word)

    def words(self, text: str) -> list[str]:
        """Return the words of what operators wrote as they are spelt here."""
        return [word for token in split(text) for word in self._spelt[token]]

    @property
    def met(self) -> AbstractSet[str]:
        """Return every word that operators wrote, as it is split from the others."""
        return self._spelt.keys()

    def every(self, texts: Iterable[str]) -> Iterator[Words]:
        """Yield the `words` of each of many texts."""
        for tokens in split_each(texts):
            yield tuple(chain.from_iterable(map(self._spelt.__getitem__, tokens)))

    def read(self, token: str, *, correct: bool = True) -> Words:
        """Return a word that a person wrote as it is spelt here, a misspelt one corrected; it is not remembered."""
        bare = self._bare(token)
        known = bare in self._alike or bare in self._written or token in self._apart
        if correct and len(bare) >= LONG and not known:
            bare = self._nearest(bare) or self._nearest(token) or bare
        return self._alike.get(bare, (bare,))

    def _bare(self, token: str) -> str:
        return f"{token}." if token in self._apart else _ENDING.sub("", token, count=1)

    def _spell(self, token: str) -> Words:
        bare = self._bare(token)
        return self._alike.get(bare, (bare,))

    def _nearest(self, word: str) -> str | None:
        """Return the known word from which one letter sets this one apart, spelt; None when there is none."""
        near = process.extractOne(word, self._known.get(word[0], ()), scorer=OSA.distance, score_cutoff=1)
        return self._bare(near[0]) if near else None


class _Spelt(dict[str, Words]):
    """The words that operators wrote as they are spelt, each found once."""

    def __init__(self, spell: Callable[[str], Words]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, word: str) -> Words:
        self[word] = found = self._spell(word)
        return found


def split(text: str) -> list[str]:
    """Return the words of a text as they are compared: elided ones and « don't » whole, doubled letters once."""
    return _joined(_folded(text)).split()


def split_each(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the `split` of each of many texts, far faster than one by one; other threads get their turn meanwhile."""
    rest = iter(texts)
    while some := list(islice(rest, _TOGETHER)):
        folded = " " + _folded(BREAK.join(some))
        read = _joined(folded.replace(BREAK.rstrip(), "\n").replace("\n ", "\n"))
        yield from map(str.split, read.split("\n"))


def _folded(text: str) -> str:
    return fold(_NOT.sub("nt", text))


def _joined(folded: str) -> str:
    joined = _NE.sub("", _I.sub("je ", _TWICE.sub("", folded)))
    return _ELIDED.sub("", joined)


def same(text: str) -> str:
    """Return what is left of a text once case, accents, doubled letters and endings are gone."""
    return " ".join(_ENDING.sub("", token, count=1) for token in split(text))
