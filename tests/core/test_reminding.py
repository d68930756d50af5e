"""A promise to write the day before, and what is honestly said on that day."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.dates import PARIS
from bot.core.events import Rang
from bot.core.hours import Hours
from tests.core.events_example import FULLY_TOLD, THURSDAY, book, event
from tests.core.example import PLAYBOOK, text, without
from tests.core.playing import Person, after, press

EVE = datetime(2026, 12, 2, 18, tzinfo=PARIS)
TRUE = "Rappel : demain, jeudi 3 décembre, de 14 h à 17 h Grande salle, si il ne neige pas"
WORDS = replace(PLAYBOOK.words, rappel_change=text("[rappel_change {quand} {lieu}]"))


def told(*happenings):
    return replace(book(*happenings), words=WORDS)


@pytest.fixture
def ines():
    """Inès asked to be reminded of the job dating."""
    person = Person(told(FULLY_TOLD)).play("/start maurepas", "job dating", press("Job dating jd"))
    assert person >> press("La veille") == ["Noté : jeudi 3 décembre, de 14 h à 17 h.", "On fait quoi ?"]
    return person


def ring(person, at=EVE):
    timer = person.timers.pop("rappel:evenement:jd")
    person.now = at - timedelta(seconds=2)
    return person >> Rang(timer.name, timer.body)


def test_it_rings_at_six_the_day_before(ines):
    assert ines.timers["rappel:evenement:jd"].due == EVE
    assert ines >> after(days=14) == [TRUE]


def test_nothing_changed(ines):
    assert ring(ines) == [TRUE]


def test_places_that_go_are_told_in_the_card_of_that_day(ines):
    ines.swap(told(replace(FULLY_TOLD, left=0, proviso="il fait beau")))
    assert ring(ines) == [TRUE.replace("il ne neige pas", "il fait beau")]


def test_a_late_one_says_the_day_as_it_is_then(ines):
    assert ring(ines, THURSDAY - timedelta(hours=4)) == [TRUE.replace("demain, jeudi 3 décembre", "aujourd'hui")]


@pytest.mark.parametrize("hours", [0, 2, 5])
def test_once_it_has_begun_the_delay_is_admitted(ines, hours):
    assert ring(ines, THURSDAY + timedelta(hours=hours)) == ["[rappel_en_retard]"]


def test_one_that_is_no_longer_announced(ines):
    ines.swap(told())
    assert ring(ines) == ["[rappel_disparu]"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"place": "Petite salle"}, "demain, jeudi 3 décembre, de 14 h à 17 h Petite salle"),
        ({"start": THURSDAY + timedelta(hours=1)}, "demain, jeudi 3 décembre, de 15 h à 17 h Grande salle"),
    ],
)
def test_one_that_changed_is_told_anew(ines, changes, said):
    ines.swap(told(replace(FULLY_TOLD, **changes)))
    assert ring(ines) == [f"[rappel_change {said}]"]


def test_one_that_was_put_off_is_told_anew(ines):
    later = THURSDAY + timedelta(days=7)
    ines.swap(told(event(start=later)))
    assert ring(ines) == ["[rappel_change jeudi 10 décembre, de 14 h à 17 h Grande salle]"]


def test_one_that_was_brought_forward_and_is_over_is_gone(ines):
    ines.swap(told(event(start=THURSDAY - timedelta(days=2))))
    assert ring(ines) == ["[rappel_disparu]"]


def test_when_its_dialogue_is_gone_the_card_is_the_one_that_was_promised(ines):
    ines.swap(without(told(FULLY_TOLD), "job_dating"))
    assert ring(ines) == [TRUE]


def test_a_promise_of_an_older_version_is_its_card_alone(ines):
    for body in ("C'est demain.", "42", "{", '{"autre": 1}'):
        assert ines >> Rang("rappel:carrefour", body) == [body]


def test_too_near_to_be_reminded_of():
    person = Person(told(FULLY_TOLD), EVE).play("/start maurepas", "job dating", press("Job dating jd"))
    assert (person >> press("La veille"))[0] == "C'est trop proche."
    assert not person.timers


class TestPermanences:
    @pytest.fixture
    def ines(self, ines):
        return ines.play("permanences", press("La veille"))

    def test_a_permanence_that_still_opens(self, ines):
        assert ines >> after(days=1) == ["Rappel : demain, jeudi 26 novembre, de 14 h à 17 h Carrefour 18"]

    @pytest.mark.parametrize(
        ("hours", "said"),
        [
            ("Th 15:00-17:00", "[rappel_change demain, jeudi 26 novembre, de 15 h à 17 h Carrefour 18]"),
            (
                "2026 Nov 26 off; Th 14:00-17:00; 2026 Nov 26 off",
                "[rappel_change jeudi 3 décembre, de 14 h à 17 h Carrefour 18]",
            ),
            ("off", "[rappel_disparu]"),
        ],
    )
    def test_one_whose_hours_changed(self, ines, hours, said):
        territory = ines.engine.playbook.territory
        changed = (territory.permanences[0]._replace(hours=Hours(hours)),)
        ines.swap(replace(ines.engine.playbook, territory=replace(territory, permanences=changed)))
        assert ines >> after(days=1) == [said]
