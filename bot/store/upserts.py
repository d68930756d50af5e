"""Inserts that know what to do with a row that is already there: the one place where the dialects differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

AnyInsert: TypeAlias = sqlite.Insert | postgresql.Insert
ByDialect: TypeAlias = Mapping[str, Insert]


def insert_new(table: Table) -> ByDialect:
    """Insert rows; a row whose key is there already is left as it was."""
    return _each(table, lambda insert: insert.on_conflict_do_nothing())


def insert_or_replace(table: Table) -> ByDialect:
    """Insert rows; a row whose key is there already takes the new values."""
    return _each(
        table, lambda insert: insert.on_conflict_do_update(index_elements=_key(table), set_=_values(table, insert))
    )


def insert_or_add(table: Table, column: str) -> ByDialect:
    """Insert rows; where the key is there already, the new number is added to the old one."""
    return _each(
        table,
        lambda insert: insert.on_conflict_do_update(
            index_elements=_key(table), set_={column: table.c[column] + insert.excluded[column]}
        ),
    )


def _each(table: Table, complete: Callable[[AnyInsert], Insert]) -> ByDialect:
    return {"sqlite": complete(sqlite.insert(table)), "postgresql": complete(postgresql.insert(table))}


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _values(table: Table, insert: AnyInsert) -> dict[str, object]:
    return {column.name: insert.excluded[column.name] for column in table.c if not column.primary_key}
