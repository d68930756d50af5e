"""Words that say something grave when they stand near each other."""

import pytest

from bot.core.clues import NEAR, Clues, clue, is_clue

CLUES = Clues(
    clue(said, rank, str.split) for rank, said in enumerate(["tombé, chute + bouge, répond + plus", "feu + cave"])
)


def heard(text):
    return {rank for rank, _ in CLUES.found(text.split())}


@pytest.mark.parametrize("text", ["il est tombé et il bouge plus", "bouge plus il est tombé", "chute et répond plus"])
def test_one_word_of_each_group_is_enough_in_any_order(text):
    assert heard(text) == {0}


@pytest.mark.parametrize("text", ["", "il est tombé", "tombé chute", "bouge plus", "feu"])
def test_a_group_that_is_missing_is_missed(text):
    assert heard(text) == set()


def test_words_far_from_each_other_say_nothing():
    assert heard("feu " + "et " * (NEAR - 2) + "cave") == {1}
    assert heard("feu " + "et " * NEAR + "cave") == set()


def test_where_its_words_stand_is_told():
    assert list(CLUES.found(["le", "feu", "cave"])) == [(1, frozenset({1, 2}))]


def test_a_word_spelt_as_several_is_these_one_after_the_other():
    clues = Clues([clue("beau-père, oncle + crie", 0, lambda said: said.replace("-", " ").split())])
    assert list(clues.found(["mon", "beau", "père", "crie"])) == [(0, frozenset({1, 3}))]
    assert list(clues.found(["mon", "beau", "petit", "père", "crie"])) == []
    assert {"beau", "père", "oncle", "crie"} == set(clues.words)


def test_a_group_without_a_word_makes_no_clue():
    assert Clues([clue("feu + , ", 0, str.split)]).all == ()


def test_what_is_written_with_commas_or_pluses_is_a_clue():
    assert is_clue("feu + cave")
    assert is_clue("feu, incendie")
    assert not is_clue("le feu dans la cave")
    assert not is_clue("je suis vide, je ressens plus rien")
