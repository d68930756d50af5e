"""School holidays by zone, as the ministry publishes them."""

from datetime import date

import pytest

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
