"""The tables, in terms that SQLite and PostgreSQL share.

What concerns a chat is keyed by it, so that a distributed PostgreSQL can place each chat on one machine. Requests and
their moves are keyed by request: partners read them by id, and the chat of an erased one becomes 0.
Columns of bytes are sealed by the Vault; columns named `…_at`, `due` and `not_before` hold milliseconds UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

# SQLite numbers and finds rows fastest by an INTEGER key, which there has 64 bits like a BIGINT.
Number = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}
)

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

requests = Table(
    "requests",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("partner", String(200), nullable=False),
    Column("theme", String(200), nullable=False),
    Column("quartier", String(200), nullable=False),
    Column("status", String(50), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("moved_at", BigInteger, nullable=False),
    Column("first_name", LargeBinary, nullable=False),
    Column("phone", LargeBinary, nullable=False),
    Column("details", LargeBinary, nullable=False),
    Column("consent", LargeBinary, nullable=False),
    Column("owner", BigInteger),
    Column("owner_name", LargeBinary, nullable=False),
    Column("taken_at", BigInteger),
    Index(None, "partner", "status", "due_at"),
)

moves = Table(
    "moves",
    metadata,
    Column("request", String(64), ForeignKey("requests.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("verb", String(50), nullable=False),
    Column("status", String(50), nullable=False),
    Column("who", LargeBinary, nullable=False),
    Column("why", LargeBinary, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

witness = Table(
    "witness",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
    comment="A known word, sealed: tells at start whether the key is the right one.",
)
