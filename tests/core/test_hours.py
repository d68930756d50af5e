"""When doors open: ordinary days, holidays, school holidays, single dates, and clocks that change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dates import PARIS
from bot.core.hours import AHEAD, Hours, SchoolHolidays, readable

AUTUMN, WINTER = (date(2026, 10, 17), date(2026, 11, 1)), (date(2026, 12, 19), date(2027, 1, 3))
SCHOOL = SchoolHolidays((AUTUMN, WINTER), date(2027, 1, 3))
THURSDAYS = "Th 14:00-17:00; PH off"


def at(*when):
    return datetime(*when, tzinfo=PARIS)


def opens(hours, now, school=SCHOOL):
    found = Hours(hours, school).next(now)
    return found and (found.start, found.end)


def test_an_ordinary_day():
    assert opens(THURSDAYS, at(2026, 11, 25, 10)) == (at(2026, 11, 26, 14), at(2026, 11, 26, 17))


@pytest.mark.parametrize(("now", "day"), [((13, 59), 26), ((14, 0), 26), ((16, 59), 26), ((17, 0), 33)])
def test_it_is_open_from_its_first_minute_to_its_last(now, day):
    start, end = opens(THURSDAYS, at(2026, 11, 26, *now))
    assert end == at(2026, 11, 26, 17) + timedelta(days=day - 26)
    assert start == max(at(2026, 11, 26, 14) + timedelta(days=day - 26), min(at(2026, 11, 26, *now), end))


def test_a_public_holiday_is_passed_over():
    """The 14th of May 2026 is Ascension Day, a Thursday."""
    assert opens(THURSDAYS, at(2026, 5, 13, 10)) == (at(2026, 5, 21, 14), at(2026, 5, 21, 17))


@pytest.mark.parametrize(
    ("hours", "now", "start"),
    [
        ("Th[1] 14:00-17:00", at(2026, 11, 25, 10), at(2026, 12, 3, 14)),
        ("Th[-1] 14:00-17:00", at(2026, 11, 25, 10), at(2026, 11, 26, 14)),
        ("Th 14:00-17:00; 2026 Dec 24 off", at(2026, 12, 18, 10), at(2026, 12, 31, 14)),
        ("2026 Dec 03 14:00-17:00", at(2026, 11, 25, 10), at(2026, 12, 3, 14)),
        ("Mo 14:00-17:00; 2026 Dec 03 10:00-12:00", at(2026, 12, 1, 10), at(2026, 12, 3, 10)),
    ],
)
def test_monthly_closed_for_once_and_only_once(hours, now, start):
    assert opens(hours, now)[0] == start


@pytest.mark.parametrize(
    ("now", "start"),
    [
        (at(2026, 10, 24, 20), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (at(2026, 10, 25, 1), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (at(2026, 3, 28, 20), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
    ],
)
def test_ten_o_clock_is_ten_o_clock_when_the_clocks_change(now, start):
    assert opens("Su 10:00-12:00", now)[0] == start


def test_the_clock_of_the_asker_does_not_matter():
    assert opens(THURSDAYS, datetime(2026, 11, 26, 13, 59, tzinfo=UTC))[1] == at(2026, 11, 26, 17)


@pytest.mark.parametrize("hours", ["Jan 05 14:00-17:00", "off", "Th 14:00-17:00 unknown", "quand tu veux", ""])
def test_nothing_in_the_next_days_or_nothing_sure(hours):
    assert opens(hours, at(2026, 11, 25, 10)) is None


def test_the_last_day_that_counts_closes_at_its_own_hour():
    now = at(2026, 11, 11, 15)
    assert opens("2026 Nov 26 14:00-17:00", now) == (at(2026, 11, 26, 14), at(2026, 11, 26, 17))
    assert opens("2026 Nov 26 14:00-17:00", at(2026, 11, 11, 14)) is None
    assert now + AHEAD < at(2026, 11, 26, 17)


def test_over_midnight():
    assert opens("Fr 22:00-02:00", at(2026, 11, 27, 10)) == (at(2026, 11, 27, 22), at(2026, 11, 28, 2))


@pytest.mark.parametrize(
    ("hours", "now", "start"),
    [
        ("Th 14:00-17:00; SH off", at(2026, 10, 22, 18), at(2026, 11, 5, 14)),
        ("Th 14:00-17:00; PH,SH off", at(2026, 10, 26, 10), at(2026, 11, 5, 14)),
        ("Th 14:00-17:00; SH,PH off", at(2026, 11, 10, 10), at(2026, 11, 12, 14)),
        ("We 14:00-17:00; SH Mo-Fr 09:00-12:00; PH off", at(2026, 10, 19, 8), at(2026, 10, 19, 9)),
        ("We 14:00-17:00; SH Mo-Fr 09:00-12:00; PH off", at(2026, 11, 2, 8), at(2026, 11, 4, 14)),
        ("Mo,SH 09:00-12:00", at(2026, 10, 20, 8), at(2026, 10, 20, 9)),
        ("Mo,SH 09:00-12:00", at(2026, 11, 3, 8), at(2026, 11, 9, 9)),
        ("SH,Sa 09:00-12:00", at(2026, 11, 3, 8), at(2026, 11, 7, 9)),
        ('Th 14:00-17:00 "pas pendant les SH"', at(2026, 10, 20, 8), at(2026, 10, 22, 14)),
    ],
)
def test_school_holidays_of_the_zone(hours, now, start):
    found = Hours(hours, SCHOOL).next(now)
    assert (found.start, found.unsure) == (start, False)


@pytest.mark.parametrize(
    ("hours", "school", "unsure"),
    [
        ("Th 14:00-17:00; SH off", SCHOOL, True),
        ("Th 14:00-17:00; SH off", None, True),
        ("Th 14:00-17:00; Jul-Aug SH off", SCHOOL, True),
        ("Th 14:00-17:00; PH off", None, False),
    ],
)
def test_beyond_what_is_known_of_school_holidays_nothing_is_sure(hours, school, unsure):
    assert Hours(hours, school).next(at(2027, 2, 1, 10)).unsure is unsure


def test_one_place_in_its_known_days_and_after_them():
    hours = Hours("Su 14:00-17:00; SH off", SchoolHolidays((WINTER,), date(2027, 1, 10)))
    assert not hours.next(at(2027, 1, 4, 10)).unsure
    assert hours.next(at(2027, 1, 11, 10)).unsure


@pytest.mark.parametrize(
    ("hours", "day", "span"),
    [
        (THURSDAYS, (2026, 11, 26), ((14, 0), (17, 0))),
        (THURSDAYS, (2026, 11, 25), None),
        ("Mo-Fr 09:00-12:00,14:00-17:30", (2026, 11, 26), ((9, 0), (17, 30))),
        ("Mo-Su 20:00-02:00", (2026, 11, 26), ((0, 0), (23, 59))),
        ("24/7", (2026, 3, 29), ((0, 0), (23, 59))),
        ("quand tu veux", (2026, 11, 26), None),
    ],
)
def test_a_whole_day_from_its_first_opening_to_its_last_closing(hours, day, span):
    found = Hours(hours).on(date(*day))
    assert (found and (found.start, found.end)) == (span and tuple(at(*day, *when) for when in span))


def test_a_day_is_unsure_past_the_school_holidays_that_are_known():
    hours = Hours("Th 14:00-17:00; SH off", SCHOOL)
    assert hours.on(date(2026, 12, 24)) is None
    assert not hours.on(date(2026, 11, 26)).unsure
    assert hours.on(date(2027, 1, 7)).unsure


def test_what_can_be_read():
    assert readable("Mo-Fr 09:00-12:00; SH off")
    assert not readable("quand tu veux")


@given(
    st.integers(0, 23),
    st.integers(1, 6),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001  a zone is given just below
)
def test_an_opening_is_never_over_and_closes_after_it_opens(first, length, now):
    now = now.replace(tzinfo=UTC)
    found = Hours(f"Mo-Su {first:02}:00-{(first + length) % 24:02}:00", None).next(now)
    assert found.start.astimezone(UTC) < found.end.astimezone(UTC)
    assert now - timedelta(hours=1) < found.end
