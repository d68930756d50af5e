"""The map of a dialogue as shapes of an SVG picture: boxes with their ways out, and the lines between them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.studio.layers import Layout, layout
from bot.studio.mapping import Card, Door

BOX, GAP, EDGE = 236, 64, 12
"""Width of a box, between two columns, and around everything, in pixels."""
HEAD, LINE = 46, 20
"""Height of a box's head and of each of its lines."""
MOST = 31
"""Characters of a line that fit a box."""
BESIDE = 14
"""Characters of where a way leads, when no line shows it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a box: what leads out, and where to, when no line of the picture shows it."""

    y: int
    said: str
    where: str
    href: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A step on the map."""

    card: Card
    x: int
    y: int
    height: int
    words: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole map."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    """Paths, as the `d` of SVG."""


def picture(cards: Sequence[Card]) -> Picture:
    """Return the map of these steps."""
    known = {card.name for card in cards}
    heights = {card.name: float(_height(card)) for card in cards}
    edges = [(card.name, door.step) for card in cards for door in card.doors if door.step in known]
    found = layout(heights, edges)
    boxes = tuple(_box(card, found) for card in cards)
    lines = tuple(_line(card, index, found) for card in cards for index, door in enumerate(card.doors)
                  if _drawn(card, door, found))  # fmt: skip
    height = max((box.y + box.height for box in boxes), default=0) + EDGE
    lowest = max((int(lane) for lanes in found.lanes.values() for lane in lanes), default=0) + 3 * EDGE
    return Picture(found.width * (BOX + GAP) - GAP + 2 * EDGE, max(height, lowest), boxes, lines)


def _height(card: Card) -> int:
    return HEAD + LINE * len(card.doors) + 6


def _drawn(card: Card, door: Door, found: Layout) -> bool:
    """Return whether a way out is a line; one that leads back is named instead: lines that go back are unreadable."""
    return (card.name, door.step) in found.lanes


def _box(card: Card, found: Layout) -> Box:
    x, y = EDGE + found.columns[card.name] * (BOX + GAP), EDGE + int(found.tops[card.name])
    rows = tuple(_row(card, index, door, found) for index, door in enumerate(card.doors))
    return Box(card, x, y, _height(card), _cut(card.words, MOST), rows)


def _row(card: Card, index: int, door: Door, found: Layout) -> Row:
    y = HEAD + LINE * index + 14
    if _drawn(card, door, found):
        return Row(y, _cut(door.said, MOST), "", door.href, lost=False)
    where = _cut(door.where, BESIDE)
    sign = "↩" if door.step else "→"
    return Row(y, _cut(door.said, MOST - len(where) - 4), f"{sign} {where}", door.href, door.lost)


def _line(card: Card, index: int, found: Layout) -> str:
    """Return the path from a line of a box to the head of another, smooth between columns."""
    end = card.doors[index].step
    x = EDGE + found.columns[card.name] * (BOX + GAP) + BOX
    y = EDGE + int(found.tops[card.name]) + HEAD + LINE * index + 9
    parts = [f"M{x} {y}"]
    for lane in found.lanes[card.name, end]:
        parts.append(f"{_curve(x, y, x + GAP, EDGE + int(lane))} h{BOX}")
        x, y = x + GAP + BOX, EDGE + int(lane)
    parts.append(_curve(x, y, x + GAP - 5, EDGE + int(found.tops[end]) + HEAD // 2))
    return " ".join(parts)


def _curve(x: int, y: int, to_x: int, to_y: int) -> str:
    middle = (x + to_x) // 2
    return f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
