"""Which partner a request may be offered to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.core import promises
from bot.core.partners import Partner


def offer(partners: Iterable[Partner], quartier: str | None, now: datetime) -> tuple[Partner, datetime] | None:
    """Return the first partner who covers the quartier and when their promise would fall due, else None."""
    for partner in partners:
        if partner.covers(quartier):
            return partner, promises.due(now, partner.delay)
    return None
