"""Nothing near is ever missed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.grid import Box, Grid
from bot.core.places import Point, metres

points = st.builds(Point, st.floats(48, 48.2), st.floats(-1.8, -1.5))


@given(st.lists(points, max_size=30), points, st.floats(100, 5_000))
def test_everything_near_is_found(placed, here, within):
    grid = Grid((Box(p, p), p) for p in placed)
    near = {p for p in placed if metres(here, p) <= within}
    assert near <= set(grid.near(here, within))


def test_a_spread_thing_is_found_once_and_a_huge_one_from_everywhere():
    grid = Grid([(Box(Point(48, -2), Point(48.05, -1.95)), "town"), (Box(Point(-80, -170), Point(80, 170)), "world")])
    assert sorted(grid.near(Point(48.02, -1.97), 1_000)) == ["town", "world"]
    assert grid.near(Point(-12, 100), 1_000) == ["world"]


def test_the_nearest_rings_come_first():
    here, there = Point(48.001, 2.001), Point(48.031, 2.001)
    rings = [
        ring for ring in Grid([(Box(there, there), "there"), (Box(here, here), "here")]).rings(here, 5_000) if ring
    ]
    assert rings == [["here"], ["there"]]
