"""Which partner a request may be offered to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core import promises


@dataclass(frozen=True, slots=True)
class Partner:
    """Who answers for which quartiers, how fast (working days), and in which Telegram group."""

    id: str
    name: str
    quartiers: frozenset[str]
    delay: int
    group: int | None = None

    def covers(self, quartier: str | None) -> bool:
        """Return whether a request from this quartier may be offered to them."""
        return quartier in self.quartiers and self.group is not None


def offer(partners: Iterable[Partner], quartier: str | None, now: datetime) -> tuple[Partner, datetime] | None:
    """Return the first partner who covers the quartier and when their promise would fall due, else None."""
    for partner in partners:
        if partner.covers(quartier):
            return partner, promises.due(now, partner.delay)
    return None
