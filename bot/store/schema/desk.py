"""The tables of those who work requests: how they sign in, when they are away, what is mailed or alerted to them.

Links and visits are known by the hash of a secret that only a browser holds.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, String, Table, UniqueConstraint

from bot.store.schema.base import Number, metadata

links = Table(
    "links",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", String(200), nullable=False),
    Column(
        "browser", String(64), nullable=False, comment="The hash of the one browser that may use it; empty: none yet."
    ),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("used_at", BigInteger),
)

visits = Table(
    "visits",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", String(200), nullable=False, index=True),
    Column("opened_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)

absences = Table(
    "absences",
    metadata,
    Column("partner", String(200), primary_key=True),
    Column("until_at", BigInteger, comment="Empty: until someone says that they are back."),
    Column("person", String(200), nullable=False, comment="Who said so."),
)

mails = Table(
    "mails",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", String(200), comment="A mail whose key is there already is not posted again."),
    Column("kind", String(50), nullable=False),
    Column("address", LargeBinary, nullable=False),
    Column("subject", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    Column("posted_at", BigInteger, nullable=False, index=True),
    Column("sent", Boolean, nullable=False),
    UniqueConstraint("key"),
    sqlite_autoincrement=True,
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", String(50), nullable=False),
    Column("detail", String(500), nullable=False, comment="Names no one."),
    Column("day", Date, nullable=False),
    Column("raised_at", BigInteger, nullable=False, index=True),
    Column("closed", Boolean, nullable=False),
    UniqueConstraint("kind", "detail", "day"),
    sqlite_autoincrement=True,
)
