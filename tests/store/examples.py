"""A moment, and people who do not exist."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.store import RequestRow

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(hours=1)

on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
"""For what only a database in a file can promise."""

_REQUEST = RequestRow(
    id="r4nd0mT0kn",
    chat=7,
    partner="ml-est",
    theme="emploi",
    quartier="QP000001",
    status="ouverte",
    opened_at=NOW,
    due_at=NOW + timedelta(days=2),
    first_name="Prénominventé",
    phone="+33 1 99 00 12 34",
    details='{"besoin":"un apprentissage en cuisine"}',
    consent='{"texte":"Je veux être rappelée"}',
)


def a_request(**changes):
    """An open request, but for the changes."""
    return replace(_REQUEST, **changes)


async def bodies(store, now=NOW, **how):
    """What the outbox would let go, in order."""
    return [row.body for row in await store.outbox(now, **how)]
