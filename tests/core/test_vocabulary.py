"""The words that operators wrote: what they say, and how they are known again."""

import pytest

from bot.core.speech import Ear, Speech, stem
from bot.core.vocabulary import Vocabulary

EAR = Ear(Speech(small=("je", "un", "du", "de", "l"), refusals=("veux pas",), families={"sports": ("boxe", "judo")}))
PHRASES = [
    ("logement", "je cherche un logement"),
    ("logement", "payer un loyer"),
    ("sport", "faire du judo"),
    ("sport", "un club"),
    ("travail", "je cherche un emploi"),
]
WORDS = Vocabulary(EAR, [(name, EAR.said(said)) for name, said in PHRASES])

HOME = stem("logement")


def heard(text):
    return WORDS.heard(EAR.said(text))


def winner(text):
    parts = heard(text).parts
    votes = {}
    for part, trust in parts.items():
        for name, vote in WORDS.votes(part).items():
            votes[name] = votes.get(name, 0) + trust * vote
    return max(votes, key=votes.get, default=None)


class TestVotes:
    def test_a_word_of_one_dialogue_speaks_for_it_alone(self):
        assert set(WORDS.votes(stem("loyer"))) == {"logement"}

    def test_a_shared_word_speaks_for_all_and_less(self):
        shared, own = WORDS.votes(stem("cherche")), WORDS.votes(stem("judo"))
        assert set(shared) == {"logement", "travail"}
        assert max(shared.values()) < max(own.values())

    def test_votes_are_never_negative(self):
        assert all(
            vote >= 0 for name, said in PHRASES for part in heard(said).parts for vote in WORDS.votes(part).values()
        )


class TestKnownAgain:
    @pytest.mark.parametrize("text", ["logemnt", "logements", "dlogement", "llogement", "LOGEMENT"])
    def test_under_a_misspelling(self, text):
        assert winner(text) == "logement"

    def test_a_misspelt_word_is_trusted_less(self):
        assert heard("logemnt").parts[HOME] < heard("logement").parts[HOME] == 1.0

    def test_by_its_family(self):
        assert winner("boxe") == "sport"

    def test_short_words_are_not_guessed(self):
        assert heard("clb").parts == {}

    def test_short_numbers_say_nothing_and_are_no_unknown_words(self):
        assert heard("17 ans 3").unknown == 1

    def test_what_is_refused_is_not_what_is_wanted(self):
        assert HOME in heard("je veux un logement").parts
        assert HOME not in heard("je veux pas de logement").parts

    def test_unknown_words_are_counted(self):
        assert (heard("xylophone zébré").unknown, heard("xylophone zébré").parts) == (2, {})


class TestNearest:
    def test_a_phrase_as_it_is_written_is_very_near(self):
        assert WORDS.nearest(heard("je cherche un emploi"))["travail"] > 0.85

    def test_nearness_stays_between_0_and_1(self):
        found = WORDS.nearest(heard("je cherche un logement un club et un emploi"))
        assert all(0 < near <= 1 for near in found.values())

    def test_nothing_is_near_what_shares_no_word(self):
        assert WORDS.nearest(heard("xylophone")) == {}
