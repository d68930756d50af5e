"""The words that operators wrote, and how they are known again."""

import pytest

from bot.core.speech import Ear, Speech
from bot.core.vocabulary import Vocabulary

EAR = Ear(Speech(small=("je", "un", "du", "de", "l"), refusals=("veux pas",), families={"sports": ("boxe", "judo")}))
PHRASES = [
    ("logement", "je cherche un logement"),
    ("logement", "un logement pas cher"),
    ("logement", "payer un loyer"),
    ("sport", "faire du judo"),
    ("sport", "un club"),
    ("travail", "je cherche un emploi"),
]
WORDS = Vocabulary(EAR, [(name, EAR.said(said)) for name, said in PHRASES])


def sums(text):
    return WORDS.sums(EAR.said(text))


def winner(text):
    return max(sums(text), key=sums(text).get, default=None)


class TestKnownAgain:
    @pytest.mark.parametrize(("dialogue", "text"), PHRASES)
    def test_a_phrase_speaks_first_for_its_own_dialogue(self, dialogue, text):
        assert winner(text) == dialogue

    @pytest.mark.parametrize("text", ["logemnt", "logements", "dlogement", "llogement", "LOGEMENT", "logmeent"])
    def test_a_word_under_its_misspellings(self, text):
        assert winner(text) == "logement"

    def test_a_misspelt_word_says_less(self):
        assert sums("logemnt")["logement"] < sums("logement")["logement"]

    def test_a_word_that_was_never_written_by_its_family(self):
        assert winner("boxe") == "sport"

    def test_neighbours_say_more_than_the_same_words_apart(self):
        together, apart = sums("cherche logement"), sums("logement cherche")
        assert together["logement"] != apart["logement"]


class TestUnknown:
    @pytest.mark.parametrize("text", ["", "xylophone", "17", "🙂"])
    def test_what_was_never_met_says_nothing(self, text):
        assert sums(text) == {}

    def test_short_numbers_say_nothing_and_weaken_nothing(self):
        assert sums("17 loyer 3") == sums("loyer")

    def test_unknown_words_weaken_the_others(self):
        assert 0 < sums("loyer xylophone zébré")["logement"] < sums("loyer")["logement"]


def test_what_is_refused_is_not_what_is_wanted():
    assert sums("je veux pas de loyer").get("logement", 0) < sums("je veux un loyer")["logement"]
