"""In an outline, on its border, just outside."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import outlines
from bot.core.places import Point

SQUARE = ((-1.670, 48.120), (-1.650, 48.120), (-1.650, 48.130), (-1.670, 48.130), (-1.670, 48.120))
HORSESHOE = ((0, 45), (0.03, 45), (0.03, 45.03), (0.02, 45.03), (0.02, 45.01), (0.01, 45.01), (0.01, 45.03), (0, 45.03))


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(48.125, -1.660), (48.120, -1.660), (48.130, -1.655), (48.125, -1.650), (48.120, -1.670), (48.129999, -1.669999)],
)
def test_inside_on_the_border_and_at_a_corner(latitude, longitude):
    assert outlines.away(Point(latitude, longitude), (SQUARE,)) == 0


@pytest.mark.parametrize(
    ("latitude", "longitude", "far"), [(48.1309, -1.660, 100), (48.1191, -1.660, 100), (48.125, -1.6473, 200)]
)
def test_just_outside(latitude, longitude, far):
    assert outlines.away(Point(latitude, longitude), (SQUARE,)) == pytest.approx(far, abs=2)


def test_the_hollow_of_a_horseshoe_is_outside():
    assert outlines.away(Point(45.02, 0.015), (HORSESHOE,)) == pytest.approx(393, abs=2)
    assert outlines.away(Point(45.005, 0.015), (HORSESHOE,)) == 0


def test_several_rings_and_none():
    assert outlines.away(Point(45.005, 0.015), (SQUARE, HORSESHOE)) == 0
    assert outlines.away(Point(45, 0), ()) == math.inf
    assert outlines.away(Point(45, 0), ((),)) == math.inf
    assert outlines.centre(()) is None
    assert outlines.centre((SQUARE,)) == pytest.approx((48.125, -1.66))


@given(st.lists(st.tuples(st.floats(-1.7, -1.6), st.floats(48.1, 48.2)), min_size=3, max_size=12), st.data())
def test_every_point_of_a_border_is_inside(corners, data):
    side, along = data.draw(st.integers(0, len(corners) - 1)), data.draw(st.floats(0, 1))
    (x1, y1), (x2, y2) = corners[side], corners[(side + 1) % len(corners)]
    assert outlines.away(Point(y1 + along * (y2 - y1), x1 + along * (x2 - x1)), (tuple(corners),)) == 0


@given(st.floats(0.001, 0.02), st.floats(0, 6.28), st.floats(0, 0.98))
def test_every_point_within_a_round_outline_is_inside(radius, angle, share):
    ring = tuple((2 + radius * math.cos(a / 30 * math.pi), 48 + radius * math.sin(a / 30 * math.pi)) for a in range(60))
    point = Point(48 + share * radius * math.sin(angle), 2 + share * radius * math.cos(angle))
    assert outlines.away(point, (ring,)) == 0
