"""The tables of call requests: the requests, their history, and the reminders that each has had."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from bot.store.schema.base import metadata

_COUNTED = ("opened_at", "due_at", "first_call_at")

requests = Table(
    "requests",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("chat", BigInteger, nullable=False, index=True),
    Column("partner", String(200), nullable=False),
    Column("theme", String(200), nullable=False),
    Column("quartier", String(200), nullable=False),
    Column("language", String(50), nullable=False),
    Column("place", String(200), nullable=False, comment="The poster that the person came from."),
    Column("status", String(50), nullable=False),
    Column("outcome", String(50), nullable=False),
    Column("satisfied", String(50), nullable=False),
    Column("priority", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("week", Date, nullable=False, comment="The Monday of the week, in Paris, in which it was opened."),
    Column("due_at", BigInteger, nullable=False),
    Column("moved_at", BigInteger, nullable=False),
    Column("taken_at", BigInteger),
    Column("first_call_at", BigInteger),
    Column("waited", Integer, comment="Whole hours from the opening to the first call."),
    Column("closed_at", BigInteger),
    Column("next_rung_at", BigInteger, index=True),
    Column("first_name", LargeBinary, nullable=False),
    Column("phone", LargeBinary, nullable=False),
    Column("details", LargeBinary, nullable=False),
    Column("consent", LargeBinary, nullable=False),
    Column("wish", LargeBinary, nullable=False),
    Column("routed", LargeBinary, nullable=False),
    Column("member", String(200), nullable=False, comment="The id of the declared person who took it."),
    Column("owner_name", LargeBinary, nullable=False),
    Index(None, "partner", "status", "due_at"),
    Index(None, "status", "due_at"),
    # The report reads these and no row: each lies in the order in which one of its tables is counted.
    Index("ix_requests_by_week", "week", "quartier", "theme", *_COUNTED),
    Index("ix_requests_by_issue", "quartier", "language", "theme", "partner", "status", "outcome", *_COUNTED),
    Index("ix_requests_by_place", "place", "status", "outcome", "opened_at"),
    Index("ix_requests_by_wait", "quartier", "language", "waited", "opened_at"),
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

rungs = Table(
    "rungs",
    metadata,
    Column("request", String(64), ForeignKey("requests.id"), primary_key=True),
    Column("rung", String(200), primary_key=True),
    Column("at", BigInteger, nullable=False),
)
