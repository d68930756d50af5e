"""The school holidays of each place in France, by the zone of its département."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from bot.core.hours import SchoolHolidays

YEARS = 3
"""Years kept before the last one that is known: nobody asks about older ones."""

_ZONES = {
    "A": "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 87 89 90",
    "B": "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 60 61 62 67 68 72 76 "
    "80 83 84 85 88",
    "C": "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95",
}
"""The départements of the académies of each zone, as the ministry of education groups them since 2016.

Corsica and the départements overseas have calendars of their own, which we do not know.
"""
_ZONE_OF = {department: zone for zone, departments in _ZONES.items() for department in departments.split()}


def holidays(department: str) -> SchoolHolidays | None:
    """Return the school holidays of a département (« 35 »), None where they are not known."""
    zone = _ZONE_OF.get(department)
    return _of_zone(zone) if zone else None


@cache
def _of_zone(zone: str) -> SchoolHolidays:
    off = f"vacances_zone_{zone.lower()}"
    days = sorted(date.fromisoformat(day["date"]) for day in _calendar() if day[off] == "True")
    until = days[-1]
    return SchoolHolidays(_periods([day for day in days if day.year > until.year - YEARS]), until)


@cache
def _calendar() -> list[dict[str, str]]:
    """Return the days of the library's calendar, each with its zones: its own reader takes a tenth of every start."""
    published = files("vacances_scolaires_france") / "data" / "data.csv"
    return list(csv.DictReader(published.read_text("utf-8").splitlines()))


def _periods(days: list[date]) -> tuple[tuple[date, date], ...]:
    """Return days in order as periods without a gap."""
    firsts = [day for day, before in zip(days, [date.min, *days], strict=False) if day - before > timedelta(days=1)]
    lasts = [day for day, after in zip(days, [*days[1:], date.max], strict=True) if after - day > timedelta(days=1)]
    return tuple(zip(firsts, lasts, strict=True))
