"""From the bytes of a file to its rows: JSON, JSON lines, CSV, Excel, Parquet. What a row means is read elsewhere."""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.content.imports import files, spreadsheet
from bot.content.imports.files import Unreadable

Row = dict[str, Any]
JSON = (".json", ".geojson", ".jsonl", ".ndjson")
TABLES = (*JSON, ".csv", ".parquet", ".xlsx")
MOST_ROWS = 2_000_000
"""Rows of a Parquet file: it can hold a great many in a few bytes."""
_DEEP = "ses données s'emboîtent trop profondément"


def rows(path: Path) -> list[Any]:
    """Return the rows of a table in any of the formats; `Unreadable` when the file is none of them."""
    data = files.content(path, TABLES)
    if path.suffix.lower() == ".parquet":
        return _parquet(path)
    if path.suffix.lower() == ".xlsx":
        return list(spreadsheet.rows(data))
    said = files.text(data)
    if path.suffix.lower() == ".csv":
        return table(said)
    found = document(said)
    return found if isinstance(found, list) else _listed(found)


def document(said: str) -> Any:
    """Return what a JSON text holds; several objects, one a line, are a list."""
    try:
        return json.loads(said)
    except RecursionError:
        raise Unreadable(_DEEP) from None
    except ValueError as error:
        lines = list(_lines(said))
        if lines:
            return lines
        raise Unreadable(_broken(error)) from None


def _broken(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"ce JSON est coupé ou abîmé, ligne {error.lineno}, colonne {error.colno} : téléchargez-le à nouveau"
    return "ce JSON contient un nombre démesuré"


def _lines(said: str) -> Iterator[Any]:
    """Yield the objects of JSON lines, a line that cannot be read as its text; nothing unless the first is one."""
    written = [line for line in said.splitlines() if line.strip()]
    for number, line in enumerate(written):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = line
        if number == 0 and (not isinstance(found, dict) or len(written) == 1):
            return
        yield found


def _listed(found: Any) -> list[Any]:
    """Return the lists under the keys of an object, or the object itself as the only row."""
    if not isinstance(found, dict):
        raise Unreadable("on attend une liste de fiches")
    lists = [value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    return [row for value in lists for row in value] if lists else [found]


def table(said: str) -> list[Any]:
    """Return the rows of a CSV text, by the names of its first line; empty rows and nameless columns are left out."""
    if said.lstrip()[:1] in ("{", "["):
        raise Unreadable("c'est du JSON sous un nom en .csv : renommez-le en .json")
    first = said.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        head, *body = csv.reader(io.StringIO(said, newline=""), delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        raise Unreadable("ce CSV est coupé ou abîmé : un guillemet ne se ferme pas, ou une case déborde") from None
    names = [name.strip() for name in head]
    return [_row(names, cells) for cells in body if any(cell.strip() for cell in cells)]


def _row(names: list[str], cells: list[str]) -> Any:
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        return ";".join(cells)
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}


def _parquet(path: Path) -> list[Any]:
    try:
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise Unreadable("lire du Parquet demande pyarrow (« pip install pyarrow »), ou prenez l'export JSON") from None
    try:
        file = parquet.ParquetFile(path)
        if file.metadata.num_rows > MOST_ROWS:
            raise Unreadable(f"il dépasse {MOST_ROWS} lignes ; rien n'en a été lu")
        return [row for batch in file.iter_batches() for row in batch.to_pylist()]
    except (OSError, ValueError, NotImplementedError, MemoryError):
        raise Unreadable("ce Parquet est coupé ou abîmé : téléchargez-le à nouveau") from None
