"""What words weigh, learnt from phrases."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.evidence import FEW, Evidence

GRAVE = FEW * [(0, ["veux", "mourir"]), (0, ["plus", "vivre"]), (1, ["il", "frappe"]), (1, ["frappe", "encore"])]
ORDINARY = FEW * [["veux", "travail"], ["plus", "argent"], ["frappe", "porte"], ["bonjour"]]
EVIDENCE = Evidence(GRAVE, ORDINARY, frozenset({"il"}))


def test_grave_words_weigh_more_than_ordinary_ones():
    assert EVIDENCE.weigh(["mourir"]) > 0 > EVIDENCE.weigh(["travail"])
    assert EVIDENCE.weigh(["veux", "mourir"]) > EVIDENCE.weigh(["veux", "travail"])


def test_words_of_which_nothing_is_known_weigh_nothing():
    assert EVIDENCE.weigh([]) == EVIDENCE.weigh(["trottinette"]) == EVIDENCE.weigh(["il"]) == 0


def test_the_likeliest_emergency_is_the_one_with_these_words():
    assert EVIDENCE.likeliest(["vivre"]) == 0
    assert EVIDENCE.likeliest(["frappe"]) == 1


def test_an_emergency_of_which_nothing_was_learnt_can_be_the_likeliest():
    assert EVIDENCE.likeliest(["vivre"], {7}) == 7


def test_too_few_phrases_teach_nothing():
    assert Evidence(GRAVE[:4], ORDINARY[:4]).weigh(["mourir"]) == 0


@given(st.lists(st.sampled_from(["veux", "mourir", "frappe", "porte", "bonjour", "il", "autre"])))
def test_any_words_can_be_weighed(words):
    assert isinstance(EVIDENCE.weigh(words), float | int)
    assert EVIDENCE.likeliest(words) in (0, 1)
