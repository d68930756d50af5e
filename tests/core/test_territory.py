"""Places: who lives where, how far, and when a door next opens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from opening_hours import OpeningHours

from bot.core.dates import PARIS
from bot.core.territory import AHEAD, Permanence, Point, Quartier, Territory, metres, next_opening, walk
from tests.core.example import TERRITORY

CENTRE = Point(48.126, -1.66)


def at(*when):
    return datetime(*when, tzinfo=PARIS)


def door(hours, where=CENTRE, name="p"):
    return Permanence(name, name, "Ici", "Rennes", where, OpeningHours(hours, country="FR"))


def opens(hours, now):
    found = next_opening(door(hours), now)
    return found and (found.start, found.end)


class TestNextOpening:
    THURSDAYS = "Th 14:00-17:00; PH off"

    def test_an_ordinary_day(self):
        assert opens(self.THURSDAYS, at(2026, 11, 25, 10)) == (at(2026, 11, 26, 14), at(2026, 11, 26, 17))

    @pytest.mark.parametrize(
        ("now", "day"),
        [((13, 59), 26), ((14, 0), 26), ((16, 59), 26), ((17, 0), 33)],
    )
    def test_it_is_open_from_its_first_minute_to_its_last(self, now, day):
        start, end = opens(self.THURSDAYS, at(2026, 11, 26, *now))
        assert end == at(2026, 11, 26, 17) + timedelta(days=day - 26)
        assert start == max(at(2026, 11, 26, 14) + timedelta(days=day - 26), min(at(2026, 11, 26, *now), end))

    def test_a_public_holiday_is_passed_over(self):
        """The 14th of May 2026 is Ascension Day, a Thursday."""
        assert opens(self.THURSDAYS, at(2026, 5, 13, 10)) == (at(2026, 5, 21, 14), at(2026, 5, 21, 17))

    @pytest.mark.parametrize(
        ("now", "start"),
        [
            (at(2026, 10, 24, 20), datetime(2026, 10, 25, 9, tzinfo=UTC)),
            (at(2026, 10, 25, 1), datetime(2026, 10, 25, 9, tzinfo=UTC)),
            (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
            (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
            (at(2026, 3, 28, 20), datetime(2026, 3, 29, 8, tzinfo=UTC)),
            (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
            (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        ],
    )
    def test_ten_o_clock_is_ten_o_clock_when_the_clocks_change(self, now, start):
        assert opens("Su 10:00-12:00", now)[0] == start

    def test_the_clock_of_the_asker_does_not_matter(self):
        assert opens(self.THURSDAYS, datetime(2026, 11, 26, 13, 59, tzinfo=UTC))[1] == at(2026, 11, 26, 17)

    def test_nothing_in_the_next_days(self):
        assert opens("Jan 05 14:00-17:00", at(2026, 11, 25, 10)) is None
        assert opens("off", at(2026, 11, 25, 10)) is None

    def test_the_last_day_that_counts_closes_at_its_own_hour(self):
        now = at(2026, 11, 11, 15)
        assert opens("2026 Nov 26 14:00-17:00", now) == (at(2026, 11, 26, 14), at(2026, 11, 26, 17))
        assert opens("2026 Nov 26 14:00-17:00", at(2026, 11, 11, 14)) is None
        assert now + AHEAD < at(2026, 11, 26, 17)

    def test_hours_that_nobody_is_sure_of_are_not_told(self):
        assert opens("Th 14:00-17:00 unknown", at(2026, 11, 25, 10)) is None

    def test_over_midnight(self):
        assert opens("Fr 22:00-02:00", at(2026, 11, 27, 10)) == (at(2026, 11, 27, 22), at(2026, 11, 28, 2))

    def test_day_and_night(self):
        opening = next_opening(door("24/7"), at(2026, 11, 27, 10))
        assert opening.card(at(2026, 11, 27, 10))["quand"] == "aujourd'hui, jour et nuit"


class TestNextOpenings:
    def test_the_soonest_first_then_the_nearest_one_for_each_place(self):
        far = Point(48.14, -1.66)
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
        ("typed", "ids"),
        [
            ("Maurepas", ["maurepas"]),
            ("aux gayeulles", ["maurepas"]),
            ("villeneuve", ["villeneuve-e", "villeneuve-g"]),
            ("la villeneuve à Grenoble", ["villeneuve-g"]),
            ("Rennes", ["maurepas", "blosne"]),
            ("rennes maurepas", ["maurepas"]),
            ("grenoble", ["villeneuve-g"]),
            ("", []),
            ("nulle part", []),
        ],
    )
    def test_what_typed_words_may_mean(self, typed, ids):
        assert [quartier.id for quartier in TERRITORY.named(typed)] == ids

    def test_a_city_that_contradicts_the_quartier_is_not_believed(self):
        assert [q.id for q in TERRITORY.named("maurepas grenoble")] == ["maurepas"]

    def test_how_to_call_it_in_a_sentence(self):
        assert TERRITORY.name_of("blosne") == "Le Blosne"
        assert [TERRITORY.name_of(unknown) for unknown in (None, "-", "inconnu")] == ["chez toi"] * 3

    def test_communes_in_the_order_they_are_written(self):
        assert TERRITORY.communes() == ["Rennes", "Échirolles", "Grenoble"]


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
        assert Territory().named("Maurepas") == []


class TestDistance:
    def test_rennes_to_paris(self):
        assert metres(Point(48.117, -1.678), Point(48.857, 2.352)) == pytest.approx(308_000, rel=0.01)

    def test_the_other_end_of_the_world(self):
        assert metres(Point(45.0, 5.0), Point(-45.0, -175.0)) == pytest.approx(20_015_000, rel=0.001)

    @pytest.mark.parametrize(
        ("away", "said"),
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
    def test_said(self, away, said):
        assert walk(away) == said


def test_a_quartier_is_known_by_its_id_only():
    assert Quartier("a", "A", "R", CENTRE) == Quartier("a", "A", "R", CENTRE)
