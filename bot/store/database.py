"""Opens the database: connections set as our promises need, one writer at a time on SQLite, tables up to date.

SQLite runs with `synchronous=FULL`: an update is confirmed to Telegram once its transaction has committed, so a commit
must survive a power cut. One transaction for a whole batch of updates (group commit) pays for that disk flush.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any, Self

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

from bot.store import migrations

_PRAGMAS = (
    "busy_timeout=5000",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=FAST",  # what is erased is overwritten wherever that costs no extra write
)
_WAL = "PRAGMA journal_mode=WAL"
_TRIES, _PAUSE = 100, 0.05


_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class Unsupported(ValueError):
    """The database cannot do what was asked of it; the French sentence says what to use instead."""


class Database:
    """The engine for writes and the engine for reads of one database."""

    def __init__(self, url: URL) -> None:
        self.url = url
        if url.get_backend_name() == "sqlite":
            self._writing, self._reading = _sqlite(url, writes=True), _sqlite(url, writes=False)
            self._one_writer: asyncio.Lock | nullcontext[None] = asyncio.Lock()
        else:
            self._writing = create_async_engine(url, hide_parameters=True)
            self._reading = self._writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            self._one_writer = nullcontext()

    @classmethod
    async def open(cls, address: str) -> Self:
        """Connect, and bring the tables to today's form."""
        url = _with_driver(make_url(address))
        if url.get_backend_name() == "sqlite":
            make_private(_file(url))
        database = cls(url)
        try:
            async with database.write() as connection:
                await connection.run_sync(migrations.upgrade)
        except BaseException:
            await database.close()
            raise
        return database

    @property
    def file(self) -> Path:
        """Where SQLite keeps this database; raises `Unsupported` for another one."""
        return _file(self.url)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._reading.dispose()
        await self._writing.dispose()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that may write: committed at the end, rolled back if it fails."""
        async with self._one_writer, self._writing.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that sees a single state of the database and changes nothing."""
        async with self._reading.begin() as connection:
            yield connection


def make_private(path: Path) -> None:
    """Create the file, readable by its owner alone, if it is not there. SQLite gives its other files the same mode."""
    path.touch(mode=0o600, exist_ok=True)


def file_of(address: str) -> Path:
    """Return where SQLite keeps the database at this address; raises `Unsupported` for another one."""
    return _file(_with_driver(make_url(address)))


def _with_driver(url: URL) -> URL:
    """Return the address with the driver that we use, where it names none."""
    return url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))


def _file(url: URL) -> Path:
    if url.get_backend_name() != "sqlite":
        raise Unsupported("Cette opération ne concerne que SQLite ; pour PostgreSQL, utilisez ses propres outils.")
    if not url.database or url.database == ":memory:":
        raise Unsupported("La base SQLite doit être un fichier : sqlite+aiosqlite:///chemin/allervers.db")
    return Path(url.database)


def _write_ahead(cursor: Any) -> None:
    """Turn the write-ahead log on. Of several who open a new file at once, SQLite refuses some and has none wait.

    Raises `OperationalError` when that lasts five seconds.
    """
    for _ in range(_TRIES):
        with suppress(OperationalError):
            cursor.execute(_WAL)
            return
        await_only(asyncio.sleep(_PAUSE))
    cursor.execute(_WAL)


def _sqlite(url: URL, *, writes: bool) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, pool_size=1 if writes else 4, max_overflow=0)
    pragmas = _PRAGMAS if writes else (*_PRAGMAS, "query_only=ON")
    start = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late; ours is below
        cursor = connection.cursor()
        _write_ahead(cursor)
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(start)

    return engine
