"""The ladder that keeps a promise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import promises
from bot.core.callrequest import Status
from bot.core.dates import PARIS
from bot.core.hours import Hours
from bot.core.partners import Partner
from bot.core.rungs import REMINDERS, Case, Rung, late, mark, next_rung

THURSDAY = datetime(2026, 11, 26, 10, tzinfo=PARIS)
DUE = datetime(2026, 11, 30, 18, tzinfo=PARIS)  # a Monday
OPEN = Case(Status.OUVERTE, THURSDAY, DUE)
TAKEN = OPEN._replace(status=Status.PRISE, taken_at=THURSDAY)
CALLED = TAKEN._replace(attempts=1, first_call_at=DUE - timedelta(hours=4))
PARTNER = Partner("p", "P", frozenset(), 2, -1)


def ladder(case, partner=PARTNER, now=THURSDAY):
    """Return every rung of a request, each done at its hour."""
    done, climbed = set(), []
    while found := next_rung(case, done, partner, now):
        climbed.append(found)
        done.add(mark(found[0], case.due_at))
    return climbed


def at(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


REMINDED = [
    (Rung.MEMBRE, at(11, 30, 9)),
    (Rung.ORGANISATION, at(11, 30, 12)),
    (Rung.COORDINATEUR, at(11, 30, 15)),
]
PROMISED, EXPIRED = (Rung.PROMESSE, DUE), (Rung.EXPIRER, at(12, 30, 18))


class TestWhich:
    """What comes of a request as it stands."""

    @pytest.mark.parametrize("case", [OPEN, TAKEN])
    def test_nobody_called_yet(self, case):
        assert ladder(case) == [*REMINDED, PROMISED, EXPIRED]

    def test_someone_called_in_vain(self):
        assert ladder(CALLED) == [(Rung.VERIFIER, at(12, 1, 10)), EXPIRED]

    def test_it_is_closed(self):
        closed = CALLED._replace(status=Status.CLOSE, closed_at=THURSDAY)
        assert ladder(closed) == [(Rung.VERIFIER, at(12, 1, 10))]
        assert ladder(closed._replace(attempts=0, first_call_at=None)) == [(Rung.VERIFIER, at(12, 1, 10))]

    def test_it_was_refused_and_the_person_told(self):
        assert ladder(OPEN._replace(status=Status.REFUSEE)) == [EXPIRED]

    @pytest.mark.parametrize("status", [Status.RETIREE, Status.EXPIREE])
    def test_it_is_over(self, status):
        assert ladder(OPEN._replace(status=status)) == []


class TestReminders:
    """Partners are reminded on the due day, never on the heels of the first notice."""

    @pytest.mark.parametrize(
        ("opened", "reminded"),
        [
            (at(11, 30, 0, 5), False),  # the same day
            (at(11, 29, 0, 5), False),  # the day before
            (at(11, 29, 23, 55), False),
            (at(11, 28, 23, 55), True),
        ],
    )
    def test_not_on_the_day_of_the_notice_nor_on_the_day_after(self, opened, reminded):
        assert ladder(OPEN._replace(opened_at=opened))[0][0] is (Rung.MEMBRE if reminded else Rung.PROMESSE)

    def test_the_days_are_those_of_paris(self):
        assert ladder(OPEN._replace(opened_at=datetime(2026, 11, 28, 23, 30, tzinfo=UTC)))[0] == PROMISED

    def test_none_comes_once_the_promise_is_broken(self):
        noon = at(11, 27, 12)
        climbed = ladder(OPEN._replace(opened_at=at(11, 24, 9), due_at=noon))
        assert climbed[:2] == [(Rung.MEMBRE, at(11, 27, 9)), (Rung.PROMESSE, noon)]


class TestVerifying:
    """« On t'a rappelé ? » comes on a working morning."""

    def test_after_a_call_that_came_late(self):
        called = CALLED._replace(first_call_at=at(12, 4, 11))
        assert ladder(called)[0] == (Rung.VERIFIER, at(12, 7, 10))

    def test_on_a_working_day_of_the_partner(self):
        tuesdays = Partner("p", "P", frozenset(), 2, -1, hours=Hours("Tu 09:00-17:00"))
        assert ladder(CALLED._replace(due_at=at(12, 1, 17)), tuesdays)[0] == (Rung.VERIFIER, at(12, 8, 10))

    def test_of_a_partner_that_left_the_data(self):
        assert ladder(CALLED, None)[0] == (Rung.VERIFIER, at(12, 1, 10))


class TestLate:
    """What could not come at its hour is dropped once it is of no use."""

    @pytest.mark.parametrize("rung", REMINDERS)
    def test_a_reminder_after_six_hours(self, rung):
        assert not late(rung, timedelta(hours=6))
        assert late(rung, timedelta(hours=6, seconds=1))

    @pytest.mark.parametrize("rung", [Rung.PROMESSE, Rung.VERIFIER])
    def test_a_word_to_the_person_after_a_week(self, rung):
        assert not late(rung, timedelta(days=7))
        assert late(rung, timedelta(days=7, seconds=1))

    def test_an_end_never(self):
        assert not late(Rung.EXPIRER, timedelta(days=4000))

    def test_nobody_is_woken(self):
        done = {mark(rung, DUE) for rung in REMINDERS}
        assert next_rung(OPEN, done, PARTNER, at(12, 2, 3)) == (Rung.PROMESSE, at(12, 2, 8))
        assert next_rung(OPEN, done, PARTNER, at(12, 2, 21)) == (Rung.PROMESSE, at(12, 3, 8))
        assert next_rung(OPEN, done, PARTNER, at(12, 2, 8)) == PROMISED
        assert next_rung(OPEN, done, PARTNER, at(12, 20, 3)) == PROMISED  # too late to be put off: it is dropped

    def test_a_partner_that_closes_at_night(self):
        case = OPEN._replace(due_at=at(11, 30, 23, 59))
        done = {mark(rung, case.due_at) for rung in REMINDERS}
        assert next_rung(case, done, PARTNER, THURSDAY) == (Rung.PROMESSE, at(12, 1, 8))


def test_a_request_promised_anew_climbs_its_ladder_anew():
    done = {mark(rung, DUE) for rung in Rung}
    again = OPEN._replace(opened_at=DUE, due_at=datetime(2026, 12, 2, 18, tzinfo=PARIS))
    assert next_rung(OPEN, done, PARTNER, DUE) is None
    assert next_rung(again, done, PARTNER, DUE) == (Rung.MEMBRE, at(12, 2, 9))


def test_a_mark_is_that_of_one_promise_in_whatever_zone_it_is_told():
    assert mark(Rung.PROMESSE, DUE) == mark(Rung.PROMESSE, DUE.astimezone(UTC)) == "promesse@2026-11-30T17:00Z"


@pytest.mark.parametrize(("day", "utc"), [(date(2026, 10, 26), 17), (date(2026, 3, 30), 16)])
def test_hours_are_those_of_the_clock_after_it_changes(day, utc):
    """Asked on the Friday before a change of hour, due on the Monday after it."""
    asked = datetime(day.year, day.month, day.day - 3, 12, tzinfo=PARIS)
    climbed = ladder(Case(Status.OUVERTE, asked, promises.due(asked, 1)))
    assert [when.astimezone(PARIS).hour for _, when in climbed] == [9, 12, 15, 18, 18]
    assert climbed[3][1].astimezone(UTC).hour == utc


NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
A_YEAR_AND_A_HALF = 548 * 24 * 60
CASES = st.builds(
    lambda status, asked, days, calls, hours: Case(
        status,
        asked,
        promises.due(asked, days),
        attempts=calls,
        first_call_at=asked + timedelta(hours=hours) if calls else None,
        closed_at=asked + timedelta(hours=hours) if status is Status.CLOSE else None,
    ),
    st.sampled_from(Status),
    st.integers(0, A_YEAR_AND_A_HALF).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
    st.integers(1, 10),
    st.integers(0, 3),
    st.integers(1, 500),
)


@given(CASES)
def test_each_rung_comes_once_in_order_and_in_waking_hours(case):
    climbed = ladder(case, now=case.opened_at)
    rungs, hours = [rung for rung, _ in climbed], [when.astimezone(UTC) for _, when in climbed]
    assert rungs == [rung for rung in Rung if rung in rungs]
    assert hours == sorted(hours)
    assert all(8 <= when.astimezone(PARIS).hour < 21 for when in hours)
    assert {Rung.PROMESSE, Rung.VERIFIER} & set(rungs) != {Rung.PROMESSE, Rung.VERIFIER}


@given(CASES)
def test_no_reminder_comes_on_the_day_of_the_notice_nor_on_the_day_after(case):
    noticed = case.opened_at.astimezone(PARIS).date()
    for rung, when in ladder(case):
        if rung in REMINDERS:
            assert (when.date() - noticed).days > 1
            assert when.date() == case.due_at.astimezone(PARIS).date()


@given(CASES, st.integers(0, 24 * 60), st.lists(st.integers(1, 24 * 14), min_size=1, max_size=40))
def test_whatever_the_outages_each_comes_at_most_once_and_none_that_is_of_no_use(case, start, gaps):
    """The ladder is looked at now and then, as after restarts and outages; what is late is dropped, the rest done."""
    now, done, told = case.opened_at + timedelta(minutes=start), set(), []
    for gap in gaps:
        turn = []
        while (found := next_rung(case, done, PARTNER, now)) and found[1] <= now:
            rung, when = found
            done.add(mark(rung, case.due_at))
            if not late(rung, now - when):
                turn.append(rung)
        told += turn
        assert len([rung for rung in turn if rung not in REMINDERS]) <= 1
        now += timedelta(hours=gap)
    assert len(told) == len(set(told))
    assert told == [rung for rung in Rung if rung in told]


@given(CASES, st.integers(0, 24 * 60))
def test_what_comes_next_does_not_hang_on_when_it_is_asked(case, hours):
    now = case.opened_at + timedelta(hours=hours)
    soon, later = next_rung(case, (), PARTNER, case.opened_at), next_rung(case, (), PARTNER, now)
    assert (soon and soon[0]) == (later and later[0])
