"""The layout of a map: nothing on top of anything, and every way that is drawn goes to the right."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.studio.layers import layout

NAMES = [f"s{number}" for number in range(12)]

graphs = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.fixed_dictionaries({name: st.integers(40, 200).map(float) for name in NAMES[:size]}),
        st.lists(st.tuples(st.sampled_from(NAMES[:size]), st.sampled_from(NAMES[:size])), max_size=30),
    )
)


@given(graphs)
def test_no_two_steps_of_a_column_overlap(graph):
    heights, edges = graph
    found = layout(heights, edges)
    for column in range(found.width):
        here = sorted((found.tops[name], found.tops[name] + heights[name]) for name in heights
                      if found.columns[name] == column)  # fmt: skip
        assert all(bottom <= top for (_, bottom), (top, _) in pairwise(here))


@given(graphs)
def test_every_way_is_drawn_to_the_right_or_leads_back(graph):
    heights, edges = graph
    found = layout(heights, edges)
    for start, end in set(edges):
        if start != end and (start, end) not in found.back:
            assert found.columns[start] < found.columns[end]
            assert len(found.lanes[start, end]) == found.columns[end] - found.columns[start] - 1
    assert found.back.isdisjoint(found.lanes)


@given(graphs)
def test_nothing_is_above_the_top_nor_left_without_a_column(graph):
    heights, edges = graph
    found = layout(heights, edges)
    assert min(found.tops.values()) == 0
    assert set(found.columns.values()) == set(range(found.width))


def test_a_chain_reads_from_left_to_right_and_a_way_back_is_known():
    found = layout(dict.fromkeys("abc", 50.0), [("a", "b"), ("b", "c"), ("c", "a")])
    assert found.columns == {"a": 0, "b": 1, "c": 2}
    assert found.back == {("c", "a")}


def test_answers_stand_below_each_other_in_the_order_of_their_buttons():
    found = layout(dict.fromkeys(("ask", "no", "yes"), 50.0), [("ask", "yes"), ("ask", "no")])
    assert found.tops["ask"] == found.tops["yes"] < found.tops["no"]
