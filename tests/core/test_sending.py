"""`envoyer`: the calendar file and the map of what was chosen."""

import pytest

from bot.core.sending import MAP
from tests.core.events_example import FULLY_TOLD, book, event
from tests.core.playing import Person, after, press


@pytest.fixture
def ines():
    return Person(book(FULLY_TOLD)).play("/start maurepas", "job dating", press("Job dating jd"))


def test_the_file_goes_with_its_sentence_and_the_details_come_back(ines):
    assert ines >> press("Agenda") == ["Le fichier.", "Celui-là :\n\nJob dating jd il ne neige pas"]
    document = ines.turn.effects[0].document
    assert document.name == "rendez-vous.ics"
    assert "DTSTART:20261203T130000Z" in document.body


def test_the_map_is_a_button_that_opens_an_address(ines):
    assert (ines >> press("Carte"))[0] == "À Grande salle."
    (button,) = ines.turn.effects[0].buttons
    assert button.url == MAP.format(48.126, -1.66)
    assert button.url == "https://www.openstreetmap.org/?mlat=48.12600&mlon=-1.66000#map=17/48.12600/-1.66000"


def test_a_place_without_position_is_searched_for_by_its_name():
    person = Person(book(event(at=None, place="Salle & co")))
    person.play("/start maurepas", "job dating", press("Job dating jd"), press("Carte"))
    (button,) = person.turn.effects[0].buttons
    assert button.url == "https://www.openstreetmap.org/search?query=Salle%20%26%20co%2C%20Rennes"


@pytest.mark.parametrize("what", ["Agenda", "Carte"])
def test_what_is_over_is_not_sent(ines, what):
    ines >> after(days=14)
    assert ines >> press(what) == ["Plus là."]
