"""The language of a message is the one that knows most of its words."""

import pytest

from bot.core.lexicon import Lexicon

LEXICON = Lexicon({"fr": {"je", "suis", "là", "un", "sac"}, "tr": {"bu", "çok", "güzel"}, "es": {"un", "saco"}})


@pytest.mark.parametrize(
    ("text", "spoken", "perhaps"),
    [
        ("je suis là", ("fr",), ("fr",)),
        ("bu çok güzel", ("tr",), ("fr", "tr")),
        ("je bu", ("fr", "tr"), ("fr", "tr")),
        ("je suis güzel", ("fr",), ("fr", "tr")),
        ("bu çok güzel je suis", ("fr", "tr"), ("fr", "tr")),
        ("un", ("fr", "es"), ("fr", "es")),
        ("xyz", ("fr",), ("fr",)),
    ],
)
def test_languages_are_guessed_by_their_words(text, spoken, perhaps):
    assert LEXICON.guess(text.split()) == (spoken, perhaps)
