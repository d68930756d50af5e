"""Points, quartiers, and how far apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.places import Point, Quartier, department, metres

CENTRE = Point(48.126, -1.66)
points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_rennes_to_paris():
    assert metres(Point(48.117, -1.678), Point(48.857, 2.352)) == pytest.approx(308_000, rel=0.01)


def test_the_other_end_of_the_world():
    assert metres(Point(45.0, 5.0), Point(-45.0, -175.0)) == pytest.approx(20_015_000, rel=0.001)


@given(points, points)
def test_as_far_there_as_back(a, b):
    assert metres(a, b) == pytest.approx(metres(b, a), abs=1)
    assert 0 <= metres(a, b) <= 20_016_000


def test_degrees_that_are_none():
    assert CENTRE.on_earth
    assert not any(Point(*p).on_earth for p in [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
    assert CENTRE.swapped == Point(-1.66, 48.126)


@pytest.mark.parametrize(
    ("code", "said"), [("35000", "35"), ("97411", "974"), ("2A004", "2A"), ("01053", "01"), ("3500", ""), ("", "")]
)
def test_the_departement_of_a_code(code, said):
    assert department(code) == said


@pytest.mark.parametrize(
    ("postcodes", "code", "said"),
    [(("93200",), "", "93"), ((), "QN09301M", "93"), ((), "QN97401M", "974"), ((), "QP035001", ""), ((), "", "")],
)
def test_the_departement_of_a_quartier(postcodes, code, said):
    assert Quartier("a", "A", "R", CENTRE, code=code, postcodes=postcodes).department == said
