"""Where everything stands on a poster. Lengths are millimetres of an A4 sheet, from its top left corner.

An A6 sheet has the same proportions at half the length: a poster is laid out once, and printed at either size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import segno

from bot.core import markup
from bot.core.flow import Text
from bot.core.playbook import PosterWords
from bot.posters.places import Place
from bot.posters.type import BOLD, REGULAR, width

WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 16.0
GAP = 4.0
LEAST_CODE = 90.0
"""The side of the smallest code: on A6 its half is still read at arm's length."""
MOST_CODE = 125.0
QUIET = 4
"""Modules left white around the code, as its standard asks."""
CORRECTION = "q"
"""A quarter of the code may be torn or drawn upon."""
_LEADING = 1.25
_SHRINK = 0.95
_HELD = re.compile(r" (?=[;:!?»])|(?<=«) ")


class Size(StrEnum):
    """The sheets that a poster is printed on."""

    A4 = "a4"
    A6 = "a6"

    @property
    def scale(self) -> float:
        """Return by what lengths are multiplied."""
        return 1.0 if self is Size.A4 else 0.5


class Line(NamedTuple):
    """A line of text, centred on the sheet: its baseline and the size of its letters, in millimetres."""

    text: str
    baseline: float
    size: float
    font: str


class Bar(NamedTuple):
    """A black rectangle."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A poster: what it is called, what its code says, and all that is printed black on white."""

    title: str
    address: str
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]


class _Block(NamedTuple):
    """A text with its size; `whole` is one line that must not break, such as a link."""

    text: str
    size: float
    font: str = REGULAR
    whole: bool = False


def lay_out(place: Place, robot: str, words: PosterWords) -> Sheet:
    """Return the poster of a place for the bot of this name."""
    address = place.address(robot)
    above = [
        _Block(_said(words.titre), 11.5, BOLD),
        _Block(place.said, 9.0, BOLD),
        _Block(_said(words.sujets), 6.2),
        _Block(_said(words.qui), 6.2),
    ]
    below = [
        _Block(_said(words.scanner), 6.2, BOLD),
        _Block(_said(words.lien), 5.4),
        _Block(address.removeprefix("https://"), 5.4, BOLD, whole=True),
        _Block(_said(words.chercher, robot=robot), 5.4),
        _Block(_said(words.promesse), 6.2, BOLD),
    ]
    shrunk = 1.0
    while (side := _room(above, below, shrunk)) < LEAST_CODE:
        shrunk *= _SHRINK
    top, head = _stack(above, MARGIN, shrunk)
    side = min(side, MOST_CODE)
    _, foot = _stack(below, top + side + GAP, shrunk)
    return Sheet(f"{place.said} : {address}", address, (*head, *foot), tuple(_code(address, top, side)))


def _said(text: Text, **known: str) -> str:
    """Return a text of the posters in plain letters, its marks held to the word before them."""
    said = markup.write(text(known), "", "")
    return _HELD.sub("\u00a0", " ".join(said.split()))


def _room(above: list[_Block], below: list[_Block], shrunk: float) -> float:
    """Return the side of the code that texts of this size leave room for."""
    taken = _stack(above, MARGIN, shrunk)[0] + _stack(below, GAP, shrunk)[0] + MARGIN - GAP
    return HEIGHT - taken


def _stack(blocks: list[_Block], top: float, shrunk: float) -> tuple[float, list[Line]]:
    """Set texts one below the other from `top`; return where the next thing may begin, and their lines."""
    lines = []
    for block in blocks:
        size = block.size * shrunk
        if block.whole:
            size *= min(1.0, (WIDTH - 2 * MARGIN) / width(block.text, size, block.font))
        for text in [block.text] if block.whole else _balanced(block.text, size, block.font):
            top += size * _LEADING
            lines.append(Line(text, top - 0.35 * size, size, block.font))
        top += GAP
    return top, lines


def _balanced(text: str, size: float, font: str) -> list[str]:
    """Return the lines of a text, as few as the sheet allows and then as even as they can be."""
    limit = WIDTH - 2 * MARGIN
    lines = list(_wrapped(text, size, font, limit))
    while len(narrower := list(_wrapped(text, size, font, limit := limit * _SHRINK))) == len(lines) > 1:
        lines = narrower
    return lines


def _wrapped(text: str, size: float, font: str, limit: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip(" ")
        if line and width(longer, size, font) > limit:
            yield line
            longer = word
        line = longer
    yield line


def _code(address: str, top: float, side: float) -> Iterator[Bar]:
    """Yield the black runs of a QR code that takes a square of this side, its white border within it."""
    rows = tuple(segno.make_qr(address, error=CORRECTION).matrix)
    module = side / (len(rows) + 2 * QUIET)
    left = (WIDTH - side) / 2 + QUIET * module
    for number, row in enumerate(rows):
        for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row)):
            wide = (run.end() - run.start()) * module
            yield Bar(left + run.start() * module, top + (QUIET + number) * module, wide, module)
