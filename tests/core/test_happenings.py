"""What is proposed around a quartier: near in time and space together, nothing that is over, what is full last."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.dates import PARIS
from bot.core.happenings import AHEAD, HAPPENING_WORDS, Coming, coming, seen
from bot.core.places import Point
from bot.core.tongue import Tongue
from tests.core.events_example import FULLY_TOLD, THURSDAY, event
from tests.core.example import TERRITORY
from tests.core.playing import WEDNESDAY

HOME = TERRITORY.quartiers["maurepas"]
BLOSNE, FOUGERES, BREST = Point(48.088, -1.66), Point(48.35, -1.5), Point(48.39, -4.48)


def ids(*happenings, home=HOME, now=WEDNESDAY):
    return [found.happening.id for found in coming(happenings, home, now)]


class TestWhatIsProposed:
    def test_soonest_first_around_the_quartier(self):
        later, sooner = event("later", THURSDAY + timedelta(days=1)), event("sooner", at=BLOSNE)
        assert ids(later, sooner) == ["sooner", "later"]

    def test_what_is_further_comes_after_all_that_is_near_and_says_so(self):
        near, far = event("near", THURSDAY + timedelta(days=9)), event("far", at=FOUGERES)
        assert ids(far, near) == ["near", "far"]
        assert coming([far], HOME, WEDNESDAY)[0].card(WEDNESDAY)["distance"] == "plus loin, à 28 km"

    def test_what_is_full_comes_last_and_says_so(self):
        full, far = event("full", left=0), event("far", at=FOUGERES)
        assert ids(full, far) == ["far", "full"]
        assert Coming(full).card(WEDNESDAY)["places"] == "complet"
        assert Coming(full).card(WEDNESDAY, Tongue("en", {"complet": "full"}))["complet"] == "oui", "in any language"

    def test_nothing_beyond_thirty_kilometres(self):
        assert ids(event(at=BREST)) == []

    def test_at_most_three(self):
        assert ids(*(event(str(n)) for n in range(5))) == ["0", "1", "2"]

    @pytest.mark.parametrize(("now", "there"), [(16, True), (17, False)])
    def test_it_vanishes_at_its_end(self, now, there):
        assert bool(ids(event(), now=datetime(2026, 12, 3, now, tzinfo=PARIS))) is there

    @pytest.mark.parametrize(("early", "there"), [(AHEAD, True), (AHEAD + timedelta(seconds=1), False)])
    def test_nothing_beyond_thirty_days(self, early, there):
        assert bool(ids(event(), now=THURSDAY.astimezone(UTC) - early)) is there

    def test_nothing_for_someone_whose_quartier_is_not_known(self):
        assert ids(event(), home=None) == []

    def test_without_a_position_only_the_commune_counts(self):
        assert ids(event(at=None)) == ["jd"]
        assert ids(event(at=None, commune="Brest")) == []
        assert seen(event(at=None), replace(HOME, commune="Cesson; RENNES")) is not None

    def test_a_quartier_known_by_its_name_only_sees_its_commune(self):
        assert ids(event(), home=replace(HOME, centre=None)) == ["jd"]
        assert ids(event(commune="Brest"), home=replace(HOME, centre=None)) == []


class TestCard:
    def test_it_tells_all_that_is_known(self):
        found = coming([FULLY_TOLD], HOME, WEDNESDAY)[0].card(WEDNESDAY)
        assert found == {
            "quand": "jeudi 3 décembre, de 14 h à 17 h",
            "titre": "Job dating jd",
            "genre": "job_dating",
            "lieu": "Grande salle",
            "commune": "Rennes",
            "distance": "à 1 min à pied",
            "employeurs": "Chez Lise, Au Four",
            "postes": "serveur, plongeur",
            "pour_qui": "Tout le monde.",
            "a_apporter": "un CV",
            "places": "encore 4 places",
            "complet": "",
            "inscription": "au guichet",
            "condition": "il ne neige pas",
        }
        assert tuple(found) == HAPPENING_WORDS

    def test_what_nobody_told_is_empty_and_the_commune_stands_for_the_distance(self):
        found = Coming(event(at=None)).card(WEDNESDAY)
        assert (found["places"], found["employeurs"], found["distance"]) == ("", "", "Rennes")

    @pytest.mark.parametrize(("left", "said"), [(0, "complet"), (1, "encore 1 place"), (2, "encore 2 places")])
    def test_places(self, left, said):
        assert Coming(event(left=left)).card(WEDNESDAY)["places"] == said
