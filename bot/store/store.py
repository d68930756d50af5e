"""The store as the rest of the house sees it: transactions, and the single steps that need no other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.backup import back_up
from bot.store.database import Database
from bot.store.records import Posted, Timer
from bot.store.schema import witness
from bot.store.transaction import Transaction
from bot.store.upserts import insert_or_replace
from bot.store.vault import Vault

_WITNESS = select(witness.c.sealed)
_BEAR_WITNESS = insert_or_replace(witness)


class Store:
    """One database and the vault that seals what lies in it."""

    __slots__ = ("_database", "_vault")

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    @classmethod
    async def open(cls, url: str, vault: Vault) -> Self:
        """Open the database at this SQLAlchemy address, bring its tables up to date and try the key.

        Raises `WrongKey` at once rather than when the first person writes, and `Unsupported` for a database in memory.
        """
        store = cls(await Database.open(url), vault)
        try:
            await store._try_key()
        except BaseException:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Let go of the database; what was committed is on disk already."""
        await self._database.close()

    def begin(self) -> AbstractAsyncContextManager[Transaction]:
        """One write transaction: it commits at the end of the block, and leaves nothing if the block fails."""
        return self._transaction(self._database.write(), reads_only=False)

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        """One transaction that only reads, waits for no writer and keeps none waiting."""
        return self._transaction(self._database.read(), reads_only=True)

    async def outbox(
        self, now: datetime, *, limit: int = 500, exclude: Collection[int] = (), notices: bool = True
    ) -> list[Posted]:
        """See `Transaction.outbox`."""
        async with self.read() as transaction:
            return await transaction.outbox(now, limit=limit, exclude=exclude, notices=notices)

    async def turn_over(
        self, sent: Sequence[int], now: datetime, *, exclude: Collection[int] = (), notices: bool = True
    ) -> list[Posted]:
        """Remove what Telegram has taken, and return what may leave now: both at once, or neither."""
        async with self.begin() if sent else self.read() as transaction:
            if sent:
                await transaction.sent(sent)
            return await transaction.outbox(now, exclude=exclude, notices=notices)

    async def next_outbox_at(self, *, exclude: Collection[int] = ()) -> datetime | None:
        """See `Transaction.next_outbox_at`."""
        async with self.read() as transaction:
            return await transaction.next_outbox_at(exclude=exclude)

    async def sent(self, ids: Sequence[int]) -> None:
        """See `Transaction.sent`."""
        async with self.begin() as transaction:
            await transaction.sent(ids)

    async def retry(self, id: int, not_before: datetime) -> None:  # noqa: A002 - the name of the column
        """See `Transaction.retry`."""
        async with self.begin() as transaction:
            await transaction.retry(id, not_before)

    async def unreachable(self, chat: int, now: datetime) -> None:
        """See `Transaction.unreachable`."""
        async with self.begin() as transaction:
            await transaction.unreachable(chat, now)

    async def due_timers(self, now: datetime, limit: int = 100) -> list[Timer]:
        """See `Transaction.due_timers`."""
        async with self.read() as transaction:
            return await transaction.due_timers(now, limit)

    async def purge(self, now: datetime, *, alive: Collection[str] = ()) -> dict[str, int]:
        """See `Transaction.purge`."""
        async with self.begin() as transaction:
            return await transaction.purge(now, alive=alive)

    async def counts(self, since: date | None = None) -> dict[tuple[date, str], int]:
        """See `Transaction.counts`."""
        async with self.read() as transaction:
            return await transaction.counts(since)

    async def status(self) -> dict[str, int]:
        """See `Transaction.status`."""
        async with self.read() as transaction:
            return await transaction.status()

    async def backup(self, path: Path) -> None:
        """Copy the database to `path` while it serves (SQLite only; mode 0600). Its key is not in the copy.

        Raises `FileExistsError` rather than write over anything, and `Unsupported` on PostgreSQL.
        """
        await asyncio.to_thread(back_up, self._database.file, path)

    @asynccontextmanager
    async def _transaction(
        self, connecting: AbstractAsyncContextManager[AsyncConnection], *, reads_only: bool
    ) -> AsyncIterator[Transaction]:
        async with connecting as connection:
            yield Transaction(connection, self._vault, reads_only=reads_only)

    async def _try_key(self) -> None:
        """Open the word sealed at the last start, then seal it with the newest key."""
        async with self._database.write() as connection:
            for (sealed,) in await connection.execute(_WITNESS):
                self._vault.open(sealed)
            row = {"id": 1, "sealed": self._vault.seal("allervers")}
            await connection.execute(_BEAR_WITNESS[connection.dialect.name], [row])
