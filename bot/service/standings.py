"""What the core is asked about a request, drawn from its row: where it stands, and where on its ladder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core import rungs
from bot.core.callrequest import Actor, Side, Standing, Status, Verb
from bot.core.partners import Person
from bot.store import Move, RequestRow

OPENED = "ouvrir"
"""The verb of the first line of every history."""
HEARD = frozenset({OPENED, Verb.TRANSMETTRE, Verb.ROUVRIR})
"""The moves by which a partner hears of a request for the first time, or anew."""

PERSON, HOUR = Actor(Side.JEUNE), Actor(Side.HORLOGE)


def standing(row: RequestRow) -> Standing:
    """Return what of a row decides its moves."""
    return Standing(Status(row.status), row.partner, row.owner, row.attempts)


def actor(person: Person) -> Actor:
    """Return someone of a partner as the one who moves a request."""
    return Actor(Side.PARTENAIRE, person.id, person.partner, person.role)


def case(row: RequestRow, heard: datetime) -> rungs.Case:
    """Return what of a row decides its rungs, when its partner heard of it then."""
    return rungs.Case(
        Status(row.status), heard, row.due_at, row.taken_at, row.attempts, row.first_call_at, row.partner, row.closed_at
    )


def heard(history: Iterable[Move], row: RequestRow) -> datetime:
    """Return when the partner who has a request last heard of it as something new."""
    return max((move.at for move in history if move.verb in HEARD), default=row.opened_at)


def moved(row: RequestRow, status: str, changes: dict[str, Any], now: datetime) -> RequestRow:
    """Return a row as the store will have it once these changes are made."""
    after = replace(row, status=status, **changes)
    if "owner" not in changes:
        return after
    return replace(after, taken_at=now if after.owner else None, owner_name=after.owner_name if after.owner else "")
