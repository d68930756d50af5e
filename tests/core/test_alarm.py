"""An emergency is heard surely, nearly, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alarm import Alarm
from bot.core.flow import Emergency
from bot.core.spelling import Nuances

NUANCES = Nuances(
    alike={"père": ("daron", "mère"), "frappe": ("tape", "cogne")},
    between=("vraiment", "trop", "il", "dans", "la"),
    hard=("suicider",),
    empty=("de",),
    harmless=("mourir de rire", "me tape la honte", "exposé sur le suicide", "frapper à la porte"),
    laughs=("mdr", "je rigole", "😂"),
    ordinary=("je cherche un travail", "je veux un stage", "la porte est fermée", "mon père est là"),
)
SUICIDE = Emergency("suicide", ("je veux mourir", "me suicider"), "", ("plus la force", "suicide"))
HOME = Emergency("maison", ("mon père me frappe",), "", ("père + peur, coups",))
TURKISH = Emergency("suicide", ("ölmek istiyorum",), "", language="tr")
ALARM = Alarm([SUICIDE, HOME, TURKISH], NUANCES)


def told(text):
    heard = ALARM.heard(text)
    return heard and (heard.emergency.name, heard.sure)


@pytest.mark.parametrize(
    "text",
    [
        "JE VEUX MOURIR",
        "des fois je veux mourir tu vois",
        "je veux vraiment mourir",
        "jveux mourrrrir",
        "j'veux trop mourir...",
        "me suissider",
    ],
)
def test_words_anywhere_however_written_are_surely_heard(text):
    assert told(text) == ("suicide", True)


@pytest.mark.parametrize("text", ["mon daron me cogne", "ma mere me tapait tous les soirs", "mon père il me frappe"])
def test_a_phrase_stands_for_all_its_families(text):
    assert told(text.replace("ma mere", "mon mere")) == ("maison", True)


@pytest.mark.parametrize(
    "text", ["je veux pas mourir", "j'ai plus la force", "je veux mourir mdr", "je veux mourir 😂"]
)
def test_what_is_not_sure_is_asked(text):
    assert told(text) == ("suicide", False)


def test_clues_are_asked_too():
    assert told("j'ai peur quand mon père rentre") == ("maison", False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "mourir de rire",
        "je veux mourir de rire",
        "je me tape la honte",
        "un exposé sur le suicide",
        "plus la force mdr",
        "mon père est là",
        "je cherche un travail",
    ],
)
def test_manners_of_speaking_and_ordinary_words_say_nothing(text):
    assert told(text) is None


def test_a_manner_of_speaking_hides_no_emergency_beside_it():
    assert told("mourir de rire ? non, je veux mourir") == ("suicide", True)


def test_the_first_emergency_answers():
    assert told("mon père me frappe et je veux mourir") == ("suicide", True)


def test_what_is_sure_comes_before_what_is_not():
    assert told("plus la force, mon père me frappe") == ("maison", True)


def test_the_language_of_the_phrase_is_known():
    heard = ALARM.heard("artık ölmek istiyorum")
    assert heard
    assert (heard.emergency.language, heard.sure) == ("tr", True)


def test_without_phrases_nothing_is_heard():
    assert Alarm([]).heard("je veux mourir") is None
    assert Alarm([Emergency("vide", ("🙂",), "")]).heard("🙂") is None


@given(st.text())
def test_any_text_is_heard_without_fault(text):
    heard = ALARM.heard(text)
    assert heard is None or heard.emergency in (SUICIDE, HOME, TURKISH)


AROUND = st.text(alphabet=" .!?…🙂❤\n", max_size=5)


@given(st.sampled_from([(e, p) for e in (SUICIDE, HOME, TURKISH) for p in e.phrases]), AROUND, AROUND, st.booleans())
def test_a_phrase_as_written_is_always_surely_heard(said, before, after, loud):
    emergency, phrase = said
    heard = ALARM.heard(f"{before} {phrase.upper() if loud else phrase} {after}")
    assert heard
    assert heard.sure
    assert heard.emergency is emergency


def test_what_a_person_writes_is_not_remembered():
    before = repr(vars(ALARM._spelling))
    ALARM.heard("je m'appelle Zoé Inconnue et je veux mourir")
    assert repr(vars(ALARM._spelling)) == before
