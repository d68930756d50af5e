"""Which quartiers typed words may mean: names, communes, nicknames, postcodes, however they are spelt.

Every word must be accounted for. What is left over, or only nearly a name, is asked back and never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.places import Quartier
from bot.core.understand import fold


def _vocabulary(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LINKS = _vocabulary("a au aux d de des du en l la le les lez ou sur")
"""Words that names are made of and that people leave out."""
_CHAT = _vocabulary(
    "alors bah ben bjr bonjour bonsoir bro c ca cc ce cest chez cite coin cote dans dep departement est et euh frere "
    "frerot frr habite habites hbt id j jabite jhabite je jsuis jss jui juis jvis jviens kartier mdr merci mn moi mon "
    "on par pr pres quartier quartie rue salam salut secteur slt stp suis svp t tieks tiek tu un ver vers viens "
    "vient vis vit voila wesh ville wallah y yo zone vraiment"
)
"""Words around a name that say nothing of where it is."""
_SHORT = {"st": "saint", "ste": "sainte", "hts": "hauts", "ht": "haut"}
_VAGUE = _vocabulary(
    "ancien bas basse bourg cedex centre est grand grande haut haute hauts nord nouveau nouvelle ouest petit petite "
    "plaine pont port rive route saint sainte saints sud val vallee vieux"
)
"""Words of so many names that alone they mean none."""

_MOST_WORDS, _LONGEST, _MOST_UNKNOWN, _MOST_LEFT = 40, 7, 8, 3
_PART = 4
"""Letters below which a word of a name does not stand for it."""
_BEGINNING = 5
"""Letters from which the beginning of a name stands for it."""


class Heard(NamedTuple):
    """The quartiers that words may mean; `sure` when these are the ones, so that a single one needs no asking."""

    quartiers: tuple[Quartier, ...] = ()
    sure: bool = False


@dataclass(slots=True)
class _Hearing:
    """What has been made of a text so far; a word that is accounted for leaves None in its place."""

    words: list[str | None]
    meant: list[frozenset[str]] = field(default_factory=list)
    sure: bool = True

    @property
    def left(self) -> list[str]:
        return [word for word in self.words if word is not None]

    def drop(self, idle: frozenset[str]) -> None:
        self.words = [None if word in idle else word for word in self.words]

    def each(self, lengths: Iterable[int], read: Callable[[str], tuple[frozenset[str], bool]]) -> None:
        """Read each run of words not yet accounted for, joined as names are."""
        for length in lengths:
            for start in range(len(self.words) - length + 1):
                run = [word for word in self.words[start : start + length] if word]
                ids, sure = read("".join(run)) if len(run) == length else (frozenset[str](), True)
                if ids:
                    self.meant.append(ids)
                    self.sure = self.sure and sure
                    self.words[start : start + length] = [None] * length


class Names:
    """Every name of every quartier and commune, folded once."""

    def __init__(self, quartiers: Iterable[Quartier]) -> None:
        """Index names whole, by their first letter for the misspelt, and by their words."""
        self._quartiers = {q.id: q for q in quartiers}
        names = _Index((_key(name), q.id) for q in self._quartiers.values() for name in _names(q))
        self._names = names.ids
        self._parts = _Index((part, q.id) for q in self._quartiers.values() for part in _parts(q)).ids
        self._numbers = _Index((n, q.id) for q in self._quartiers.values() for n in _numbers(q)).ids
        self._by_letter = _Index((key[0], key) for key in self._names).ids

    def hear(self, text: str) -> Heard:
        """Return the quartiers that a text may mean."""
        words = (_SHORT.get(word, word) for word in fold(text).split()[:_MOST_WORDS])
        hearing = _Hearing([word for word in words if word not in _LINKS])
        hearing.each(range(_LONGEST, 0, -1), lambda said: (self._names.get(said, frozenset()), True))
        hearing.drop(_CHAT)
        alone = len(hearing.left) == 1 and not hearing.meant
        hearing.each((1,), lambda said: (self._numbers.get(said, frozenset()), len(said) == 5 or not alone))
        if len(hearing.left) <= _MOST_UNKNOWN:
            hearing.each((4, 3, 2), self._like)
            hearing.each((1,), lambda said: (self._parts.get(said, frozenset()), False))
            hearing.each((1,), self._like)
        return self._judged(hearing)

    def _like(self, said: str) -> tuple[frozenset[str], bool]:
        """Return whom a misspelt or unfinished name may mean, and whether it is but a slip of the thumb."""
        keys = self._by_letter.get(said[:1], frozenset()) if len(said) >= _BEGINNING and said not in _VAGUE else ()
        found = process.extract(said, sorted(keys), scorer=OSA.distance, score_cutoff=3, limit=6)
        near = [(key, slips) for key, slips, _ in found if slips <= _slips(min(len(key), len(said)))]
        likely = [key for key, slips in near if slips == near[0][1]]
        begun = likely or [key for key in keys if key.startswith(said) and 2 * len(said) >= len(key)]
        ids = frozenset[str]().union(*(self._names[key] for key in begun))
        return ids, len(likely) == 1 and _slip(said, likely[0], int(near[0][1]))

    def _judged(self, hearing: _Hearing) -> Heard:
        left = hearing.left
        if not hearing.meant or len(left) > _MOST_LEFT:
            return Heard()
        all_of_them = reduce(frozenset.intersection, hearing.meant)
        ids = all_of_them or frozenset[str]().union(*_as_few(hearing.meant))
        found = tuple(q for q in self._quartiers.values() if q.id in ids)
        return Heard(found, sure=hearing.sure and bool(all_of_them) and not left)


class _Index:
    """What stands under each key."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        gathered: dict[str, set[str]] = {}
        for key, value in pairs:
            if key:
                gathered.setdefault(key, set()).add(value)
        self.ids = {key: frozenset(values) for key, values in gathered.items()}


def _words(name: str) -> list[str]:
    words = fold(name).split()
    return [_SHORT.get(word, word) for word in words if word not in _LINKS]


def _key(name: str) -> str:
    return "".join(_words(name))


def _names(q: Quartier) -> Iterator[str]:
    yield from (q.name, *q.aliases, *q.commune.split(";"))


def _parts(q: Quartier) -> Iterator[str]:
    words = (word for name in (q.name, *q.aliases) for word in _words(name))
    return (word for word in words if len(word) >= _PART and word not in _VAGUE and word not in _CHAT)


def _numbers(q: Quartier) -> Iterator[str]:
    yield from (*q.postcodes, q.department.lower())


def _as_few(meant: list[frozenset[str]]) -> list[frozenset[str]]:
    """Return the meanings as narrow as the narrowest: where a city contradicts a quartier, the quartier is asked."""
    least = min(map(len, meant))
    return [ids for ids in meant if len(ids) == least]


def _slips(letters: int) -> int:
    """Return how many slips a name of so many letters may hold."""
    return 0 if letters < _BEGINNING else 1 if letters < 7 else 2 if letters < 11 else 3


def _slip(said: str, key: str, slips: int) -> bool:
    """Return whether one letter is missing, doubled or swapped; another letter may be another town's name."""
    return slips == 1 and len(said) >= 6 and (len(said) != len(key) or sorted(said) == sorted(key))
