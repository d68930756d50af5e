"""Places: who lives where, what is near, and which doors open next."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.core.dates import PARIS
from bot.core.hours import Hours, SchoolHolidays
from bot.core.territory import Permanence, Point, Quartier, Territory, next_opening
from tests.core.example import TERRITORY

CENTRE = Point(48.126, -1.66)


def at(*when):
    return datetime(*when, tzinfo=PARIS)


def door(hours, where=CENTRE, name="p", school=None):
    return Permanence(name, name, "Ici", "Rennes", where, Hours(hours, school))


def square(latitude, longitude, half=0.005):
    """Return a square outline around a centre."""
    return tuple((longitude + x * half, latitude + y * half) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)))


class TestCards:
    def test_day_and_night(self):
        opening = next_opening(door("24/7"), at(2026, 11, 27, 10))
        assert opening.card(at(2026, 11, 27, 10))["quand"] == "aujourd'hui, jour et nuit"

    def test_what_hangs_on_unknown_school_holidays_is_to_be_confirmed(self):
        now = at(2026, 11, 25, 10)
        for school, said in [
            (None, "demain, jeudi 26 novembre, de 14 h à 17 h (à confirmer : vacances scolaires)"),
            (SchoolHolidays((), date(2026, 12, 31)), "demain, jeudi 26 novembre, de 14 h à 17 h"),
        ]:
            card = next_opening(door("Th 14:00-17:00; SH off", school=school), now).card(now)
            assert card["quand"].startswith(said)


class TestNextOpenings:
    def test_the_soonest_first_then_the_nearest_one_for_each_place(self):
        far = Point(48.138, -1.66)
        doors = (
            door("Fr 09:00-12:00", name="friday"),
            door("We 09:00-12:00; Th 09:00-12:00", far, name="open far"),
            door("We 10:00-12:00", name="open near"),
            door("Th 09:00-12:00", Point(48.9, 2.3), name="elsewhere"),
        )
        found = replace(TERRITORY, permanences=doors).next_openings("maurepas", at(2026, 11, 25, 10, 30))
        assert [opening.permanence.name for opening in found] == ["open near", "open far", "friday"]

    def test_three_at_most(self):
        doors = tuple(door("Mo-Fr 09:00-12:00", name=str(i)) for i in range(5))
        assert len(replace(TERRITORY, permanences=doors).next_openings("maurepas", at(2026, 11, 25, 10))) == 3

    @pytest.mark.parametrize("quartier", [None, "", "-", "inconnu"])
    def test_none_for_who_lives_nowhere_we_know(self, quartier):
        assert TERRITORY.next_openings(quartier, at(2026, 11, 25, 10)) == []

    def test_places_of_the_quartier_come_before_sooner_ones_outside_it(self):
        home = replace(TERRITORY.quartiers["maurepas"], outlines=(square(48.126, -1.66),))
        doors = (door("Th 09:00-12:00", Point(48.1311, -1.66), "outside"), door("Fr 09:00-12:00", name="inside"))
        land = Territory({"maurepas": home}, doors)
        found = [o.card(at(2026, 11, 25, 10)) for o in land.next_openings("maurepas", at(2026, 11, 25, 10))]
        assert [(card["nom"], card["distance"]) for card in found] == [
            ("inside", "à 1 min à pied"),
            ("outside", "à 8 min à pied, hors de ton quartier"),
        ]

    def test_a_quartier_without_a_centre_has_that_of_its_outline(self):
        home = replace(TERRITORY.quartiers["maurepas"], centre=None, outlines=(square(48.126, -1.66),))
        (opening,) = replace(TERRITORY, quartiers={"maurepas": home}).next_openings("maurepas", at(2026, 11, 25, 10))
        assert opening.card(at(2026, 11, 25, 10))["distance"] == "à 2 min à pied"

    def test_a_quartier_known_by_its_name_has_the_places_of_its_town(self):
        home = replace(TERRITORY.quartiers["maurepas"], centre=None)
        (opening,) = replace(TERRITORY, quartiers={"maurepas": home}).next_openings("maurepas", at(2026, 11, 25, 10))
        assert opening.card(at(2026, 11, 25, 10))["distance"] == "dans ta ville"

    def test_nothing_beyond_five_kilometres(self):
        land = replace(TERRITORY, permanences=(door("24/7", Point(48.1715, -1.66)),))
        assert land.next_openings("maurepas", at(2026, 11, 25, 10)) == []

    def test_a_card_says_what_a_person_needs(self):
        (opening,) = TERRITORY.next_openings("maurepas", at(2026, 11, 25, 10))
        assert opening.card(at(2026, 11, 25, 10)) == {
            "quand": "demain, jeudi 26 novembre, de 14 h à 17 h",
            "nom": "Accueil",
            "lieu": "Carrefour 18",
            "commune": "Rennes",
            "distance": "à 2 min à pied",
            "description": "",
        }


class TestNames:
    @pytest.mark.parametrize(
        ("typed", "ids", "sure"),
        [
            ("Maurepas", ["maurepas"], True),
            ("villeneuve", ["villeneuve-e", "villeneuve-g"], True),
            ("Rennes", ["maurepas", "blosne"], True),
            ("maurepas ou quoi", ["maurepas"], False),
            ("nulle part", [], False),
        ],
    )
    def test_what_typed_words_may_mean(self, typed, ids, sure):
        heard = TERRITORY.named(typed)
        assert ([quartier.id for quartier in heard.quartiers], heard.sure) == (ids, sure)

    def test_how_to_call_it_in_a_sentence(self):
        assert TERRITORY.name_of("blosne") == "Le Blosne"
        assert [TERRITORY.name_of(unknown) for unknown in (None, "-", "inconnu")] == ["chez toi"] * 3

    def test_communes_in_the_order_they_are_written(self):
        assert TERRITORY.communes() == ["Rennes", "Échirolles", "Grenoble"]
        assert TERRITORY.largest_communes(2) == ["Rennes", "Échirolles"]

    def test_a_quartier_over_two_communes_is_found_in_both(self):
        both = Territory({"bord": Quartier("bord", "Bord", "Omissy; Saint-Quentin", None)})
        assert both.communes() == ["Omissy", "Saint-Quentin"]
        assert [q.id for q in both.of_commune("Saint-Quentin")] == ["bord"]


class TestAround:
    def test_the_nearest(self):
        quartier, away = TERRITORY.around(Point(48.125, -1.66))
        assert quartier.id == "maurepas"
        assert away == pytest.approx(111, abs=1)

    @pytest.mark.parametrize("point", [(48.16, -1.66), (float("nan"), 0), (0, float("inf")), (-48.126, 178.34)])
    def test_none_when_it_is_too_far_to_be_theirs(self, point):
        assert TERRITORY.around(Point(*point)) is None

    def test_an_empty_land(self):
        assert Territory().around(CENTRE) is None
        assert not Territory().locate(CENTRE).found
        assert not Territory().named("Maurepas").quartiers


class TestLocate:
    DRAWN = Territory(
        {
            "drawn": Quartier("drawn", "Dessiné", "Rennes", Point(48.126, -1.66), outlines=(square(48.126, -1.66),)),
            "over": Quartier("over", "Dessus", "Rennes", None, outlines=(square(48.126, -1.652),)),
            "far": Quartier("far", "Loin", "Rennes", Point(48.2, -1.6), outlines=(square(48.2, -1.6),)),
            "named": Quartier("named", "Nommé", "Rennes", None),
        }
    )

    @pytest.mark.parametrize(
        ("latitude", "longitude", "found", "sure"),
        [
            pytest.param(48.126, -1.662, ["drawn"], True, id="inside"),
            pytest.param(48.121, -1.660, ["drawn"], True, id="on the border"),
            pytest.param(48.2, -1.595, ["far"], True, id="on another border"),
            pytest.param(48.126, -1.656, ["drawn", "over"], False, id="inside two"),
            pytest.param(48.1209, -1.660, ["drawn", "over"], False, id="just outside"),
            pytest.param(48.2, -1.57, ["far"], False, id="two kilometres outside"),
            pytest.param(48.9, -3.5, [], False, id="in the sea"),
            pytest.param(40.4, -3.7, [], False, id="in Madrid"),
            pytest.param(48.8566, 2.3522, [], False, id="in Paris, which is not known"),
            pytest.param(-1.662, 48.126, ["drawn"], True, id="longitude first"),
            pytest.param(2.3522, 48.8566, [], False, id="longitude first, and unknown"),
            pytest.param(-48.126, 178.34, [], False, id="the other end of the world"),
            pytest.param(float("nan"), float("nan"), [], False, id="nowhere"),
        ],
    )
    def test_where_a_position_is(self, latitude, longitude, found, sure):
        whereabouts = self.DRAWN.locate(Point(latitude, longitude))
        assert ([q.id for q, _ in whereabouts.found], whereabouts.sure) == (found, sure)

    @pytest.mark.parametrize(
        ("latitude", "found", "sure"),
        [(48.1300, ["maurepas"], True), (48.1310, ["maurepas"], False), (48.1600, [], False)],
    )
    def test_around_a_centre_alone(self, latitude, found, sure):
        whereabouts = TERRITORY.locate(Point(latitude, -1.66))
        assert ([q.id for q, _ in whereabouts.found], whereabouts.sure) == (found, sure)

    def test_between_two_near_centres_it_is_asked(self):
        twins = {i: Quartier(i, i, "Rennes", Point(48.126, -1.66 + d)) for i, d in (("east", 0.003), ("west", -0.003))}
        found, sure = Territory(twins).locate(CENTRE)
        assert [q.id for q, _ in found] == ["east", "west"]
        assert not sure


def test_a_quartier_is_known_by_its_id_only():
    assert Quartier("a", "A", "R", CENTRE) == Quartier("a", "A", "R", CENTRE)
