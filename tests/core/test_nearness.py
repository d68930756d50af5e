"""How near a place is, as people say it."""

import pytest

from bot.core.nearness import Nearness, away, between, walk
from bot.core.places import Point, Quartier

CENTRE = Point(48.126, -1.66)
SQUARE = ((-1.670, 48.120), (-1.650, 48.120), (-1.650, 48.130), (-1.670, 48.130))


@pytest.mark.parametrize(
    ("distance", "said"),
    [
        (0, "à 1 min à pied"),
        (700, "à 10 min à pied"),
        (800, "à 10 min à pied"),
        (1_000, "à 15 min à pied"),
        (3_150, "à 45 min à pied"),
        (3_500, "à 4 km"),
        (6_400, "à 6 km"),
    ],
)
def test_a_walk(distance, said):
    assert walk(distance) == said


@pytest.mark.parametrize(
    ("distance", "said"),
    [
        (0, "à moins de 100 m"),
        (300, "à 300 m"),
        (949, "à 900 m"),
        (960, "à 1 km"),
        (1_240, "à 1,2 km"),
        (3e3, "à 3 km"),
    ],
)
def test_how_far_a_position_is(distance, said):
    assert away(distance) == said


def test_a_place_outside_the_quartier_is_said_to_be():
    assert Nearness(1_750, home=False).said() == "à 25 min à pied, hors de ton quartier"
    assert Nearness(700).said() == "à 10 min à pied"


@pytest.mark.parametrize(("latitude", "home"), [(48.126, True), (48.130, True), (48.1301, False)])
def test_ten_metres_outside_the_outline_are_outside(latitude, home):
    quartier = Quartier("a", "A", "R", CENTRE, outlines=(SQUARE,))
    assert between(quartier, CENTRE, Point(latitude, -1.66)).home == home


@pytest.mark.parametrize(("latitude", "home"), [(48.1394, True), (48.1396, False)])
def test_without_an_outline_the_quartier_is_around_its_centre(latitude, home):
    assert between(Quartier("a", "A", "R", CENTRE), CENTRE, Point(latitude, -1.66)).home == home
