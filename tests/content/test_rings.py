"""Rings are found, each at its shortest, however many things lead to one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.content.checks.rings import ring, turning

NAMES = "abcdefg"


def test_what_comes_to_an_end_and_what_nothing_comes_to_is_left_out() -> None:
    onward = {"before": ["a"], "a": ["b", "end"], "b": ["a"], "end": []}
    assert turning(onward) == {"a": ["b"], "b": ["a"]}


def test_a_ring_is_the_shortest_and_begins_where_one_asked() -> None:
    onward = {"a": ["b", "c"], "b": ["d"], "c": ["d", "a"], "d": ["a"]}
    assert ring(onward, "a") == ["a", "c"]
    assert ring(onward, "d") == ["d", "a", "b"]


def test_what_leads_to_itself_is_a_ring() -> None:
    assert ring({"a": ["a"]}, "a") == ["a"]


def test_a_long_chain_is_no_ring_and_a_long_ring_is_one() -> None:
    chain = {str(one): [str(one + 1)] for one in range(30_000)} | {"30000": list[str]()}
    assert turning(chain) == {}
    assert len(ring(turning(chain | {"30000": ["0"]}), "0")) == 30_001


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True)))
def test_nothing_that_turns_is_left_out(ways: dict[str, list[str]]) -> None:
    onward = {name: ways.get(name, []) for name in NAMES}
    assert {name for name in NAMES if ring(onward, name)} <= turning(onward).keys()
    for name in NAMES:
        found = ring(onward, name)
        assert all(end in onward[start] for start, end in zip(found, [*found[1:], *found[:1]], strict=True))
