"""What a refusal bears on is set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusing import REACH, wanted
from bot.core.understand import fold


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("please don't call me", "please"),
        ("dont call me", ""),
        ("no, call me", "call me"),
        ("I do not want a mentor but call me", "i do but call me"),
        ("no quiero que me llamen", ""),
        ("no quiero mensajes y que me llamen", "y que me llamen"),
        ("لا أريد أن تتصلوا بي", ""),
        ("ماتعيطوش ليا", ""),
        ("не хочу, щоб мені дзвонили", "щоб мені дзвонили"),
        ("beni aramanızı istemiyorum", ""),
        ("mesaj istemiyorum, beni arayın", "beni arayin"),
    ],
)
def test_the_words_of_its_clause_are_not_wanted(text, left):
    assert wanted(text) == left


@pytest.mark.parametrize(
    "text",
    ["I don't know what to do call me", "no tengo trabajo", "لا أعرف ماذا أفعل", "не знаю що робити", "je veux pas"],
)
def test_what_is_lacking_or_said_in_french_is_not_refused(text):
    assert wanted(text).split()[-1] == fold(text).split()[-1]


def test_it_bears_on_a_few_words():
    assert wanted("no " + "word " * REACH + "call me") == "call me"


def test_a_french_word_is_no_refusal():
    assert wanted("le conseiller dont on m'a parlé") == "le conseiller dont on m a parle"


@given(st.text())
def test_nothing_is_added(text):
    assert set(wanted(text).split()) <= set(fold(text).split()) | {"not"}
