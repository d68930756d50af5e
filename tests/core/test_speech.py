"""How people write: slang, politeness, refusals, and what is left of a word whatever its spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.speech import Ear, Speech, stem

EAR = Ear(
    Speech(
        meanings={
            "taf": "travail",
            "job": "travail",
            "job dating": "jobdating",
            "jcherche": "je cherche",
            "rdv": "rendezvous",
            "e2c": "e2c",
            "🙂": "content",
            "pôle emploi": "france travail",
        },
        courtesies=("bonjour", "s'il te plaît", "stp", "merci beaucoup", "merci"),
        small=("de", "je", "une", "la"),
        refusals=("veux pas", "pas envie"),
        families={"sports": ("boxe", "judo", "tir à l'arc")},
    )
)


class TestOrdinaryWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Jcherche du TAF", "je cherche du travail"),
            ("un job dating", "un jobdating"),
            ("Pôle-Emploi !!", "france travail"),
            ("taffff", "travail"),
            ("", ""),
            ("🙂", ""),
        ],
    )
    def test_the_longest_way_of_writing_is_replaced_once(self, text, words):
        assert " ".join(EAR.words(text)) == words

    @pytest.mark.parametrize("text", ["le2c", "l'e2c", "l e2c"])
    def test_an_elided_article_in_one_piece_is_taken_apart_before_a_vowel(self, text):
        assert EAR.words(text) == ("l", "e2c")

    def test_without_a_file_words_are_taken_as_they_come(self):
        assert Ear(Speech()).said("Bonjour, jcherche un taf") == ("bonjour", "jcherche", "un", "taf")


class TestPoliteness:
    def test_it_says_nothing_beside_something_else(self):
        assert EAR.said("Bonjour, un rdv s'il te plaît, merci beaucoup") == ("un", "rendezvous")

    def test_alone_it_is_kept(self):
        assert EAR.said("merci stp") == ("merci", "stp")


class TestRefusals:
    def test_what_is_refused_is_another_word(self):
        assert EAR.marked(EAR.said("je veux pas de formation")) == ["je", "veux", "pas", "de", "-formation"]

    def test_it_ends_where_another_sentence_begins(self):
        words = EAR.marked(EAR.said("je veux pas la boxe mais le judo"))
        assert "-boxe" in words
        assert "judo" in words

    def test_it_does_not_reach_the_end_of_a_long_text(self):
        assert EAR.marked(EAR.said("pas envie un deux trois quatre stage"))[-1] == "stage"


def test_a_family_has_words_only_never_sequences():
    assert EAR.families == {"boxe": "sports", "judo": "sports"}


class TestStem:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("cherche", "chercher"),
            ("kartier", "quartier"),
            ("apart", "appart"),
            ("bateau", "bato"),
            ("formations", "formation"),
            ("-formations", "-formation"),
            ("payer", "paye"),
        ],
    )
    def test_spelling_number_and_verb_forms_do_not_matter(self, one, other):
        assert stem(one) == stem(other)

    def test_short_words_keep_their_ends(self):
        assert stem("bac") != stem("ba")

    @given(st.text())
    def test_any_word_has_one(self, word):
        assert isinstance(stem(word), str)


@given(st.text())
def test_any_text_can_be_read(text):
    EAR.marked(EAR.said(text))
