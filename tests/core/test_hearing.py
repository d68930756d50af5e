"""What a text is about, in whatever language it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.flow import Flow
from bot.core.hearing import Hearing
from bot.core.topics import Topics

FRENCH = [
    Flow("cej", "", {}, ("le cej", "contrat engagement jeune", "i need help")),
    Flow("cv_entretien", "", {}, ("cv", "refaire mon cv", "préparer un entretien")),
    Flow("stop", "", {}, ("stop",)),
]
HEARD = {
    "en": {
        "cej": ("i need help", "help me find a job", "youth contract"),
        "cv_entretien": ("cv", "write my resume"),
        "rappel": ("call me", "i want you to call me"),
        "stop": ("stop it",),
    },
    "ar": {"cv_entretien": ("أريد كتابة سيرة ذاتية", "سيرة ذاتية"), "stop": ("توقف",)},
    "es": {"cej": ("contrato joven",), "rappel": ("quiero que me llamen",), "stop": ("para ya",)},
}
HEARING = Hearing(Topics(FRENCH), HEARD)


def heard(text, language="fr"):
    found = HEARING.guess(text, language)
    return found.dialogue, found.language


@pytest.mark.parametrize(
    ("text", "dialogue", "language"),
    [
        ("write my resume", "cv_entretien", "en"),
        ("hello can you help me find a job thanks", "cej", "en"),
        ("Contrato joven!", "cej", "es"),
        ("أُريدُ كِتابةَ سيرةٍ ذاتيّة", "cv_entretien", "ar"),
        ("salam سيرة ذاتية svp", "cv_entretien", "ar"),
    ],
)
def test_a_phrase_of_another_language_is_heard(text, dialogue, language):
    assert heard(text) == (dialogue, language)


def test_a_word_that_french_has_too_stays_french():
    assert heard("cv") == ("cv_entretien", "fr")


def test_a_sentence_that_french_has_too_tells_its_language():
    assert heard("i need help") == ("cej", "en")


def test_someone_is_first_heard_in_their_own_language():
    assert heard("cv", "en") == ("cv_entretien", "en")
    assert heard("my resume please", "en") == ("cv_entretien", "en")


def test_french_is_heard_whatever_their_language():
    assert heard("refaire mon cv", "ar") == ("cv_entretien", "fr")


@pytest.mark.parametrize("said", ["stop", "stop it", "توقف", "Para YA"])
def test_stop_is_heard_outright_in_every_language(said):
    assert HEARING.exactly(said, "stop")


@pytest.mark.parametrize(
    "said", ["please don't call me today", "i do not want you to call me", "no quiero que me llamen hoy"]
)
@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_call_that_is_refused_is_asked_about(said, language):
    guess = HEARING.guess(said, language)
    assert guess.dialogue is None
    assert guess.suggestions == ("stop", "rappel")


@pytest.mark.parametrize("said", ["no i have time, call me", "no tengo trabajo y quiero que me llamen"])
def test_what_is_refused_beside_it_changes_nothing(said):
    assert heard(said)[0] == "rappel"


def test_stop_is_never_heard_among_other_words():
    assert heard("please stop it with your contrato") != ("stop", "en")
    assert heard("para ya mismo un contrato joven")[0] == "cej"


@given(st.text(max_size=80), st.sampled_from(["fr", "en", "ar", "es", "snk"]))
def test_whatever_is_written_it_is_judged(text, language):
    found = HEARING.guess(text, language)
    assert 0 <= found.score <= 1
    assert found.dialogue is None or found.language in {"fr", *HEARD}


@given(st.sampled_from([(code, d, p) for code, by in HEARD.items() for d, ps in by.items() for p in ps]))
def test_a_phrase_leads_to_its_dialogue_in_its_language(phrase):
    language, dialogue, said = phrase
    assert heard(said.upper(), language)[0] == dialogue
