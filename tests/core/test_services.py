"""Which services to tell someone of: those that help with what is asked, the nearest first, then from further."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import finding
from bot.core.nearness import NEAR_METRES
from bot.core.places import Point, Quartier, metres
from bot.core.services import FAR_METRES, NOWHERE, SHOWN, Service, Services
from bot.core.session import Session
from bot.core.walk import Walk
from tests.core.example import PLAYBOOK, TERRITORY
from tests.core.playing import WEDNESDAY

MAUREPAS = Quartier("maurepas", "Maurepas", "Rennes", Point(48.126, -1.66), postcodes=("35000",))
MOBILITE = frozenset({"mobilite"})
DEGREE = 111_195


def service(name, north=None, *, kinds=("mobilite",), commune="Cesson", department="35", zone=(), **more):
    """Return a service, `north` metres to the north of Maurepas, or nowhere in particular."""
    at = None if north is None else Point(48.126 + north / DEGREE, -1.66)
    return Service(name, name.upper(), "Chez elle", commune, department, at, frozenset(kinds), zone=zone, **more)


def told(*services, home=MAUREPAS, kinds=MOBILITE):
    return [helping.service.id for helping in Services(services).near(home, kinds)]


def distance(told_of, home=MAUREPAS):
    (helping,) = Services([told_of]).near(home, MOBILITE)
    return helping.card()["distance"]


class TestWhatIsTold:
    def test_the_three_nearest_first(self):
        far = [service(f"a{north}", north) for north in (4000, 100, 20_000, 900)]
        assert told(*far) == ["a100", "a900", "a4000"]

    def test_only_what_helps_with_what_is_asked(self):
        both = service("permis", 900, kinds=("mobilite", "mobilite--preparer-un-permis"))
        assert told(service("sport", 100, kinds=("remobilisation",)), both) == ["permis"]
        assert told(both, kinds=frozenset({"mobilite--preparer-un-permis", "epide"})) == ["permis"]

    def test_then_the_same_town_the_same_departement_and_the_whole_country(self):
        country = service("pays", commune="", department="", zone=("france",))
        department = service("departement", commune="Redon")
        town = service("ville", commune="Rennes")
        assert told(country, department, town) == ["ville", "departement", "pays"]
        assert told(country, department, town, service("pres", 200)) == ["pres", "ville", "departement"]

    def test_what_is_too_far_is_told_only_in_the_same_departement(self):
        assert told(service("loin", FAR_METRES + 500, department="22")) == []
        assert told(service("loin", FAR_METRES + 500)) == ["loin"]

    def test_each_once_however_it_reaches_someone(self):
        assert told(service("une", 100, commune="Rennes", zone=("35", "france"))) == ["une"]

    @pytest.mark.parametrize(
        ("zone", "reaches"),
        [
            ((), True),
            (("france",), True),
            (("35",), True),
            (("35238",), True),
            (("243500139",), True),
            (("93",), False),
        ],
    )
    def test_a_zone_says_who_may_have_it(self, zone, reaches):
        assert told(service("pres", 100, zone=zone)) == (["pres"] if reaches else [])

    def test_a_zone_that_nobody_can_compare_excludes_no_one(self):
        unplaced = replace(MAUREPAS, postcodes=())
        assert told(service("pres", 100, zone=("93",)), home=unplaced) == ["pres"]

    def test_someone_of_nowhere_we_know_is_told_what_helps_everywhere(self):
        assert told(service("pays", zone=("france",)), service("pres", 100), home=NOWHERE) == ["pays"]

    def test_a_quartier_known_by_its_name_only_has_its_town_and_departement(self):
        assert told(service("ville", 100, commune="rennes"), home=replace(MAUREPAS, centre=None)) == ["ville"]

    @given(st.lists(st.integers(0, 2 * FAR_METRES), max_size=20))
    def test_the_nearest_whatever_is_around(self, norths):
        everything = [service(f"s{i}", north, department="") for i, north in enumerate(norths)]
        found = Services(everything).near(MAUREPAS, MOBILITE)
        nearest = sorted(metres(MAUREPAS.centre, one.at) for one in everything)
        assert [helping.near.metres for helping in found] == [far for far in nearest if far <= FAR_METRES][:SHOWN]


class TestHowFarItIs:
    def test_minutes_where_the_outline_is_known(self):
        ring = ((-1.67, 48.12), (-1.65, 48.12), (-1.65, 48.13), (-1.67, 48.13))
        assert distance(service("a", 350, commune="Rennes"), replace(MAUREPAS, outlines=(ring,))) == "à 5 min à pied"

    def test_the_town_where_it_is_not(self):
        assert distance(service("a", 350, commune="RENNES")) == "dans ta ville"

    def test_another_town_is_told_from_the_centre(self):
        assert distance(service("a", 2100)) == "à 30 min à pied, hors de ton quartier"

    def test_further_is_said(self):
        assert distance(service("a", NEAR_METRES + 7000)) == "plus loin, à 12 km"

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"commune": "Redon"}, "Redon"),
            ({"commune": "", "zone": ("35",)}, "dans ton département"),
            ({"commune": "", "zone": ("france",)}, "un peu partout en France"),
        ],
    )
    def test_what_is_no_place_near(self, more, said):
        assert distance(service("a", **more)) == said


def test_a_number_to_call_is_written_as_it_is_dialled():
    reached = {"telephone": "+33199000000", "courriel": "a@exemple.invalid"}
    services = tuple(service(name, 100, contact=contact) for name, contact in reached.items())
    playbook = replace(PLAYBOOK, territory=replace(TERRITORY, services=services))
    walk = Walk(playbook, Session(quartier="maurepas"), WEDNESDAY, lambda *_: None)
    found = finding.find(walk, finding.SERVICES, MOBILITE)
    assert {thing.id: thing.card["contact"] for thing in found} == {
        "telephone": "01 99 00 00 00",
        "courriel": "a@exemple.invalid",
    }
    assert {word for thing in found for word in thing.card} == set(finding.words(finding.SERVICES))
