"""When a promise falls due: whole working days of the partner, ended when it closes, at 18:00 in Paris otherwise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dates import PARIS
from bot.core.hours import Hours
from bot.core.partners import Absence, Partner
from bot.core.promises import closing, due, ever_works, is_open, is_working, next_working_day, working


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


SHORT_FRIDAY = Hours("Mo-Th 09:00-17:30; Fr 09:00-12:00")
TUESDAYS = Hours("Tu 10:00-19:00; PH off")
WEEKENDS = Hours("Sa-Su 10:00-16:00")


def partner(hours=None, *absences):
    return Partner("p", "P", frozenset(), 2, -1, hours=hours, absences=tuple(Absence(*each) for each in absences))


class TestOfThePartner:
    """The days that count are those on which the partner works."""

    @pytest.mark.parametrize(
        ("hours", "asked", "days", "falls_due"),
        [
            (None, (2026, 11, 26, 10), 2, (2026, 11, 30, 18)),
            (SHORT_FRIDAY, (2026, 11, 26, 10), 1, (2026, 11, 27, 12)),  # ends when it closes
            (SHORT_FRIDAY, (2026, 11, 26, 10), 2, (2026, 11, 30, 17, 30)),
            (TUESDAYS, (2026, 11, 24, 9), 2, (2026, 12, 8, 19)),  # two Tuesdays, not today's
            (WEEKENDS, (2026, 11, 27, 10), 2, (2026, 11, 29, 16)),
            (Hours("Mo-Sa 09:00-12:00,14:00-20:00"), (2026, 12, 24, 10), 1, (2026, 12, 26, 20)),  # not on Christmas
            (Hours("24/7"), (2026, 11, 26, 10), 1, (2026, 11, 27, 23, 59)),
        ],
    )
    def test_its_hours(self, hours, asked, days, falls_due):
        assert due(datetime(*asked, tzinfo=PARIS), days, partner(hours)) == datetime(*falls_due, tzinfo=PARIS)

    def test_a_public_holiday_on_which_it_would_open(self):
        assert not working(partner(Hours("Mo-Su 09:00-18:00")), date(2026, 12, 25))

    def test_its_absences(self):
        away = partner(None, (date(2026, 11, 27), date(2026, 12, 1)), (date(2026, 12, 3), date(2026, 12, 3)))
        assert due(datetime(2026, 11, 26, 10, tzinfo=PARIS), 2, away) == datetime(2026, 12, 4, 18, tzinfo=PARIS)
        assert not working(away, date(2026, 12, 1))
        assert working(away, date(2026, 12, 2))

    def test_one_that_never_opens_is_counted_like_the_others(self):
        closed = partner(Hours("Mo-Fr off"))
        assert next_working_day(date(2026, 11, 27), closed) == date(2026, 11, 30)
        assert due(datetime(2026, 11, 26, 10, tzinfo=PARIS), 2, closed) == datetime(2026, 11, 30, 18, tzinfo=PARIS)

    @pytest.mark.parametrize(
        ("hours", "works"),
        [
            (None, True),
            (TUESDAYS, True),
            (Hours("24/7"), True),
            (Hours("2031 Mo 10:00-12:00"), True),
            (Hours("Mo-Fr off"), False),
            (Hours("PH 09:00-17:00"), False),
            (Hours("quand tu veux"), False),
        ],
    )
    def test_some_day_it_works_or_never(self, hours, works):
        assert ever_works(partner(hours, (date.min, date.max))) is works

    @pytest.mark.parametrize(
        ("hours", "now", "at_work"),
        [
            (None, (2026, 11, 26, 9), True),
            (None, (2026, 11, 26, 8, 59), False),
            (None, (2026, 11, 26, 18), False),
            (None, (2026, 11, 28, 10), False),
            (SHORT_FRIDAY, (2026, 11, 27, 11, 59), True),
            (SHORT_FRIDAY, (2026, 11, 27, 12), False),
            (WEEKENDS, (2026, 11, 28, 10), True),
            (Hours("24/7"), (2026, 12, 25, 10), False),
            (Hours("Mo-Fr 09:00-12:00,14:00-18:00"), (2026, 11, 26, 13), False),
        ],
    )
    def test_at_work_now(self, hours, now, at_work):
        assert is_open(partner(hours), datetime(*now, tzinfo=PARIS)) is at_work


NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
TWO_YEARS = 2 * 365 * 24 * 60
ASKED = st.builds(
    lambda minutes, zone: (NEW_YEAR + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(0, TWO_YEARS),
    st.sampled_from([UTC, PARIS]),
)
ABSENCES = st.tuples(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 30)).map(
    lambda found: (found[0], found[0] + timedelta(days=found[1]))
)
PARTNERS = st.builds(
    lambda hours, absences: partner(hours, *absences),
    st.sampled_from([None, SHORT_FRIDAY, TUESDAYS, WEEKENDS, Hours("Mo-Sa 10:00-20:00; PH off"), Hours("24/7")]),
    st.lists(ABSENCES, max_size=3),
)


@given(ASKED, st.integers(1, 10), PARTNERS)
def test_a_promise_falls_due_on_a_working_day_of_the_partner_and_later_for_more_days(asked, days, at):
    falls_due = due(asked, days, at)
    assert working(at, falls_due.date())
    assert falls_due.time() == closing(falls_due.date(), at)
    assert falls_due.astimezone(UTC) > asked.astimezone(UTC)
    assert due(asked, days + 1, at) > falls_due


@given(ASKED, st.integers(0, 400), st.integers(1, 10), PARTNERS)
def test_who_asks_later_is_never_promised_sooner(asked, hours, days, at):
    later = (asked.astimezone(UTC) + timedelta(hours=hours)).astimezone(PARIS)
    assert due(later, days, at) >= due(asked, days, at)


@given(ASKED, st.integers(1, 10), PARTNERS)
def test_the_days_promised_are_exactly_those_counted(asked, days, at):
    first, last = asked.astimezone(PARIS).date(), due(asked, days, at).date()
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert sum(working(at, day) for day in between) == days
