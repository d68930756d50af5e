"""Times as people say them in French, always of Paris."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.dates import PARIS, before, day, hour, left, slot

NOW = datetime(2026, 11, 26, 10, tzinfo=PARIS)


def at(*when):
    return datetime(*when, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 12, 3), "jeudi 3 décembre"),
        (date(2026, 12, 1), "mardi 1er décembre"),
        (date(2026, 8, 11), "mardi 11 août"),
        (date(2026, 2, 28), "samedi 28 février"),
    ],
)
def test_a_day(when, said):
    assert day(when) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [((14, 0), "14 h"), ((14, 30), "14 h 30"), ((9, 5), "9 h 05"), ((0, 0), "minuit"), ((0, 30), "0 h 30")],
)
def test_an_hour(when, said):
    assert hour(at(2026, 11, 26, *when)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (at(2026, 11, 26, 14), at(2026, 11, 26, 17), "aujourd'hui, de 14 h à 17 h"),
        (at(2026, 11, 27, 14), at(2026, 11, 27, 17, 30), "demain, vendredi 27 novembre, de 14 h à 17 h 30"),
        (at(2026, 11, 28, 9), at(2026, 11, 28, 12), "samedi 28 novembre, de 9 h à 12 h"),
        (at(2026, 12, 1, 9), at(2026, 12, 1, 12), "mardi 1er décembre, de 9 h à 12 h"),
        (at(2026, 11, 26, 18), at(2026, 11, 27, 0), "aujourd'hui, de 18 h à minuit"),
        (at(2026, 11, 26, 9), at(2026, 11, 26, 10, 40), "aujourd'hui, encore 40 min (jusqu'à 10 h 40)"),
        (at(2026, 11, 26, 10), at(2026, 11, 26, 12, 10), "aujourd'hui, encore 2 h 10 (jusqu'à 12 h 10)"),
        (at(2026, 11, 25, 22), at(2026, 11, 27, 0), "aujourd'hui, encore 14 h (jusqu'à minuit)"),
        (at(2026, 11, 26, 10), at(2026, 12, 11, 10), "aujourd'hui, jour et nuit"),
        (
            datetime(2026, 11, 26, 13, tzinfo=UTC),
            datetime(2026, 11, 26, 16, tzinfo=UTC),
            "aujourd'hui, de 14 h à 17 h",
        ),
    ],
)
def test_a_slot_by_its_nearness(start, end, said):
    assert slot(start, end, NOW) == said


def test_tomorrow_begins_at_midnight_in_paris():
    start, end = at(2026, 11, 26, 14), at(2026, 11, 26, 17)
    assert slot(start, end, datetime(2026, 11, 25, 22, 59, tzinfo=UTC)).startswith("demain")
    assert slot(start, end, datetime(2026, 11, 25, 23, 0, tzinfo=UTC)).startswith("aujourd'hui")


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ((0, 40), "40 min"),
        ((2, 10), "2 h 10"),
        ((2, 0), "2 h"),
        ((1, 5), "1 h 05"),
        ((0, 0), "1 min"),
        ((0, 0.5), "1 min"),
    ],
)
def test_what_is_left(span, said):
    assert left(timedelta(hours=span[0], minutes=span[1])) == said


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2026, 11, 27, 17, tzinfo=UTC), "vendredi 27 novembre, 18 h"),
        (datetime(2026, 6, 30, 22, tzinfo=UTC), "mercredi 1er juillet, minuit"),
    ],
)
def test_a_deadline(due, said):
    assert before(due) == said
