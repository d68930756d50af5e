"""The editors' template of the national standard: an .xlsx whose sheets are Structures and Services.

Beside the data it has columns to pass over, named `__ignore__`, and under the names a row that explains them.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from bot.content.imports.files import Unreadable

SHEETS = ("structures", "services")
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes that a workbook may hold once unpacked; a packed file can claim a thousand times its own size."""
MOST_MEMBERS, MOST_ROWS, MOST_COLUMNS = 1_000, 200_000, 200
IGNORED = "__ignore__"
_DATED = "date_maj"
"""A column that every record has: a date in a record, a sentence in the row that explains."""
_BEGINNING = 1_024
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
"""No spreadsheet declares these; an XML bomb does."""
_BROKEN = "ce classeur est coupé ou abîmé : ouvrez-le dans votre tableur et enregistrez-le à nouveau en .xlsx"

Row = dict[str, Any]


def rows(data: bytes) -> list[Row]:
    """Return the records of both sheets as the cells hold them; `Unreadable` for what is no such workbook."""
    try:
        return list(_rows(data))
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  the parts of a damaged workbook fail each in its own way
        raise Unreadable(_BROKEN) from None


def _rows(data: bytes) -> Iterator[Row]:
    _harmless(data)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.title.strip().lower() in SHEETS]
    if not sheets:
        raise Unreadable("ce classeur n'a ni feuille « Structures » ni feuille « Services »")
    for sheet in sheets:
        yield from _records(sheet)


def _harmless(data: bytes) -> None:
    """Raise `Unreadable` for an archive that unpacks to too much, or that declares what spreadsheets do not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise Unreadable(f"décompressé, il dépasse {MOST_UNPACKED // 1024 // 1024} Mio ; rien n'en a été lu")
        for member in members:
            with archive.open(member) as file:
                beginning = file.read(_BEGINNING).replace(b"\0", b"").upper()  # in UTF-16 too
            if any(word in beginning for word in _FORBIDDEN):
                raise Unreadable("ce classeur contient des déclarations XML qu'un tableur n'écrit pas")


def _records(sheet: Any) -> Iterator[Row]:
    """Yield the records of a sheet; cells without a name and rows without a word are passed over."""
    sheet.reset_dimensions()
    written = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    names = [str(name or "").strip() for name in next(written, ())]
    for number, cells in enumerate(islice(written, MOST_ROWS + 1)):
        if number == MOST_ROWS:
            raise Unreadable(f"la feuille « {sheet.title} » dépasse {MOST_ROWS} lignes")
        row = {name: cell for name, cell in zip(names, cells, strict=False) if name and name.lower() != IGNORED}
        if any(cell is not None for cell in row.values()) and not (number == 0 and _explains(row)):
            yield row


def _explains(row: Row) -> bool:
    """Return whether a row tells how to fill the columns: where a record has its date, it has words."""
    said = row.get(_DATED)
    return isinstance(said, str) and not _is_date(said.strip())


def _is_date(said: str) -> bool:
    try:
        dt.date.fromisoformat(said[:10])
    except ValueError:
        return False
    return True
