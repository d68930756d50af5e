"""The tree of a YAML file, whose every node knows where it is written; all scalars are text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file: lines and columns count from 1, columns and lengths in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    source_line: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True)
class Page:
    """The text of a file, and the way from an index in it to a mark."""

    file: str
    text: str

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """Return where each line starts, and where it ends."""
        breaks = [found.span() for found in _BREAK.finditer(self.text)]
        return [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(self.text)]

    def mark(self, start: int, end: int | None = None) -> Mark:
        """Return the place of `text[start:end]`, cut at the end of its line."""
        starts, ends = self._lines
        line = bisect.bisect_right(starts, start)
        first = starts[line - 1]
        source_line = self.text[first : ends[line - 1]]
        column = min(start - first, len(source_line))
        length = min((end or start) - start, len(source_line) - column)
        return Mark(self.file, line, column + 1, max(1, length), source_line)

    def line_mark(self, line: int) -> Mark:
        """Return the place of a whole line, without its indentation."""
        starts, _ = self._lines
        start = starts[min(line, len(starts)) - 1]
        mark = self.mark(start, len(self.text))
        indent = len(mark.source_line) - len(mark.source_line.lstrip())
        return self.mark(start + indent, start + mark.length)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, and where its source stands in its page."""

    text: str
    mark: Mark
    page: Page = field(repr=False, compare=False)
    start: int = 0
    end: int = 0

    def find(self, word: str) -> Mark:
        """Return the place of a word inside this text, in braces first, or of the whole text when it is not there."""
        written = self.page.text[self.start : self.end]
        whole = rf"(?<!\w){re.escape(word)}(?!\w)"
        found = re.search(rf"\{{[{{%][^{{}}]*?(?P<word>{whole})", written) or re.search(f"(?P<word>{whole})", written)
        if not word or found is None:
            return self.mark
        return self.page.mark(self.start + found.start("word"), self.start + found.end("word"))

    @property
    def several_lines(self) -> bool:
        """Return whether it is written on more than one line."""
        return "\n" in self.page.text[self.start : self.end].strip()

    def line(self, number: int) -> Mark:
        """Return the place of one of this text's lines, counted from 1."""
        below = self.page.text[self.start : self.start + 1] in ("|", ">")
        return self.page.line_mark(self.mark.line + number - 1 + below)


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values in the order written."""

    entries: tuple[Entry, ...]
    mark: Mark

    def entry(self, name: str) -> Entry | None:
        """Return the entry whose key is `name`."""
        for entry in self.entries:
            if entry.key.text == name:
                return entry
        return None

    def table(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of the mapping under `name`; none when there is no such mapping."""
        found = self.entry(name)
        return found.value.entries if found and isinstance(found.value, Table) else ()

    def items(self, name: str) -> tuple[Node, ...]:
        """Return the items of the list under `name`; none when there is no such list."""
        found = self.entry(name)
        return found.value.items if found and isinstance(found.value, Series) else ()

    def scalars(self, *names: str) -> Iterator[tuple[str, Scalar]]:
        """Yield those of the texts under `names` that are written."""
        for name in names:
            found = self.entry(name)
            if found and isinstance(found.value, Scalar):
                yield name, found.value

    def text(self, name: str) -> str:
        """Return the text under `name`, empty when there is none."""
        return next((scalar.text for _, scalar in self.scalars(name)), "")

    def value_mark(self, name: str) -> Mark:
        """Return the place of the text under `name`, or of the table when there is none."""
        return next((scalar.mark for _, scalar in self.scalars(name)), self.mark)

    def key_mark(self, name: str) -> Mark:
        """Return the place of the key `name`, or of the mapping when it has none."""
        found = self.entry(name)
        return found.key.mark if found else self.mark


@dataclass(frozen=True, slots=True)
class Series:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


Node = Scalar | Table | Series


def plain(node: Node) -> object:
    """Return a node as dicts, lists and texts."""
    match node:
        case Scalar():
            return node.text
        case Table():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
        case Series():
            return [plain(item) for item in node.items]


def place(node: Node, path: Sequence[str | int]) -> Mark:
    """Return the place that a path of keys and indexes leads to, as far as it exists; of a mapping or list, its key."""
    key, found = _walk(node, path)
    return found.mark if isinstance(found, Scalar) else key


def key_place(node: Node, path: Sequence[str | int]) -> Mark:
    """Return the place of the last key of a path, as far as it exists."""
    return _walk(node, path)[0]


def _walk(node: Node, path: Sequence[str | int]) -> tuple[Mark, Node]:
    key = node.mark
    for part in path:
        step = _step(node, part)
        if step is None:
            return key, Series((), key)
        key, node = step
    return key, node


def _step(node: Node, part: str | int) -> tuple[Mark, Node] | None:
    if isinstance(node, Table) and isinstance(part, str):
        found = node.entry(part)
        return (found.key.mark, found.value) if found else None
    if isinstance(node, Series) and isinstance(part, int) and part < len(node.items):
        return node.items[part].mark, node.items[part]
    return None
