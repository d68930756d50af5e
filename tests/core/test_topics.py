"""From free words to a dialogue, with a certainty between 0 and 1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.speech import Speech
from bot.core.topics import Topics
from tests.core.example import flow

SPEECH = Speech(
    meanings={"taf": "travail", "c": "c'est", "koi": "quoi"},
    courtesies=("salut", "svp", "merci"),
    small=("c'est", "quoi", "la", "je", "un", "veux", "quand", "le", "j'ai", "pas", "de"),
    refusals=("veux pas",),
    astray=("quel temps fait-il",),
    examples={"cej": ("le contrat de la mission locale",), "inconnu": ("rien du tout",)},
)
FLOWS = [
    flow("salut", says=["salut", "cc", "🙂"]),
    flow("permanences", says=["permanence", "c'est quand la permanence", "stop", "je cherche du travail"]),
    flow("logement", says=["un logement", "je cherche un logement", "payer le loyer"]),
    flow("stop", says=["stop", "arrête tout", "plus de messages"]),
    flow("cej", says=["garantie jeunes", "contrat d'engagement jeune"]),
]
TOPICS = Topics(FLOWS, SPEECH)
PHRASES = [
    (f.name, phrase)
    for f in FLOWS
    for phrase in f.phrases
    if phrase != "🙂" and (f.name, phrase) != ("permanences", "stop")
]


class TestSure:
    @pytest.mark.parametrize(("dialogue", "phrase"), PHRASES)
    def test_a_phrase_leads_to_its_own_dialogue_with_certainty(self, dialogue, phrase):
        assert TOPICS.guess(phrase)[:2] == (dialogue, 1.0)

    @pytest.mark.parametrize(("dialogue", "phrase"), PHRASES)
    @given(case=st.sampled_from([str.upper, str.title, lambda said: f"🙂 {said} !!"]))
    def test_whatever_its_case_and_what_stands_around(self, dialogue, phrase, case):
        assert TOPICS.guess(case(phrase)).dialogue == dialogue

    @pytest.mark.parametrize(
        ("text", "dialogue"),
        [
            ("c koi la garantie jeunes svp", "cej"),
            ("garanti jeune", "cej"),
            ("jeunes garantie", "cej"),
            ("salut, c'est quand la permanence ?", "permanences"),
            ("salut je veux un logement merci", "logement"),
            ("je cherche du taf", "permanences"),
            ("le contrat de la mission locale", "cej"),
        ],
    )
    def test_among_other_words_misspelt_shuffled_or_in_slang(self, text, dialogue):
        assert TOPICS.guess(text).dialogue == dialogue


class TestUnsure:
    def test_two_that_are_as_likely_are_both_proposed(self):
        guess = TOPICS.guess("logement ou garantie jeunes")
        assert guess.dialogue is None
        assert set(guess.suggestions) == {"cej", "logement"}

    @pytest.mark.parametrize("text", ["un logement et la garantie jeunes", "payer le loyer ou la permanence du taf"])
    def test_a_text_with_one_thing_and_another_that_are_not_both_named_outright_is_judged_whole(self, text):
        assert TOPICS.guess(text).score != 0.5

    def test_two_things_named_one_after_the_other_are_both_proposed_in_that_order(self):
        assert TOPICS.guess("Permanence et un logement svp").suggestions == ("permanences", "logement")

    @pytest.mark.parametrize(
        "text", ["", "🙂", "12", "06 12", "xylophone", "quel temps fait-il", "Quel temps fait il ?"]
    )
    def test_what_means_nothing_known_proposes_nothing(self, text):
        assert TOPICS.guess(text)[::2] == (None, ())

    def test_what_is_refused_is_not_led_to(self):
        assert TOPICS.guess("je veux pas de logement").dialogue is None

    def test_examples_of_a_dialogue_that_is_not_there_lead_nowhere(self):
        assert TOPICS.guess("rien du tout").dialogue is None


class TestStop:
    def test_it_keeps_its_words_whoever_else_claims_them(self):
        assert TOPICS.guess("stop").dialogue == "stop"

    @pytest.mark.parametrize("text", ["STOP !", "stop svp", "stoooop", "Arrete tout"])
    def test_it_is_said_outright(self, text):
        assert TOPICS.exactly(text, "stop")

    @pytest.mark.parametrize("text", ["je bosse non stop", "j'en peux plus stop", "stopp", "arrête tout ça", ""])
    def test_it_is_never_guessed(self, text):
        assert not TOPICS.exactly(text, "stop")
        assert TOPICS.guess(text).dialogue != "stop"

    @pytest.mark.parametrize("text", ["arrêtez de m'écrire", "arrêter de m'écrire svp", "ARRETE DE MECRIRE"])
    def test_a_sentence_is_said_outright_whatever_the_forms_of_its_words(self, text):
        topics = Topics(
            [flow("stop", says=["arrête de m'écrire", "quitter"])], Speech({"mecrire": "m'écrire"}, ("svp",))
        )
        assert topics.exactly(text, "stop")
        assert not topics.exactly("quitté", "stop")

    def test_it_may_be_proposed(self):
        assert "stop" in TOPICS.guess("arrête messages").suggestions


@given(st.text())
def test_any_text_has_a_guess_whose_score_is_a_probability(text):
    guess = TOPICS.guess(text)
    assert 0 <= guess.score <= 1
    assert len(guess.suggestions) <= 2
    assert not (guess.dialogue and guess.suggestions)


@given(
    st.lists(
        st.sampled_from(
            [
                "salut",
                "permanence",
                "logement",
                "loyer",
                "stop",
                "garantie",
                "jeunes",
                "veux",
                "pas",
                "de",
                "taf",
                "zzz",
            ]
        )
    )
)
def test_any_words_in_any_order_have_one(words):
    guess = TOPICS.guess(" ".join(words))
    assert 0 <= guess.score <= 1
    assert (
        guess.dialogue != "stop"
        or " ".join(words) in ("stop", "salut stop", "stop salut")
        or set(words) <= {"stop", "salut"}
    )


def test_without_phrases_nothing_is_understood():
    assert Topics([]).guess("bonjour")[:2] == (None, 0.0)
