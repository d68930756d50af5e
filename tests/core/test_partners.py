"""Who calls young people back."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.partners import Absence, Partner, Person

HERE = Partner("ml", "Mission locale", frozenset({"maurepas"}), 2, -1)
THOMAS = Person("thomas", "Thomas", email="thomas@exemple.invalid", languages=frozenset({"fr", "en"}))


@pytest.mark.parametrize(
    ("people", "reachable"),
    [((), False), ((Person("x", "X"),), False), ((THOMAS,), True), ((Person("x", "X", telegram=2001),), True)],
)
def test_a_partner_is_reached_through_a_group_or_a_person(people, reachable):
    assert replace(HERE, group=None, people=people).reachable is reachable
    assert replace(HERE, people=people).reachable


@pytest.mark.parametrize(("day", "absent"), [(23, False), (24, True), (31, True)])
def test_an_absence_has_its_first_and_its_last_day(day, absent):
    away = replace(HERE, absences=(Absence(date(2026, 12, 24), date(2026, 12, 31)),))
    assert away.absent(date(2026, 12, day)) is absent
    assert not away.without_absences().absent(date(2026, 12, day))


def test_a_partner_speaks_what_its_people_speak():
    here = replace(HERE, people=(THOMAS,))
    assert [here.speaks(language) for language in ("fr", "en", "en-GB", "ar")] == [True, True, True, False]


@pytest.mark.parametrize(("age", "called"), [(15, False), (16, True), (25, True), (26, False), (None, True)])
def test_ages(age, called):
    assert replace(HERE, ages=(16, 25)).calls_aged(age) is called
    assert HERE.calls_aged(age)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+33199001234", "01 99 00 12 34"), ("+262262000000", "+262262000000"), ("", "")],
)
def test_a_number_is_shown_in_pairs(number, shown):
    assert replace(HERE, number=number).shown_number == shown


def test_a_quartier_is_covered_by_who_can_be_reached():
    assert HERE.covers("maurepas")
    assert not HERE.covers("blosne")
    assert not HERE.covers(None)
    assert not replace(HERE, group=None).covers("maurepas")
