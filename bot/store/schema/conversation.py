"""The tables of conversations: who wrote, where they stand, what is on its way to them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table

from bot.store.schema.base import Number, metadata

seen = Table(
    "seen",
    metadata,
    Column("chat", Number, primary_key=True, autoincrement=False),
    Column("update_id", Number, primary_key=True, autoincrement=False),
    Column("seen_at", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)

sessions = Table(
    "sessions",
    metadata,
    Column("chat", Number, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
    Column("touched_at", BigInteger, nullable=False),
)

unreachable = Table(
    "unreachable",
    metadata,
    Column("chat", Number, primary_key=True, autoincrement=False),
    Column("since_at", BigInteger, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("notice", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("posted_at", BigInteger, nullable=False),
    Index(None, "chat", "id"),
    Index(None, "notice", "id"),
    sqlite_autoincrement=True,  # an id is never used again, even once its row has left
)

timers = Table(
    "timers",
    metadata,
    Column("chat", Number, primary_key=True, autoincrement=False),
    Column("name", String(200), primary_key=True),
    Column("due", BigInteger, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
)
