"""One spelling for the many in which phones write the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.spelling import Nuances, Spelling, same, split

SPELLING = Spelling(
    Nuances(
        alike={"père": ("daron", "mère"), "je suis": ("chui",), "violent": ("violents",)},
        apart=("violent", "violents", "volé"),
        hard=("suicider", "harcèlement"),
        empty=("de", "la"),
    )
)
SPELLING.know({"suicid", "harcelem", "volcan"})


def corrected(text):
    return [word for token in split(text) for word in SPELLING.read(token)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("je veux mourir", "J'VEUX MOURRRIR !!"),
        ("il m'a frappée", "il ma frape"),
        ("je ne veux plus vivre", "jveux plus vivre"),
        ("mon père me frappe", "mon daron me frappait"),
        ("je suis dehors", "chui dehors"),
        ("envie de mourir", "envie mourir"),
        ("films violents", "film violent"),
    ],
)
def test_the_same_words_are_spelt_the_same(one, other):
    assert SPELLING.words(one) == SPELLING.words(other)


@pytest.mark.parametrize(("one", "other"), [("un film violent", "un viol"), ("il a volé", "il a violé")])
def test_words_kept_apart_are_only_themselves(one, other):
    assert SPELLING.words(one)[-1] != SPELLING.words(other)[-1]


@pytest.mark.parametrize(("typed", "meant"), [("suissider", "suicider"), ("harcelemen", "harcèlement")])
def test_a_hard_word_is_known_with_a_letter_wrong(typed, meant):
    assert corrected(typed) == SPELLING.words(meant)


@pytest.mark.parametrize("text", ["volcan", "balcon", "ici", "jpp", "jamais", "jeune"])
def test_an_ordinary_word_is_corrected_into_nothing_else(text):
    assert corrected(text) == SPELLING.words(text) == [same(text)]


def test_nothing_is_corrected_unless_it_is_wanted():
    assert SPELLING.read("harcelemen", correct=False) != tuple(SPELLING.words("harcèlement"))


def test_a_word_is_met_once_operators_wrote_it():
    assert "trotinet" not in SPELLING.met
    SPELLING.words("ma trotinet")
    assert "trotinet" in SPELLING.met


@given(st.lists(st.text(), max_size=4))
def test_many_texts_are_spelt_as_one_by_one(texts):
    assert list(SPELLING.every(texts)) == [tuple(SPELLING.words(text)) for text in texts]


@given(st.text())
def test_any_text_is_spelt(text):
    assert all(SPELLING.words(text))
    assert all(corrected(text))


@pytest.mark.parametrize("text", ["I can't live", "i cant live", "I CAN’T live"])
def test_an_english_not_is_one_word_with_its_verb(text):
    assert split(text)[-2:] == ["cant", "live"]
