"""The words that operators wrote, in parts by which they are known again: stems, neighbours, families, and letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.core.speech import REFUSED, Ear, Words, stem
from bot.core.weighing import Weights

_LETTERS = 4
"""Letters that make a part, the edges of the word among them."""
_WORD, _SPELT = 1.0, 0.8
"""How much a word, a pair or a family counts, and how much some of the letters of a word."""
_OFTEN = 2
"""Phrases that must have a pair, or letters, for anything to be learnt of them."""
_FAMILY, _SPELLING, _PAIR = "#", "=", " "
_SHORT_NUMBER = 2
_KEPT = 2
"""Sets of phrases whose weights are kept for whoever has the same: the published one and a draft."""


class Vocabulary:
    """The parts of all phrases, and what each says."""

    def __init__(self, ear: Ear, phrases: Iterable[tuple[str, Words]]) -> None:
        """Learn phrases, each a dialogue and ordinary words."""
        self._ear = ear
        self._small = frozenset(map(stem, ear.small))
        self._families = {stem(word): _FAMILY + family for word, family in ear.families.items()}
        stems, spelt = _Stems(), _Spelt()
        told = []
        for name, words in phrases:
            marked = [word for word in ear.marked(words) if _tells(word)]
            letters = (part for word in marked for part in spelt[word])
            told.append((name, self._parts([stems[word] for word in marked], letters)))
        self._weights = _weights(tuple(told), _worth)

    def _parts(self, stems: Sequence[str], letters: Iterable[str]) -> tuple[str, ...]:
        parts = dict.fromkeys(stems) | dict.fromkeys(map(_PAIR.join, pairwise(stems)))
        families = [self._families.get(one, one) for one in stems]
        if families != stems:
            parts |= dict.fromkeys(families) | dict.fromkeys(map(_PAIR.join, pairwise(families)))
        return tuple(parts | dict.fromkeys(letters))

    def sums(self, words: Words) -> dict[str, float]:
        """Return what ordinary words say for each dialogue, more or less than 0; nothing when none is known."""
        marked = [word for word in self._ear.marked(words) if _tells(word)]
        stems = [stem(word) for word in marked]
        strange = sum(1 for one in stems if one not in self._weights and one not in self._small)
        return self._weights.sums(self._parts(stems, (part for word in marked for part in _letters(word))), strange)


_weights = lru_cache(_KEPT)(Weights)
"""Weights take half a second of work; they remember what operators wrote, never what a person did."""


def _worth(part: str, times: int) -> float:
    """Return how much a part counts that so many phrases have."""
    if part[:1] == _SPELLING:
        return _SPELT if times >= _OFTEN else 0.0
    return _WORD if times >= _OFTEN or _PAIR not in part else 0.0


def _tells(word: str) -> bool:
    """Return whether a word may say something: short numbers are ages, prices and answers to questions."""
    return len(word) > _SHORT_NUMBER or not word.isdigit()


def _letters(word: str) -> tuple[str, ...]:
    """Return the letters of a word, four by four, edges among them: what misspellings of a word mostly share."""
    if len(word) < _LETTERS - 1 or word[0] == REFUSED:
        return ()
    edged = f"<{word}>"
    return tuple(_SPELLING + edged[at : at + _LETTERS] for at in range(len(edged) - _LETTERS + 1))


class _Stems(dict[str, str]):
    """The stems of words that operators wrote, each found once; a refused word's too."""

    def __missing__(self, word: str) -> str:
        self[word] = found = stem(word)
        return found


class _Spelt(dict[str, tuple[str, ...]]):
    """The letters of words that operators wrote, each found once."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        self[word] = found = _letters(word)
        return found
