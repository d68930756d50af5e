"""From typed words to where to go: labels, phrases, emergencies. Sends nothing, remembers nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.core.flow import STOP, Emergency, Flow
from bot.core.session import Option

SURE = 86
"""Out of 100: above it a phrase is taken as meant."""
INSIDE = 4
"""Letters below which words inside others prove nothing."""

_NOISE = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return text without case, accents, punctuation or emoji, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return _NOISE.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


fold_written = lru_cache(maxsize=10_000)(fold)
"""`fold` for what operators wrote, which comes again and again; never for what a person wrote: it remembers."""


def option(text: str, offered: Sequence[Option], *, numbers: bool) -> int | None:
    """Return the index of the option that typed words name, by its label or (with `numbers`) its number, else None."""
    if text in (as_shown := [o.label for o in offered]):
        return as_shown.index(text)
    said = fold(text)
    if not said:
        return None
    labels = [fold_written(o.label) for o in offered]
    exact = [i for i, label in enumerate(labels) if label == said]
    number = [int(said) - 1] if numbers and said.isdigit() and len(said) <= 3 else []
    starts = [i for i, label in enumerate(labels) if len(said) >= 2 and label.startswith(said + " ")]
    named = exact or [i for i in number if 0 <= i < len(offered)] or starts
    return named[0] if len(named) == 1 else None


_COUNTED = re.compile(r"(?:j ?ai |moi )?(\d{1,3})(?: ?ans?)?")
_RANGE = re.compile(r"(\d+)-(\d+)")


def counted(text: str, offered: Sequence[Option]) -> int | None:
    """Return the index of the only option whose range (« 18-20 » is what it stands for) holds a typed number."""
    said = _COUNTED.fullmatch(fold(text))
    ranges = ((i, _RANGE.fullmatch(option.name)) for i, option in enumerate(offered) if option.kind == "valeur")
    held = [i for i, r in ranges if said and r and int(r[1]) <= int(said[1]) <= int(r[2])]
    return held[0] if len(held) == 1 else None


class Phrasebook:
    """The phrases (`on_dit`) of all dialogues, folded once."""

    def __init__(self, flows: Iterable[Flow]) -> None:
        """Read the phrases of `flows`; where two dialogues claim one phrase, stop keeps it, else the first."""
        self._dialogues: dict[str, str] = {}
        for flow in sorted(flows, key=lambda flow: flow.name != STOP):
            for phrase in filter(None, map(fold, flow.phrases)):
                self._dialogues.setdefault(phrase, flow.name)

    def dialogue(self, text: str) -> str | None:
        """Return the dialogue that was surely meant: its phrase, its phrase among other words, or nearly its phrase."""
        said = fold(text)
        if not said or said in self._dialogues:
            return self._dialogues.get(said)
        # « non stop » or « j'ai arrêté » ask for nothing to stop: that one is only ever said outright.
        meant = {phrase: name for phrase, name in self._dialogues.items() if name != STOP}
        inside = [phrase for phrase in meant if len(phrase) >= INSIDE and _holds(said, phrase)]
        if inside:
            return self._dialogues[max(inside, key=len)]
        best = process.extractOne(said, meant.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=SURE)
        return self._dialogues[best[0]] if best else None

    def exactly(self, text: str, dialogue: str) -> bool:
        """Return whether the words are one of this dialogue's phrases, to the letter but for case and accents."""
        return self._dialogues.get(fold(text)) == dialogue


def emergency(text: str, emergencies: Iterable[Emergency]) -> Emergency | None:
    """Return the emergency whose words stand in the text, else None."""
    said = fold(text)
    return next((e for e in emergencies if any(_holds(said, fold_written(phrase)) for phrase in e.phrases)), None)


def _holds(text: str, words: str) -> bool:
    """Return whether folded `words` stand in folded `text`, whole words only."""
    return bool(words) and f" {words} " in f" {text} "
