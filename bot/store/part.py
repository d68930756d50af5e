"""What the parts of a transaction stand on: its connection, the vault, and rows by the hundred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Executable, Row, bindparam
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.upserts import ByDialect
from bot.store.vault import Vault

CHUNK = 500
"""Values in one IN list: SQLite reads it fast, and every database takes that many."""

KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
"""The list of an IN, in a statement that `_delete_in` or `_all` runs for one chunk of keys after another."""


class Part:
    """A group of statements that run on one connection, inside the transaction that it has open."""

    __slots__ = ("_connection", "_reads_only", "_vault")

    def __init__(self, connection: AsyncConnection, vault: Vault, *, reads_only: bool = False) -> None:
        self._connection = connection
        self._vault = vault
        self._reads_only = reads_only

    async def _insert(self, statements: ByDialect, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            await self._connection.execute(statements[self._connection.dialect.name], rows)

    async def _all(self, statement: Executable, **values: object) -> Sequence[Row[*tuple[Any, ...]]]:
        return (await self._connection.execute(statement, values)).all()

    async def _changed(self, statement: Executable, **values: object) -> int:
        """Run an UPDATE or DELETE and return how many rows it touched."""
        return (await self._connection.execute(statement, values)).rowcount

    async def _delete_in(self, statement: Executable, keys: Iterable[object]) -> None:
        """Run a statement on `KEYS`, as many times as the keys need."""
        for some in chunks(keys):
            await self._connection.execute(statement, {"keys": some})


def chunks(keys: Iterable[object]) -> Iterator[list[Any]]:
    """Yield the keys in lists of at most `CHUNK`."""
    left = iter(keys)
    while some := list(islice(left, CHUNK)):
        yield some
