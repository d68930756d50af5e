"""The life of requests at the desk: who took them and how it ended, sign-in, absences, mails, alerts."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PARIS = ZoneInfo("Europe/Paris")
COUNTED = ["opened_at", "due_at", "first_call_at"]
INDEXES = {
    "next_rung_at": ["next_rung_at"],
    "status_due_at": ["status", "due_at"],
    "by_week": ["week", "quartier", "theme", *COUNTED],
    "by_issue": ["quartier", "language", "theme", "partner", "status", "outcome", *COUNTED],
    "by_place": ["place", "status", "outcome", "opened_at"],
    "by_wait": ["quartier", "language", "waited", "opened_at"],
}
EMPTY_BYTES = {"sqlite": "x''", "postgresql": "''"}


def upgrade() -> None:
    """Widen the requests, whose owner becomes the id of a declared person, and create the tables of the desk."""
    _widen_requests()
    _create_rungs()
    _create_sign_in()
    _create_absences()
    _create_mails()
    _create_alerts()


def downgrade() -> None:
    """Go back to the tables of 0001; owners that are no Telegram number are lost."""
    for table in ("alerts", "mails", "absences", "visits", "links", "rungs"):
        op.drop_table(table)
    op.add_column("requests", sa.Column("owner", sa.BigInteger()))
    numbers = "member <> '' AND ltrim(member, '0123456789') = ''"
    op.execute(f"UPDATE requests SET owner = CAST(member AS BIGINT) WHERE {numbers}")  # noqa: S608 - a constant
    for name in INDEXES:
        op.drop_index(op.f(f"ix_requests_{name}"), "requests")
    for column in _new_columns():
        op.drop_column("requests", column.name)


def _new_columns() -> list[sa.Column[Any]]:
    """Return the new columns of requests; their defaults are for the rows that are there."""
    empty = sa.text(EMPTY_BYTES[op.get_bind().dialect.name])
    return [
        sa.Column("language", sa.String(length=50), nullable=False, server_default="fr"),
        sa.Column(
            "place",
            sa.String(length=200),
            nullable=False,
            server_default="",
            comment="The poster that the person came from.",
        ),
        sa.Column("outcome", sa.String(length=50), nullable=False, server_default=""),
        sa.Column("satisfied", sa.String(length=50), nullable=False, server_default=""),
        sa.Column("priority", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("first_call_at", sa.BigInteger(), nullable=True),
        sa.Column("waited", sa.Integer(), nullable=True, comment="Whole hours from the opening to the first call."),
        sa.Column(
            "week",
            sa.Date(),
            nullable=False,
            server_default="1970-01-05",
            comment="The Monday of the week, in Paris, in which it was opened.",
        ),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("next_rung_at", sa.BigInteger(), nullable=True),
        sa.Column("wish", sa.LargeBinary(), nullable=False, server_default=empty),
        sa.Column("routed", sa.LargeBinary(), nullable=False, server_default=empty),
        sa.Column(
            "member",
            sa.String(length=200),
            nullable=False,
            server_default="",
            comment="The id of the declared person who took it.",
        ),
    ]


def _widen_requests() -> None:
    for column in _new_columns():
        op.add_column("requests", column)
    op.execute("UPDATE requests SET member = CAST(owner AS VARCHAR(200)) WHERE owner IS NOT NULL")
    op.drop_column("requests", "owner")
    _write_weeks()
    for name, columns in INDEXES.items():
        op.create_index(op.f(f"ix_requests_{name}"), "requests", columns)


def _write_weeks() -> None:
    """Write the week of the rows that are there."""
    requests = sa.table("requests", sa.column("id"), sa.column("opened_at"), sa.column("week", sa.Date()))
    weeks = [
        {"of_request": request, "monday": _monday(opened_at)}
        for request, opened_at in op.get_bind().execute(sa.select(requests.c.id, requests.c.opened_at))
    ]
    if weeks:
        change = sa.update(requests).where(requests.c.id == sa.bindparam("of_request"))
        op.get_bind().execute(change.values(week=sa.bindparam("monday")), weeks)


def _monday(milliseconds: int) -> date:
    day = datetime.fromtimestamp(milliseconds / 1000, tz=PARIS).date()
    return day - timedelta(days=day.weekday())


def _create_rungs() -> None:
    op.create_table(
        "rungs",
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("rung", sa.String(length=200), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_rungs_request")),
        sa.PrimaryKeyConstraint("request", "rung"),
    )


def _create_sign_in() -> None:
    op.create_table(
        "links",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column(
            "browser",
            sa.String(length=64),
            nullable=False,
            comment="The hash of the one browser that may use it; empty: none yet.",
        ),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index(op.f("ix_links_expires_at"), "links", ["expires_at"])
    op.create_table(
        "visits",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index(op.f("ix_visits_expires_at"), "visits", ["expires_at"])
    op.create_index(op.f("ix_visits_person"), "visits", ["person"])


def _create_absences() -> None:
    op.create_table(
        "absences",
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=True, comment="Empty: until someone says that they are back."),
        sa.Column("person", sa.String(length=200), nullable=False, comment="Who said so."),
        sa.PrimaryKeyConstraint("partner"),
    )


def _create_mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column(
            "key",
            sa.String(length=200),
            nullable=True,
            comment="A mail whose key is there already is not posted again.",
        ),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", name=op.f("uq_mails_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mails_posted_at"), "mails", ["posted_at"])


def _create_alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False, comment="Names no one."),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "detail", "day", name=op.f("uq_alerts_kind_detail_day")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alerts_raised_at"), "alerts", ["raised_at"])
