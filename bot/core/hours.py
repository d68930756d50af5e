"""When a door is open: opening hours in OpenStreetMap form, read for France. One datum says all of it.

Public holidays (`PH`) are known to the library. School holidays (`SH`) are not: they are written out as dates of the
place's zone before it reads them. Where they are not known, what depends on them is said to be uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from bot.core import dates

AHEAD = timedelta(days=15)
LAST_MINUTE = time(23, 59)
LONG_AGO = datetime(2020, 1, 6)  # noqa: DTZ001  the library's own time

_QUOTED = re.compile(r'"[^"]*"')
_SCHOOL = re.compile(r"\bSH\b")
_RULE = re.compile(
    r"(?P<days>(?:(?:PH|SH|(?:Mo|Tu|We|Th|Fr|Sa|Su)[-\w\[\]]*)\s*,\s*)*SH(?:\s*,\s*[A-Z][-\w\[\]]*)*)\s+(?P<rest>.+)"
)
"""One rule that begins with its days, school holidays among them: `SH,PH off`, `SH Mo-Fr 10:00-12:00`."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """The school holidays of a zone: first and last days, and the last day up to which they are known."""

    periods: tuple[tuple[date, date], ...]
    until: date


class Span(NamedTuple):
    """When a door opens and closes; `unsure` when it hangs on school holidays that we do not know."""

    start: datetime
    end: datetime
    unsure: bool = False


class Hours(NamedTuple):
    """Opening hours as written; read when they are first asked for, for there may be 70,000 of them.

    `school` is None where the zone of the place is not known.
    """

    text: str
    school: SchoolHolidays | None = None

    def next(self, now: datetime) -> Span | None:
        """Return the opening under way at `now`, else the next one within `AHEAD`, else None.

        None too for hours that cannot be read.
        """
        read = _read(self.text, self.school)
        if read is None:
            return None
        # The library reads naive times as the place's own, and cuts what it finds at the bounds it is given: a day
        # more keeps the hour at which a last opening closes.
        local = now.astimezone(dates.PARIS).replace(tzinfo=None, fold=0)
        for start, end, state, _ in read.hours.intervals(local, local + AHEAD + timedelta(days=1)):
            if str(state) == "open" and start < local + AHEAD:
                return Span(_aware(start), _aware(end), read.unsure_after < start.date())
        return None

    def on(self, day: date) -> Span | None:
        """Return a day's opening hours, from its first opening to its last closing; None when it stays shut.

        What goes on past midnight ends at 23:59.
        """
        return _on(self, day)

    def days(self) -> Iterator[date]:
        """Yield days on which it opens, soonest first, from long ago to far away; none for what cannot be read."""
        read = _read(self.text, self.school)
        for start, end, state, _ in read.hours.intervals(LONG_AGO) if read else ():
            if str(state) == "open":
                yield start.date()
                if end is None or end.date() > start.date():
                    yield start.date() + timedelta(days=1)


@lru_cache(maxsize=10_000)
def _on(hours: Hours, day: date) -> Span | None:
    read = _read(hours.text, hours.school)
    if read is None:
        return None
    begins = datetime.combine(day, time.min)
    found = read.hours.intervals(begins, begins + timedelta(days=1))
    spans = [(start, end) for start, end, state, _ in found if str(state) == "open"]
    if not spans:
        return None
    end = min(spans[-1][1].replace(tzinfo=None), datetime.combine(day, LAST_MINUTE))
    return Span(_aware(spans[0][0]), _aware(end), read.unsure_after < day)


class _Read(NamedTuple):
    hours: OpeningHours
    unsure_after: date


def readable(text: str) -> bool:
    """Return whether opening hours can be read."""
    return _read(text, None) is not None


@lru_cache(maxsize=100_000)
def _read(text: str, school: SchoolHolidays | None) -> _Read | None:
    written = _written_out(text, school)
    try:
        hours = OpeningHours(written, country="FR")
    except (ParserError, SyntaxError, ValueError):
        return None
    if not _SCHOOL.search(_QUOTED.sub("", text)):
        return _Read(hours, date.max)
    known = school is not None and not _SCHOOL.search(_QUOTED.sub("", written))
    return _Read(hours, school.until if school and known else date.min)


def _written_out(text: str, school: SchoolHolidays | None) -> str:
    """Return hours with each rule about school holidays written as dates; a rule that cannot be stays as it is."""
    if school is None or not school.periods or not _SCHOOL.search(text):
        return text
    ranges = ",".join(f"{_day(first)}-{_day(last)}" for first, last in school.periods)
    return "; ".join(rule for written in text.split(";") for rule in _rules(written.strip(), ranges))


def _rules(rule: str, ranges: str) -> list[str]:
    """Return a rule as several: for its other days, then for the school holidays.

    A union (`Mo-Fr,SH`) is two rules, an intersection (`SH Mo-Fr`) is one.
    """
    found = _RULE.fullmatch(rule)
    if found is None:
        return [rule]
    others = [day for day in re.split(r"\s*,\s*", found["days"]) if day != "SH"]
    other = [f"{','.join(others)} {found['rest']}"] if others else []
    return [*other, f"{ranges} {found['rest']}"]


def _day(when: date) -> str:
    return f"{when.year} {_MONTHS[when.month - 1]} {when.day:02}"


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=dates.PARIS)
