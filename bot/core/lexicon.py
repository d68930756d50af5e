"""The words of each language, by which the language of a message is guessed: it is the one that knows most of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.core.tongue import SOURCE

MIXED = 0.5
"""The share of what the best language knows from which another may be mixed with it; French is, with all of them."""


class Guessed(NamedTuple):
    """Languages of a message: those that know the most of its words, and all that may have some, French first."""

    spoken: tuple[str, ...]
    perhaps: tuple[str, ...]


class Lexicon:
    """The words of all that is written in each language."""

    def __init__(self, words: Mapping[str, AbstractSet[str]]) -> None:
        """Take the words of each language, French among them."""
        self._words = words

    def guess(self, typed: Iterable[str]) -> Guessed:
        """Return the languages of typed words; one that knows some that French does not may be among them.

        French is not, where another knows all that it does, and more.
        """
        said = frozenset(typed)
        known = {code: said & words for code, words in self._words.items()}
        most = max(map(len, known.values()))
        mixed = [code for code, words in known.items() if len(words) > most * MIXED] or [SOURCE]
        within = any(known[SOURCE] < known[code] for code in mixed)
        spoken = (code for code in mixed if len(known[code]) == most or (code == SOURCE and not within))
        perhaps = (code for code in known if code in {SOURCE, *mixed} or not known[code] <= known[SOURCE])
        return Guessed(tuple(spoken), tuple(perhaps))
