"""The tables that name no one: counters by day, ideas without their authors, and the witness of the key."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Integer, LargeBinary, String, Table

from bot.store.schema.base import metadata

counters = Table(
    "counters",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

ideas = Table(
    "ideas",
    metadata,
    Column("key", String(32), primary_key=True, comment="Drawn by chance: it tells no order."),
    Column("day", Date, nullable=False, index=True, comment="In Paris. The hour would point at someone."),
    Column("text", LargeBinary, nullable=False),
    sqlite_with_rowid=False,  # a number of the row would tell the order
)

witness = Table(
    "witness",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    comment="A known word, sealed: tells at start whether the key is the right one.",
)
