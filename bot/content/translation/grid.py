"""A language's file as a spreadsheet, for translators who have no tool for .po: one text a row, in the same order."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from bot.content.translation.file import Translation
from bot.content.translation.po import Entry, Po
from bot.content.tree import Page

SUFFIX = ".xlsx"
HEADS = ("Où", "Nature", "Français", "Traduction", "À relire", "Ancien français")
"""The heads of the columns; import looks for those that it needs by name, wherever they stand."""
_WIDTHS = (30, 34, 60, 60, 10, 40)
_YES = "oui"
NEEDED = ("Où", "Français", "Traduction")


@dataclass(frozen=True)
class Spreadsheet(Translation):
    """A spreadsheet as it was read: each row is a line."""

    rows: Po = field(default_factory=lambda: Po("", ()))

    @cached_property
    def po(self) -> Po:
        """Return its entries."""
        return self.rows


def write(entries: tuple[Entry, ...]) -> bytes:
    """Return a spreadsheet of these entries."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Textes"
    page.append(HEADS)
    for entry in entries:
        page.append((entry.context, "\n".join(entry.notes), entry.source, entry.target, *_state(entry)))
    _dressed(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _state(entry: Entry) -> tuple[str, str]:
    return _YES if entry.fuzzy else "", entry.former


def _dressed(page: Any) -> None:
    page.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7EA")
    for row in page.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s"  # a text that begins with = is no formula


def read(path: Path) -> Spreadsheet:
    """Read a spreadsheet; one that is none, or lacks a column, is `unread`."""
    name = path.as_posix()
    try:
        found = openpyxl.load_workbook(path, read_only=True, data_only=True).active
        rows = [[_text(value) for value in row] for row in found.iter_rows(values_only=True)] if found else []
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError):
        return Spreadsheet(path.stem, Page(name, ""), unread=True)
    heads = rows[0] if rows else []
    page = Page(name, "\n".join(" | ".join(row).replace("\n", " ") for row in rows))
    if not set(NEEDED) <= set(heads):
        return Spreadsheet(path.stem, page, unread=True)
    entries = (_entry(dict(zip(heads, row, strict=False)), line) for line, row in enumerate(rows[1:], 2))
    return Spreadsheet(path.stem, page, rows=Po("", tuple(entry for entry in entries if entry.source)))


def _text(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n").replace("_x000D_", "")


def _entry(row: dict[str, str], line: int) -> Entry:
    fuzzy, former = bool(row.get("À relire", "").strip()), row.get("Ancien français", "")
    target = row["Traduction"].strip()
    return Entry(row["Où"], row["Français"], target, fuzzy, former, line=line, target_line=line)
