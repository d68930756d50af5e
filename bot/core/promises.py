"""When a promise falls due: whole working days of the partner, French public holidays and its absences left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice

import holidays

from bot.core.dates import PARIS
from bot.core.partners import Partner

OPENS, CLOSES = time(9), time(18)
"""The working day of a partner who wrote no hours."""
HORIZON = 400
"""Days ahead in which a partner's working days are looked for; one without any is counted from Monday to Friday."""


@cache
def _off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))


def is_working(day: date) -> bool:
    """Return whether `day` is neither at the week-end nor a French public holiday."""
    return day.weekday() < 5 and day not in _off(day.year)


def working(partner: Partner | None, day: date) -> bool:
    """Return whether a partner calls people on `day`: it opens, is not absent, and it is no public holiday."""
    if partner is None or day in _off(day.year) or partner.absent(day):
        return partner is None and is_working(day)
    return partner.hours.on(day) is not None if partner.hours else is_working(day)


def ever_works(partner: Partner) -> bool:
    """Return whether the hours of a partner open it some day that is no public holiday, its absences aside."""
    return partner.hours is None or any(day not in _off(day.year) for day in islice(partner.hours.days(), HORIZON))


def next_working_day(day: date, partner: Partner | None = None) -> date:
    """Return the first working day of a partner after `day`."""
    ahead = islice(_after(day), HORIZON)
    found = next((later for later in ahead if working(partner, later)), None)
    return found or next(filter(is_working, _after(day)))


def due(asked: datetime, working_days: int, partner: Partner | None = None) -> datetime:
    """Return when the last promised day ends for a request made at `asked`: the hour at which the partner closes.

    The day of the request does not count: two working days from a Friday end on Tuesday.
    """
    day = asked.astimezone(PARIS).date()
    for _ in range(working_days):
        day = next_working_day(day, partner)
    return datetime.combine(day, closing(day, partner), PARIS)


def closing(day: date, partner: Partner | None = None) -> time:
    """Return the hour, in Paris, at which a working day of a partner ends."""
    span = partner.hours.on(day) if partner and partner.hours else None
    return span.end.time() if span else CLOSES


def is_open(partner: Partner, now: datetime) -> bool:
    """Return whether a partner is at work at this very moment."""
    local = now.astimezone(PARIS)
    if not working(partner, local.date()):
        return False
    if partner.hours is None:
        return OPENS <= local.time() < CLOSES
    span = partner.hours.next(now)
    return span is not None and span.start <= local


def _after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day
