"""Inserts that know what to do with a row that is already there: the one place where the dialects differ."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from sqlalchemy import Column, Executable, Table


class ByDialect:
    """An insert, made in a dialect when it is first asked for: a start does not wait for those that it never speaks."""

    def __init__(self, table: Table, complete: Callable[[Any], Any]) -> None:
        """Insert into `table`; `complete` says what becomes of rows that are there."""
        self._table, self._complete = table, complete
        self._made: dict[str, Executable] = {}

    def __getitem__(self, dialect: str) -> Executable:
        """Return the insert in a dialect, `sqlite` or `postgresql`."""
        if dialect not in self._made:
            insert = import_module(f"sqlalchemy.dialects.{dialect}").insert
            self._made[dialect] = self._complete(insert(self._table))
        return self._made[dialect]

    def returning(self, *columns: Column[Any]) -> ByDialect:
        """Return the same insert, which tells these columns of the rows that it wrote."""
        return ByDialect(self._table, lambda insert: self._complete(insert).returning(*columns))


def insert_new(table: Table) -> ByDialect:
    """Insert rows; a row whose key is there already is left as it was."""
    return ByDialect(table, lambda insert: insert.on_conflict_do_nothing())


def insert_or_replace(table: Table) -> ByDialect:
    """Insert rows; a row whose key is there already takes the new values."""
    return ByDialect(
        table, lambda insert: insert.on_conflict_do_update(index_elements=_key(table), set_=_values(table, insert))
    )


def insert_or_add(table: Table, column: str) -> ByDialect:
    """Insert rows; where the key is there already, the new number is added to the old one."""
    return ByDialect(
        table,
        lambda insert: insert.on_conflict_do_update(
            index_elements=_key(table), set_={column: table.c[column] + insert.excluded[column]}
        ),
    )


def _key(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _values(table: Table, insert: Any) -> dict[str, object]:
    return {column.name: insert.excluded[column.name] for column in table.c if not column.primary_key}
