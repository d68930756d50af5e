"""The bilan: nothing under five is shown, nor can be had from what is."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.bilan import SMALL, alone, hidden, median_wait, path, table

COUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 40), max_size=8)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (100, 100)])
def test_a_number_alone(count, shown):
    assert alone(count) == shown


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 10, "b": 7}, {"a": 10, "b": 7}),
        ({"a": 10, "b": 0}, {"a": 10, "b": 0}),
        ({"a": 30, "b": 8, "c": 3}, {"a": 30, "b": None, "c": None}),
        ({"a": 30, "b": 2, "c": 3}, {"a": 30, "b": None, "c": None}),
        ({"a": 30, "b": 9, "c": 1, "d": 1}, {"a": 30, "b": None, "c": None, "d": None}),
        ({"a": 3}, {"a": None}),
    ],
    ids=["all large", "none is no one", "the next gives way", "two make five", "two make too few", "nothing else"],
)
def test_a_small_row_takes_others_with_it(counts, shown):
    assert hidden(counts) == shown


@given(COUNTS)
def test_nothing_small_is_shown_or_had_by_difference(counts):
    shown = hidden(counts)
    assert all(number is None or number == counts[name] for name, number in shown.items())
    assert not any(number is not None and 0 < number < SMALL for number in shown.values())
    kept_back = [name for name, number in shown.items() if number is None]
    rest = sum(counts.values()) - sum(number or 0 for number in shown.values())
    assert rest == sum(counts[name] for name in kept_back)
    if sum(counts.values()) >= SMALL:
        assert not 0 < rest < SMALL
        assert len(kept_back) != 1


@given(st.dictionaries(st.sampled_from("abc"), st.integers(1, 12), min_size=2))
def test_what_is_hidden_may_always_have_been_otherwise(counts):
    shown = hidden(counts)
    kept_back = [name for name, number in shown.items() if number is None]
    if not kept_back or sum(counts.values()) < SMALL:
        return
    rest = sum(counts[name] for name in kept_back)
    others = [
        guess
        for guess in product(range(1, rest + 1), repeat=len(kept_back))
        if sum(guess) == rest and min(guess) < SMALL
    ]
    for place, _ in enumerate(kept_back):
        assert len({guess[place] for guess in others}) > 1, "no row of those hidden can be worked out"


def test_a_table_puts_the_greatest_first_and_the_hidden_last():
    found = table("t", "Titre", "Quoi", {"petit": 2, "moyen": 9, "grand": 50, "autre": 20})
    assert found.rows == (("grand", 50), ("autre", 20), ("moyen", None), ("petit", None))


def test_a_table_in_its_own_order():
    found = table("t", "Titre", "Quoi", {"b": 5, "a": 50}, by_size=False)
    assert found.rows == (("b", 5), ("a", 50))


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({}, ""),
        ({3: 4}, ""),
        ({3: 5}, "moins de 4 h"),
        ({3: 2, 30: 5}, "1 à 2 jours"),
        ({500: 9}, "plus de 7 jours"),
    ],
)
def test_a_median_is_said_in_bands_and_of_five_calls_at_least(hours, said):
    assert median_wait(hours) == said


def test_how_far_people_go_is_rounded():
    assert path("Titre", 100, [("un", 97), ("deux", 12)]).steps == (("un", 95), ("deux", 10))
    assert path("Titre", 4, []) is None
