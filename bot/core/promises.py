"""When a promise falls due: whole working days, French public holidays left out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from bot.core.dates import PARIS

CLOSES = time(18)
"""A promised day ends at 18:00."""


@cache
def _off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))


def is_working(day: date) -> bool:
    """Return whether `day` is neither at the week-end nor a French public holiday."""
    return day.weekday() < 5 and day not in _off(day.year)


def due(asked: datetime, working_days: int) -> datetime:
    """Return the end of the last promised day for a request made at `asked`.

    The day of the request does not count: two working days from a Friday end on Tuesday.
    """
    day = asked.astimezone(PARIS).date()
    left = working_days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working(day)
    return datetime.combine(day, CLOSES, PARIS)
