"""What parts say for each dialogue, once it was learnt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.learning import learn
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


def learnt(phrases=PHRASES, worth=every):
    return Weights(learn(phrases, worth))


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


SAID = st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from("uvwxyz"), unique=True).map(tuple)))


class TestWrittenDown:
    @given(SAID, st.integers(0, 3))
    def test_what_was_learnt_says_the_same_wherever_it_is_taken_up(self, phrases, strange):
        first = learnt(phrases)
        again = Weights(type(first.learnt)(*first.learnt))
        assert again.sums("uvwxyz", strange) == first.sums("uvwxyz", strange)
        assert ["u" in again, "v" in again] == ["u" in first, "v" in first]

    @pytest.mark.parametrize("field", ["rows", "squares"])
    @pytest.mark.parametrize("change", [lambda held: held[:-1], lambda held: held + b"\0", lambda _: b""])
    def test_numbers_that_are_missing_or_too_many_are_refused(self, field, change):
        held = learn(PHRASES, every)
        with pytest.raises(ValueError, match="numbers"):
            Weights(held._replace(**{field: change(getattr(held, field))}))
