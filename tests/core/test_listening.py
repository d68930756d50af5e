"""One language listens for itself."""

import pytest

from bot.core.flow import Emergency
from bot.core.listening import ALONE, Listener, Told, hint
from bot.core.spelling import Nuances, split

LISTENER = Listener(
    {3: Emergency("suicide", ("je veux mourir",), "", ("plus la force", "corde + plafond"))},
    Nuances(harmless=("mourir de rire",), laughs=("mdr", "je rigole", "es broma"), between=("trop",)),
)


def words(text, *, correct=True):
    return LISTENER.words(split(text), correct=correct)


@pytest.mark.parametrize(
    ("text", "sure"), [("je veux mourir", True), ("plus la force", False), ("une corde au plafond", False)]
)
def test_phrases_and_clues_tell_of_their_emergency(text, sure):
    assert [(told.rank, told.sure) for told in LISTENER.told(words(text))] == [(3, sure)]


def test_a_manner_of_speaking_takes_its_words_out_of_hearing():
    assert LISTENER.told(words("je veux mourir de rire")) == []


def test_a_laugh_is_known():
    assert LISTENER.laughs(words("mdr je veux mourir"))
    assert LISTENER.laughs(words("je veux mourir, je rigole"))
    assert not LISTENER.laughs(words("je veux mourir"))


@pytest.mark.parametrize("said", ["je rigole pas", "no es broma", "je te dis que je ne rigole pas"])
def test_what_is_no_laugh_is_none(said):
    assert not LISTENER.laughs(words(f"je veux mourir {said}"))


def test_the_words_that_it_met_are_known_as_typed():
    assert {"je", "veux", "corde"} <= LISTENER.met


def test_words_written_to_be_ordinary_are_usual_alone():
    listener = Listener({}, Nuances(ordinary=("à tout à l'heure",)))
    assert listener.usual(listener.words(split("À tout à l'heure !"), correct=True))
    assert not listener.usual(listener.words(split("à tout à l'heure papa"), correct=True))


JOKES = ("ça frappe dans le mur", "le foot ça frappe dans le mur", "au foot il me frappe")


def test_a_clue_to_a_joke_excuses_what_is_not_sure():
    listener = Listener(
        {0: Emergency("maison", ("il me frappe",), "", ("frappe + mur",))}, Nuances(harmless=("ballon, foot + frappe",))
    )
    heard = [listener.told(listener.words(split(said), correct=True)) for said in JOKES]
    assert [bool(told) for told in heard] == [True, False, True]


def test_a_word_by_itself_says_half_as_much_as_words_together():
    word, words_together = Told(3, sure=False, where=frozenset({1})), Told(3, sure=False, where=frozenset({0, 1}))
    assert hint([word], ["une", "corde"]) == ALONE
    assert hint([word, words_together], ["une", "corde"]) == 1


def test_a_word_that_is_the_whole_message_says_all():
    assert hint([Told(3, sure=False, where=frozenset({0}))], ["corde"]) == 1


def test_what_tells_of_nothing_gives_no_hint():
    assert hint([], ["bonjour"]) == 0
