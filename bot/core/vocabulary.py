"""The words that operators wrote, what each says of what is meant, and how to find one again under its misspellings."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.speech import REFUSED, Ear, Words, stem

_SMALL, _PAIR, _KIND, _MISSPELT = 0.5, 0.4, 0.5, 0.5
"""What the vote of a small word, a pair, a word's family and a misspelt word counts beside that of a plain word."""
_RARE = 1.0
"""How little a word says that was written only once or twice."""
_POINTED = 1.4
"""How much more a word of few dialogues says than a word of many."""
_EVEN, _WIDE = 10, 0.5
"""How the number of its phrases weighs on a dialogue: they are not all equally talkative."""
_LETTERS, _ALIKE = 4, 0.75
"""Letters of the shortest word that may be misspelt, and how alike, from 0 to 1, it must be to one that is known."""
_ELIDED = "jldmtsncq"
_KIND_SIGN = "#"
_MOST_MISSPELT = 20
_SHORT_NUMBER = 2
"""Words of one text that are compared with those known."""


class Heard(NamedTuple):
    """What is known of a text: its parts with the trust in each, from 0 to 1; how many words tell, or are unknown."""

    parts: Mapping[str, float]
    telling: int
    unknown: int


class Vocabulary:
    """The parts of all phrases: stems, families of words, and pairs of neighbours, counted by dialogue."""

    def __init__(self, ear: Ear, phrases: Sequence[tuple[str, Words]]) -> None:
        """Count the parts of phrases, each a dialogue and ordinary words."""
        self._ear = ear
        self._small = frozenset(map(stem, ear.small))
        self._kinds = {stem(word): f"#{kind}" for word, kind in ear.families.items()}
        self._sizes = Counter(name for name, _ in phrases)
        self._owners = [name for name, _ in phrases]
        stems = _Stems()
        told = [self._parts([stems[word] for word in ear.marked(words) if _tells(word)]) for _, words in phrases]
        self._counts: dict[str, dict[str, int]] = defaultdict(dict)
        for name, parts in zip(self._owners, told, strict=True):
            for counts in map(self._counts.__getitem__, parts):
                counts[name] = counts.get(name, 0) + 1
        self._squares = {part: self._height(part) ** 2 for part in self._counts if " " not in part}
        self._holding: dict[str, list[int]] = defaultdict(list)
        self._lengths = [self._lay(index, parts) for index, parts in enumerate(told)]
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for part in self._counts:
            if " " not in part and part not in self._small and part[0] not in (REFUSED, _KIND_SIGN):
                self._by_letter[part[0]].append(part)
        self._votes: dict[str, dict[str, float]] = {}

    def _parts(self, stems: Sequence[str]) -> dict[str, float]:
        """Return the parts of a phrase, each with what its vote counts."""
        parts = {one: _SMALL if one in self._small else 1.0 for one in stems}
        kinds = [self._kinds.get(one, one) for one in stems]
        parts |= dict.fromkeys((one for one in kinds if one[0] == _KIND_SIGN), _KIND)
        pairs = pairwise(stems) if kinds == stems else chain(pairwise(stems), pairwise(kinds))
        return parts | dict.fromkeys(map(" ".join, pairs), _PAIR)

    def _lay(self, index: int, parts: Mapping[str, float]) -> float:
        """Note where the words of a phrase stand; return its length as the root of their squared heights."""
        length = 0.0
        for part in parts:
            square = self._squares.get(part)
            if square:
                length += square
                if part not in self._small:
                    self._holding[part].append(index)
        return math.sqrt(length) or 1.0

    def _height(self, part: str) -> float:
        """Return how much a word says by itself, from 0."""
        rarity = math.log(1 + len(self._sizes) / len(self._counts[part]))
        return rarity * (_SMALL if part in self._small else 1.0)

    def heard(self, words: Words) -> Heard:
        """Return what is known of a text in ordinary words."""
        found = list(self._recognised([stem(word) for word in self._ear.marked(words) if _tells(word)]))
        known = [one for one, _ in found]
        parts = {part: count for part, count in self._parts(known).items() if part in self._counts}
        for one, trust in found:
            if trust < 1 and one in parts:
                parts[one] = trust
        telling = sum(1 for one in known if one not in self._small)
        return Heard(parts, telling, sum(1 for one in known if one not in self._counts))

    def _recognised(self, stems: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Yield each word as one that is known, and how far it is trusted."""
        left = _MOST_MISSPELT
        for one in stems:
            if one in self._counts or one in self._small:
                yield one, 1.0
            elif one[0] in _ELIDED and len(one) >= _LETTERS and one[1:] in self._counts:
                yield one[1:], 1.0
            else:
                near = self._nearly(one) if left and len(one) >= _LETTERS else None
                left -= 1 if left else 0
                yield (near, _MISSPELT) if near else (one, 1.0)

    def _nearly(self, one: str) -> str | None:
        known = self._by_letter.get(one[0], ())
        found = process.extractOne(one, known, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        return found[0] if found else None

    def votes(self, part: str) -> Mapping[str, float]:
        """Return how much a part that is known speaks for each dialogue, from 0."""
        if part not in self._votes:
            counts = self._counts[part]
            shares = {name: count / (self._sizes[name] + _EVEN) ** _WIDE for name, count in counts.items()}
            usual = sum(shares.values()) / len(self._sizes)
            times = sum(counts.values())
            sure = times / (times + _RARE)
            self._votes[part] = {name: sure * math.log(1 + share / usual) ** _POINTED for name, share in shares.items()}
        return self._votes[part]

    def nearest(self, heard: Heard) -> dict[str, float]:
        """Return, for each dialogue that shares a word, how near its nearest phrase is, from 0 to 1."""
        shared: dict[int, float] = defaultdict(float)
        length = 0.0
        for part, trust in heard.parts.items():
            square = self._squares.get(part)
            if square:
                length += square
                for index in self._holding.get(part, ()):
                    shared[index] += trust * square
        best: dict[str, float] = {}
        for index, square in shared.items():
            near = square / (self._lengths[index] * math.sqrt(length))
            name = self._owners[index]
            best[name] = max(near, best.get(name, 0.0))
        return best


def _tells(word: str) -> bool:
    """Return whether a word may say something: short numbers are ages, prices and answers to questions."""
    return len(word) > _SHORT_NUMBER or not word.isdigit()


class _Stems(dict[str, str]):
    """The stems of words that operators wrote, each found once; a refused word's too."""

    def __missing__(self, word: str) -> str:
        self[word] = found = stem(word)
        return found
