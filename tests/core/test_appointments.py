"""What one can go to: proposed, and found again by its kind and id while it is announced and not over."""

from datetime import datetime, timedelta

from bot.core.appointments import Kind, again, near
from bot.core.dates import PARIS
from tests.core.events_example import MAUREPAS, THURSDAY, book, event
from tests.core.playing import WEDNESDAY

BOOK = book(event())


def find(kind, name, since=WEDNESDAY, quartier="maurepas"):
    return again(BOOK, kind, name, quartier, since)


def test_events_and_permanences_are_told_the_same_way():
    (permanence,) = near(BOOK, Kind.PERMANENCE, "maurepas", WEDNESDAY)
    (told,) = near(BOOK, Kind.EVENEMENT, "maurepas", WEDNESDAY)
    assert (permanence.title, permanence.place) == ("Accueil", "Carrefour 18")
    assert (told.title, told.place, told.at) == ("Job dating jd", "Grande salle", MAUREPAS)
    assert (permanence.where, told.where) == ("carrefour", "evenement:jd")


def test_an_event_is_found_again_until_its_end():
    assert find(Kind.EVENEMENT, "jd", THURSDAY + timedelta(hours=2)).start == THURSDAY
    assert find(Kind.EVENEMENT, "jd", THURSDAY + timedelta(hours=3)) is None
    assert find(Kind.EVENEMENT, "autre") is None


def test_a_permanence_is_found_again_at_its_next_opening():
    assert find(Kind.PERMANENCE, "carrefour").start == datetime(2026, 11, 26, 14, tzinfo=PARIS)
    assert find(Kind.PERMANENCE, "carrefour", THURSDAY).start == THURSDAY
    assert find(Kind.PERMANENCE, "autre") is None


def test_its_mark_changes_with_its_hours_and_its_place():
    marks = [
        again(book(told), Kind.EVENEMENT, "jd", "maurepas", WEDNESDAY).mark
        for told in (
            event(),
            event(left=3),
            event(place="Petite salle"),
            event(start=THURSDAY + timedelta(hours=1)),
            event(end=THURSDAY + timedelta(hours=1)),
        )
    ]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 4


def test_it_is_found_from_a_quartier_that_nobody_knows():
    assert find(Kind.EVENEMENT, "jd", quartier=None).card(WEDNESDAY)["distance"] == "Rennes"
