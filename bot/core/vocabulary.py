"""The words that operators wrote, in parts by which they are known again: stems, neighbours, families, and letters."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain, islice, pairwise

from bot.core.speech import REFUSED, Ear, Words, stem
from bot.core.weighing import PLAINLY, Reading, Said, Weights

_LETTERS = 4
"""Letters that make a part, the edges of the word among them."""
_WORD, _SPELT = 1.0, 0.8
"""How much a word, a pair or a family counts, and how much some of the letters of a word."""
_OFTEN = 2
"""Phrases that must have a pair, or letters, for anything to be learnt of them."""
_FAMILY, _SPELLING, _PAIR, _APART = "#", "=", " ", " … "
_SHORT_NUMBER = 2
_KEPT = 4
"""Sets of phrases whose weights are kept for whoever has the same: two of the published version, two of a draft."""
_NAME = 16
"""Bytes of the name of lessons."""
_PIECE = 1_000
"""Phrases that are read at once for it."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Phrases in parts, cut only where they must be learnt; the same as others of that name, made of the same."""

    name: bytes
    size: int = field(compare=False)
    """Bytes that they are made of."""
    said: Callable[[], Iterable[Said]] = field(compare=False)
    """Cuts them, once."""
    reading: Reading = field(default=PLAINLY, compare=False)


Learn = Callable[[Lessons], Weights]
"""What tells what the parts of phrases weigh: it learns it, or remembers it."""


def weighed(lessons: Lessons) -> Weights:
    """Return what the parts of phrases weigh, learnt now: seconds of work where there are many."""
    from bot.core.learning import learn  # noqa: PLC0415  what only plays a remembered version does not wait for numpy

    return Weights(learn(lessons.said(), _worth, lessons.reading))


def keeping(learn: Learn) -> Learn:
    """Return what learns the same, and still has the last it learnt: what operators wrote, never what a person did."""
    kept: OrderedDict[bytes, Weights] = OrderedDict()

    def kept_or_learnt(lessons: Lessons) -> Weights:
        weights = kept.pop(lessons.name, None) or learn(lessons)
        kept[lessons.name] = weights
        if len(kept) > _KEPT:
            kept.popitem(last=False)
        return weights

    return kept_or_learnt


learn = keeping(weighed)
"""What learns where nothing else is given."""


class Vocabulary:
    """The parts of all phrases, and what each says."""

    def __init__(
        self,
        ear: Ear,
        phrases: Iterable[tuple[str, Words]],
        reading: Reading = PLAINLY,
        learn: Learn = learn,
        written: Iterable[object] | None = None,
    ) -> None:
        """Learn phrases, each a dialogue and ordinary words, read in some way.

        Where phrases are lazily made of something `written`, plain and ordered, they are made only if nobody remembers
        what it taught.
        """
        self._ear, self._reading = ear, reading
        self._small = frozenset(map(stem, ear.small))
        self._families = {stem(word): _FAMILY + family for word, family in ear.families.items()}
        if written is None:
            written = phrases = tuple(phrases)
        name, size = _sealed(chain((ear.written, reading), written))
        self._weights = learn(Lessons(name, size, lambda: self._cut(phrases), reading))

    def _cut(self, phrases: Iterable[tuple[str, Words]]) -> Iterator[Said]:
        stems, spelt = _Stems(), _Spelt()
        for name, words in phrases:
            marked = [word for word in self._ear.marked(words) if _tells(word)]
            letters = (part for word in marked for part in spelt[word])
            yield name, self._parts([stems[word] for word in marked], letters)

    def _parts(self, stems: Sequence[str], letters: Iterable[str]) -> tuple[str, ...]:
        parts = dict.fromkeys(stems) | dict.fromkeys(map(_PAIR.join, pairwise(stems)))
        for apart in self._reading.apart:
            parts |= dict.fromkeys(map(_APART.join, zip(stems, stems[apart:], strict=False)))
        families = [self._families.get(one, one) for one in stems]
        if families != stems:
            parts |= dict.fromkeys(families) | dict.fromkeys(map(_PAIR.join, pairwise(families)))
        return tuple(parts | dict.fromkeys(letters))

    def sums(self, words: Words, *, doubting: bool = True) -> dict[str, float]:
        """Return what ordinary words say for each dialogue, more or less than 0; nothing when none is known.

        Words that are not known make it weaker, unless not `doubting`.
        """
        marked = [word for word in self._ear.marked(words) if _tells(word)]
        stems = [stem(word) for word in marked]
        strange = sum(1 for one in stems if one not in self._weights and one not in self._small) if doubting else 0
        return self._weights.sums(self._parts(stems, (part for word in marked for part in _letters(word))), strange)


def _sealed(written: Iterable[object]) -> tuple[bytes, int]:
    """Return a name that only this has, and its size; read in pieces, so that other threads get their turn."""
    seal, size, rest = blake2b(digest_size=_NAME), 0, iter(written)
    while piece := list(islice(rest, _PIECE)):
        told = repr(piece).encode()
        seal.update(told)
        size += len(told)
    return seal.digest(), size


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
