"""When a promise falls due: whole working days, ended at 18:00 in Paris."""

from datetime import UTC, date, datetime

import pytest

from bot.core.dates import PARIS
from bot.core.promises import due, is_working


@pytest.mark.parametrize(
    ("asked", "days", "falls_due"),
    [
        ((2026, 11, 23, 9), 1, (2026, 11, 24)),  # a Monday
        ((2026, 11, 26, 10), 2, (2026, 11, 30)),  # over a week-end
        ((2026, 11, 27, 19), 2, (2026, 12, 1)),  # a Friday evening
        ((2026, 11, 28, 12), 1, (2026, 11, 30)),  # a Saturday
        ((2026, 4, 30, 10), 1, (2026, 5, 4)),  # over the 1st of May, a Friday
        ((2026, 4, 3, 10), 1, (2026, 4, 7)),  # over Easter Monday
        ((2026, 5, 13, 10), 1, (2026, 5, 15)),  # over Ascension Day
        ((2026, 12, 31, 10), 1, (2027, 1, 4)),  # over New Year's Day
        ((2026, 12, 24, 10), 2, (2026, 12, 29)),  # over Christmas, a Friday
        ((2026, 7, 13, 10), 10, (2026, 7, 28)),  # over the 14th of July
    ],
)
def test_working_days(asked, days, falls_due):
    assert due(datetime(*asked, tzinfo=PARIS), days) == datetime(*falls_due, 18, tzinfo=PARIS)


def test_the_day_of_the_request_is_the_one_in_paris():
    assert due(datetime(2026, 11, 22, 22, 59, tzinfo=UTC), 1) == datetime(2026, 11, 23, 18, tzinfo=PARIS)
    assert due(datetime(2026, 11, 22, 23, 0, tzinfo=UTC), 1) == datetime(2026, 11, 24, 18, tzinfo=PARIS)


def test_six_o_clock_is_six_o_clock_after_the_clocks_change():
    assert due(datetime(2026, 10, 23, 12, tzinfo=PARIS), 1).astimezone(UTC).hour == 17
    assert due(datetime(2026, 3, 27, 12, tzinfo=PARIS), 1).astimezone(UTC).hour == 16


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ((2026, 11, 26), True),
        ((2026, 11, 28), False),
        ((2026, 11, 11), False),
        ((2027, 1, 1), False),
        ((2026, 4, 6), False),
    ],
)
def test_what_a_working_day_is(day, works):
    assert is_working(date(*day)) is works
