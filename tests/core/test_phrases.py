"""Phrases are found among words that may slip in."""

import pytest

from bot.core.phrases import MOST_BETWEEN, Phrase, Phrases

BETWEEN = frozenset({"trop", "il"})
WRITTEN = (("je", "veux", "mourir"), ("veux", "partir"), ())
PHRASES = Phrases(Phrase(rank, sure=True, words=words) for rank, words in enumerate(WRITTEN))


def found(text):
    return {(phrase.rank, where.strange) for phrase, where in PHRASES.found(text.split(), BETWEEN)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("je veux mourir", {(0, 0)}),
        ("oui je veux trop mourir", {(0, 0)}),
        ("je veux pas mourir", {(0, 1)}),
        ("je veux mourir et je veux partir", {(0, 0), (1, 0)}),
        ("mourir je veux", set()),
        ("je veux", set()),
        ("", set()),
    ],
)
def test_words_that_follow_each_other_are_found_with_what_is_between(text, expected):
    assert found(text) == expected


def test_words_too_far_apart_say_nothing():
    assert found("veux " + "trop " * MOST_BETWEEN + "partir") == {(1, 0)}
    assert found("veux " + "trop " * (MOST_BETWEEN + 1) + "partir") == set()


def test_where_the_words_stand_is_told():
    (_, where), *_ = PHRASES.found(["ah", "veux", "il", "partir"], BETWEEN)
    assert where.where == {1, 3}
