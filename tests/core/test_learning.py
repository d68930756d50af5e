"""What phrases teach of their parts."""

import pytest
from hypothesis import given

from tests.core.test_weighing import PHRASES, SAID, learnt


def winner(weights, *parts):
    found = weights.sums(parts)
    return max(found, key=found.get)


def often(_part, times):
    return 1.0 if times > 1 else 0.0


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


@given(SAID)
def test_any_phrases_can_be_learnt(phrases):
    found = learnt(phrases).sums("uvwxyz")
    assert set(found) <= {name for name, _ in phrases}
    assert all(abs(total) < float("inf") for total in found.values())
