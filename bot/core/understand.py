"""Typed words: folded to be compared, and read as one of the choices on offer. Sends nothing, remembers nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bot.core.session import Option

BREAK = " 7q7q7 "
"""A word that nobody writes, which stands between texts while they are read as one."""
_NOISE = re.compile(r"[\W_]+")
_ASCII_NOISE = {code: " " for code in range(128) if not chr(code).isalnum()}
_ACCENTS = re.compile("[\u0300-\u036f]+")
_INSIDE = re.compile("(?<=[\u0400-\u04ff])['’ʼ‘`´\"*](?=[\u0400-\u04ff])")
"""What is written for the apostrophe inside a Ukrainian word, which many leave out."""
_ALIKE = {
    **dict(zip("ٱةىیکıґ", "اهييكiг", strict=True)),
    **{chr(base + digit): str(digit) for base in (0x660, 0x6F0) for digit in range(10)},
    **dict.fromkeys(
        map(chr, (0xAD, 0x640, *range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))), ""
    ),
    "œ": "oe",
    "æ": "ae",
    "\u02bc": " ",
}
"""Letters that people write for one another, Arabic digits, and the signs that only tell how to draw the others."""


def fold(text: str) -> str:
    """Return text without case, accents, vowel signs, punctuation or emoji, words apart by one space, in any script."""
    return _apart(_lower(text))


def fold_each(texts: Sequence[str]) -> list[str]:
    """Return the `fold` of each of many texts, far faster than one by one: they are read as one."""
    return list(map(_apart, _lower(BREAK.join(texts)).split(BREAK))) if texts else []


def _apart(plain: str) -> str:
    if plain.isascii():
        return " ".join(plain.translate(_ASCII_NOISE).split())
    return _NOISE.sub(" ", plain).strip()


def _lower(text: str) -> str:
    return text.lower() if text.isascii() else _plain(text.casefold())


def _plain(text: str) -> str:
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFKD", _alike(_INSIDE.sub("", text))).casefold())
    if decomposed.isascii():
        return decomposed
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return _alike(decomposed)


def _alike(text: str) -> str:
    for sign in _ALIKE.keys() & set(text):
        text = text.replace(sign, _ALIKE[sign])
    return text


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
