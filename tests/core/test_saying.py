"""What a turn says: screens of buttons, words at the head of the next message, the language of the person."""

import pytest

from bot.core.effects import Keyboard
from bot.core.saying import Saying
from bot.core.session import Option, Session
from tests.core.languages_example import POLYGLOT
from tests.core.playing import WEDNESDAY

YES = (Option("Oui", "fin"),)


@pytest.fixture
def turn():
    return Saying(POLYGLOT, Session(quartier="maurepas"), WEDNESDAY)


def test_a_preface_stands_at_the_head_of_the_next_message_only(turn):
    turn.preface(lambda known: f"À {known['quartier']}.")
    turn.say("Voilà.")
    turn.say("Et après ?")
    assert [said.text for said in turn.effects] == ["À Maurepas.\n\nVoilà.", "Et après ?"]


def test_an_aside_leaves_the_preface_for_what_is_under_way(turn):
    turn.preface(lambda _: "D'abord.")
    turn.aside("Au fait.")
    turn.say("Voilà.")
    assert [said.text for said in turn.effects] == ["Au fait.", "D'abord.\n\nVoilà."]


def test_each_screen_has_a_higher_number_than_the_one_before(turn):
    turn.ask("Oui ?", YES)
    first = turn.session.screen
    turn.ask("Vraiment ?", YES)
    assert turn.session.screen > first
    assert turn.effects[0].buttons[0].data != turn.effects[1].buttons[0].data


def test_a_message_takes_the_place_of_another_once(turn):
    turn.replaces = 7
    turn.say("Un.")
    turn.say("Deux.")
    assert [said.replaces for said in turn.effects] == [7, None]


def test_a_keyboard_that_no_longer_serves_is_taken_away(turn):
    turn.ask("Ton numéro ?", (), Keyboard.PHONE, "Partager")
    turn.say("Merci.")
    assert [said.keyboard for said in turn.effects] == [Keyboard.PHONE, Keyboard.REMOVED]
    assert not turn.session.keyboard


def test_another_language_is_spoken_from_then_on(turn):
    assert (turn.tongue.code, turn.words.bouton_oui({})) == ("fr", "[bouton_oui]")
    turn.speak("en")
    assert (turn.tongue.code, turn.words.bouton_oui({})) == ("en", "en: [bouton_oui]")
    turn.speak("fr")
    assert turn.playbook is POLYGLOT


def test_french_is_spoken_to_those_whose_language_the_bot_does_not_speak(turn):
    turn.speak("en")
    turn.speak("snk")
    assert (turn.session.language, turn.tongue.code) == ("snk", "fr")
