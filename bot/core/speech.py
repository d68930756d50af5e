"""How people write on a phone: slang and short forms become ordinary words, politeness is set aside, a refusal is seen.

What the words are is written by operators in `parler_jeune.yaml`; without it words are taken as they come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby, starmap

from bot.core.understand import fold

REACH = 4
"""Words after a refusal that it may be about."""
REFUSED = "-"
"""What a refused word begins with: it is another word than the one that is wanted."""

_TURNS = frozenset({"mais", "plutot", "je", "j", "juste", "car", "parce"})
"""Words at which a refusal ends."""
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (("eau|au", "o"), ("qu|c(?=[aouklrt])|k", "k"), ("ph", "f"), ("y", "i"))
)
_ENDINGS = re.compile(
    "(?<=...)(?:eraient|eriez|erions|aient|erait|erais|antes|ante|ants|ant|eres|ere|ees|ee|ais|ait|iez|erai|era|"
    "es|er|ez|is|it|ie|e|s|x|t)$"
)

_VOWELS = "aeiouh"

Words = tuple[str, ...]


@dataclass(frozen=True)
class Speech:
    """What operators wrote of how people write; every part may be empty.

    `meanings` is from a way of writing to ordinary words; `courtesies` say nothing when something else is said; `small`
    words say little; after a `refusals` phrase what is named is not wanted; `families` are words of one kind, by name;
    `astray` are phrases about nothing that the bot knows; `examples` are further phrases, by dialogue.
    """

    meanings: Mapping[str, str] = field(default_factory=dict)
    courtesies: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    astray: tuple[str, ...] = ()
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Ear:
    """Reads texts as `Speech` says; remembers nothing of what it reads."""

    def __init__(self, speech: Speech) -> None:
        """Fold what operators wrote, once; `written` is all of it by which words are heard."""
        said = (dict(speech.meanings), speech.courtesies, speech.small, speech.refusals, dict(speech.families))
        self.written: tuple[object, ...] = said
        meanings = ((_folded(written), _folded(meaning)) for written, meaning in speech.meanings.items())
        self._meanings = _ByFirst(chain.from_iterable(starmap(_elided, meanings)))
        self._courtesies = _ByFirst((self.words(said), ()) for said in speech.courtesies)
        self._refusals = _ByFirst((self.words(said), ()) for said in speech.refusals)
        self.small = frozenset(word for said in speech.small for word in self.words(said))
        self.families = {
            words[0]: name
            for name, members in speech.families.items()
            for words in map(self.words, members)
            if words[1:] == ()
        }

    def words(self, text: str) -> Words:
        """Return the ordinary words of a text, folded or not: « jcherche 1 taf » gives « je cherche 1 travail »."""
        return self._meanings.replaced(_folded(text))

    def said(self, text: str) -> Words:
        """Return the ordinary words without the politeness around them; politeness alone is kept."""
        return self.said_folded(fold(text))

    def said_folded(self, text: str) -> Words:
        """Return what `said` does of a text that is folded already."""
        words = self._meanings.replaced(_split(text))
        return self._courtesies.replaced(words) or words

    def marked(self, words: Words) -> list[str]:
        """Return words with what is refused marked: after « je veux pas de » a « formation » is « -formation »."""
        marked, left, index = list(words), 0, 0
        if not self._refusals.begin(words):
            return marked
        while index < len(words):
            refusal = self._refusals.length(words, index)
            if refusal:
                index, left = index + refusal, REACH
                continue
            left = 0 if words[index] in _TURNS else left
            if left and words[index] not in self.small:
                marked[index] = REFUSED + words[index]
            left -= bool(left)
            index += 1
        return marked


class _ByFirst:
    """Sequences of words and what each stands for, found by their first word."""

    def __init__(self, pairs: Iterable[tuple[Words, Words]]) -> None:
        self._by: dict[Words, Words] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for words, meaning in pairs:
            if words:
                self._by.setdefault(words, meaning)
                lengths = {len(words), *self._lengths.get(words[0], ())}
                self._lengths[words[0]] = tuple(sorted(lengths, reverse=True))

    def begin(self, words: Words) -> bool:
        """Return whether any sequence may begin somewhere in words."""
        return not self._lengths.keys().isdisjoint(words)

    def length(self, words: Words, index: int) -> int:
        """Return how many words the longest sequence known at an index has, 0 for none."""
        lengths = self._lengths.get(words[index], ())
        return next((size for size in lengths if words[index : index + size] in self._by), 0)

    def replaced(self, words: Words) -> Words:
        """Return words with the longest sequences known replaced; what replaces is not looked at again."""
        if not self.begin(words):
            return words
        found: list[str] = []
        index = 0
        while index < len(words):
            size = self.length(words, index) if words[index] in self._lengths else 0
            found += self._by[words[index : index + size]] if size else (words[index],)
            index += size or 1
        return tuple(found)


def _elided(written: Words, meaning: Words) -> Iterator[tuple[Words, Words]]:
    """Yield a way of writing and what it means, that meaning as itself, and « l'… » in one piece before a vowel."""
    if written:
        yield written, meaning
    if len(written) == 1 and written[0][0] in _VOWELS and len(written[0]) > 2:
        yield ("l" + written[0],), ("l", *meaning)
    if len(meaning) > 1:
        yield meaning, meaning


def _folded(text: str) -> Words:
    return _split(fold(text))


def _split(folded: str) -> Words:
    return tuple(_DRAWN_OUT.sub(r"\1", folded).split())


def stem(word: str) -> str:
    """Return what is left of a word whatever its spelling by ear, its number, its gender or the form of its verb."""
    if word.startswith(REFUSED):
        return REFUSED + stem(word.removeprefix(REFUSED))
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _ENDINGS.sub("", "".join(letter for letter, _ in groupby(word)), count=1)
