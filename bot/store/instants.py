"""Times as the store keeps them: whole milliseconds since 1970, in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.core.dates import PARIS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

AN_HOUR = 60 * 60 * 1000
"""In milliseconds."""

AT_ONCE = 0
"""A due time that has always passed, so that a clock set back holds no answer."""


def to_ms(moment: datetime) -> int:
    """Return an aware datetime in milliseconds; what is finer is dropped.

    Raises `ValueError` for a naive datetime: nobody knows which hour it means.
    """
    if moment.tzinfo is None:
        raise ValueError("the store takes aware datetimes only")
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """Return milliseconds since 1970 as an aware UTC datetime."""
    return _EPOCH + milliseconds * _MILLISECOND


def week_of(moment: datetime) -> date:
    """Return the Monday of the week in which a moment lies, as Paris counts days."""
    day = moment.astimezone(PARIS).date()
    return day - timedelta(days=day.weekday())
