"""School holidays by zone, as the ministry publishes them."""

from datetime import date, timedelta

import pytest
from vacances_scolaires_france import SchoolHolidayDates

from bot.content import schoolyear


@pytest.mark.parametrize(
    ("department", "winter"),
    [
        ("38", (date(2027, 2, 13), date(2027, 2, 28))),
        ("35", (date(2027, 2, 20), date(2027, 3, 7))),
        ("60", (date(2027, 2, 20), date(2027, 3, 7))),
        ("93", (date(2027, 2, 6), date(2027, 2, 21))),
    ],
)
def test_the_winter_holidays_of_the_four_territories(department, winter):
    found = schoolyear.holidays(department)
    assert winter in found.periods
    assert (date(2026, 12, 19), date(2027, 1, 3)) in found.periods


@pytest.mark.parametrize(("zone", "department"), [("A", "38"), ("B", "35"), ("C", "93")])
def test_every_day_is_as_the_library_itself_tells_it(zone, department):
    library, found = SchoolHolidayDates(), schoolyear.holidays(department)
    first = date(found.until.year - schoolyear.YEARS + 1, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(found.until.year, 12, 31) - first).days + 1)]
    off = [day for day in days if any(start <= day <= end for start, end in found.periods)]
    assert off == [day for day in days if library.is_holiday_for_zone(day, zone)]


@pytest.mark.parametrize("department", ["2A", "974", "", "99"])
def test_calendars_that_are_not_known(department):
    assert schoolyear.holidays(department) is None


def test_every_metropolitan_departement_but_corsica_has_one_zone():
    numbers = [number for zone in schoolyear._ZONES.values() for number in zone.split()]
    assert sorted(numbers) == [f"{number:02}" for number in range(1, 96) if number != 20]


def test_periods_are_in_order_and_apart():
    periods = schoolyear.holidays("35").periods
    ends = [day for period in periods for day in period]
    assert ends == sorted(ends)
    assert schoolyear.holidays("35").until == ends[-1]
