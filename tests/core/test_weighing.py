"""What parts say for each dialogue, learnt from phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.weighing import Weights

PHRASES = [
    ("logement", ("cherche", "appartement")),
    ("logement", ("cherche", "studio")),
    ("logement", ("payer", "loyer")),
    ("travail", ("cherche", "chantier")),
    ("travail", ("chantier", "demain")),
    ("argent", ("payer", "facture")),
]


def every(_part, _times):
    return 1.0


def often(_part, times):
    return 1.0 if times > 1 else 0.0


def learnt(phrases=PHRASES, worth=every):
    return Weights(phrases, worth)


def winner(weights, *parts):
    found = weights.sums(parts)
    return max(found, key=found.get)


class TestLearning:
    @pytest.mark.parametrize(("dialogue", "parts"), PHRASES)
    def test_phrases_are_learnt(self, dialogue, parts):
        assert winner(learnt(), *parts) == dialogue

    def test_a_part_speaks_against_those_that_never_have_it(self):
        found = learnt().sums(["loyer"])
        assert found["logement"] > 0 > found["travail"]

    def test_a_shared_part_says_less_than_one_of_its_own(self):
        assert learnt().sums(["cherche"])["travail"] < learnt().sums(["chantier"])["travail"]

    def test_counts_that_mislead_are_corrected(self):
        many = [("sport", ("club", "foot"))] * 9
        corrected = learnt([*many, ("travail", ("club", "emploi"))])
        assert winner(corrected, "club", "emploi") == "travail"

    def test_the_same_phrases_teach_the_same(self):
        assert learnt().sums(["payer", "chantier"]) == learnt().sums(["payer", "chantier"])

    def test_what_is_not_worth_learning_is_not_learnt(self):
        weights = learnt(worth=often)
        assert "cherche" in weights
        assert "loyer" not in weights


class TestSums:
    def test_parts_that_were_never_met_say_nothing(self):
        assert learnt().sums(["licorne"]) == {}

    def test_words_that_were_never_met_weaken_the_others(self):
        assert learnt().sums(["loyer"], strange=3)["logement"] < learnt().sums(["loyer"])["logement"]

    def test_more_parts_that_agree_are_not_a_greater_number(self):
        one, both = learnt().sums(["chantier"]), learnt().sums(["chantier", "demain"])
        assert both["travail"] < 2 * one["travail"]


def test_without_phrases_nothing_is_known():
    assert learnt([]).sums(["loyer"]) == {}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from("uvwxyz"), unique=True).map(tuple))))
def test_any_phrases_can_be_learnt(phrases):
    found = learnt(phrases).sums("uvwxyz")
    assert set(found) <= {name for name, _ in phrases}
    assert all(abs(total) < float("inf") for total in found.values())
