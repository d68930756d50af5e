"""Which partner a request may be offered to, and why."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dates import PARIS
from bot.core.hours import Hours
from bot.core.partners import Absence, Partner, Person
from bot.core.routing import Desks, Need, holds, offer

NOW = datetime(2026, 11, 26, 10, tzinfo=PARIS)  # a Thursday
HERE = frozenset({"maurepas"})
FIRST = Partner("a", "A", HERE, 1, -1)
SECOND = Partner("b", "B", HERE | {"blosne"}, 2, -2)
SILENT = Partner("c", "C", HERE, 1)
MAUREPAS = Need("maurepas", place="Maurepas")
SAMIRA = Person("samira", "Samira", email="samira@exemple.invalid", languages=frozenset({"fr", "ar"}))


def among(*partners):
    return {partner.id: partner for partner in partners}


QUIET = Desks()


def chosen(*partners, need=MAUREPAS, desks=QUIET, now=NOW, **more):
    """Return the id of who is offered, None for nobody."""
    found = offer(among(*partners), need, desks, now, **more)
    return found and found.partner.id


class TestWhoMay:
    def test_the_first_who_covers_the_quartier_and_when_their_promise_falls_due(self):
        found = offer(among(FIRST, SECOND), MAUREPAS, Desks(), NOW)
        assert (found.partner, found.due) == (FIRST, datetime(2026, 11, 27, 18, tzinfo=PARIS))
        found = offer(among(FIRST, SECOND), Need("blosne"), Desks(), NOW)
        assert (found.partner, found.due) == (SECOND, datetime(2026, 11, 30, 18, tzinfo=PARIS))

    @pytest.mark.parametrize("quartier", ["blosne", "-", None])
    def test_nobody(self, quartier):
        assert chosen(FIRST, need=Need(quartier)) is None
        assert chosen(need=Need(quartier)) is None

    def test_someone_can_be_reached_there(self):
        assert chosen(SILENT, SECOND) == "b"
        assert chosen(SILENT) is None
        assert chosen(replace(SILENT, people=(SAMIRA,))) == "c"
        assert chosen(replace(SILENT, people=(Person("x", "X", telegram=7),))) == "c"
        assert chosen(replace(SILENT, people=(Person("x", "X"),))) is None

    @pytest.mark.parametrize(("theme", "who"), [("logement", "a"), ("mobilite", None), ("", None)])
    def test_a_dedicated_partner_is_asked_about_its_themes_only(self, theme, who):
        assert chosen(replace(FIRST, themes=frozenset({"logement"})), need=Need("maurepas", theme)) == who

    @pytest.mark.parametrize(("age", "who"), [(15, None), (16, "a"), (25, "a"), (26, None), (None, "a")])
    def test_they_call_people_of_this_age(self, age, who):
        assert chosen(replace(FIRST, ages=(16, 25)), need=Need("maurepas", age=age)) == who

    @pytest.mark.parametrize(("load", "who"), [(2, "a"), (3, "b"), (4, "b")])
    def test_they_have_room(self, load, who):
        full = replace(FIRST, capacity=3, themes=frozenset({"logement"}))
        assert chosen(full, SECOND, need=Need("maurepas", "logement"), desks=Desks({"a": load})) == who

    def test_their_absence_switch_is_off(self):
        assert chosen(FIRST, SECOND, desks=Desks(away=frozenset({"a"}))) == "b"
        assert chosen(FIRST, desks=Desks(away=frozenset({"a"}))) is None

    @pytest.mark.parametrize(
        ("first", "last", "who"),
        [
            ((2026, 11, 20), (2026, 11, 26), "a"),  # back on the day of the promise
            ((2026, 11, 27), (2026, 11, 27), None),
            ((2026, 11, 20), (2026, 12, 4), None),
            ((2026, 11, 30), (2026, 12, 4), "a"),  # gone after it
        ],
    )
    def test_they_are_there_on_the_day_of_their_promise(self, first, last, who):
        assert chosen(replace(FIRST, absences=(Absence(date(*first), date(*last)),))) == who

    def test_who_had_it_and_who_was_tried_are_not_asked_again(self):
        assert chosen(FIRST, SECOND, after="a") == "b"
        assert chosen(FIRST, SECOND, without=["a"]) == "b"
        assert chosen(FIRST, SECOND, after="a", without=("b",)) is None


class TestWhoFirst:
    """Each of two partners who may have it, the better one written last."""

    def test_who_speaks_the_language(self):
        arabic = Need("maurepas", language="ar")
        assert chosen(FIRST, replace(SECOND, languages=frozenset({"fr", "ar"})), need=arabic) == "b"
        assert chosen(FIRST, replace(SECOND, people=(SAMIRA,)), need=arabic) == "b"
        assert chosen(FIRST, SECOND, need=arabic) == "a"
        assert (
            chosen(FIRST, replace(SECOND, languages=frozenset({"pt"})), need=Need("maurepas", language="pt-BR")) == "b"
        )

    def test_then_who_was_declared_to_come_after_in_the_order_declared(self):
        before = replace(FIRST, fallbacks=("c", "b"))
        far = Partner("c", "C", frozenset({"ailleurs"}), 1, -3)
        assert chosen(before, SECOND, far, after="a") == "c"
        assert chosen(before, SECOND, far) == "a"
        assert chosen(before, SECOND, far, after="a", without=["c"]) == "b"
        assert chosen(before, SECOND, far, after="a", need=Need("maurepas", language="ar")) == "c"

    def test_then_who_is_dedicated_to_the_theme(self):
        dedicated = replace(SECOND, themes=frozenset({"logement"}))
        assert chosen(FIRST, dedicated, need=Need("maurepas", "logement")) == "b"
        assert chosen(FIRST, dedicated) == "a"

    def test_then_who_is_at_work_now(self):
        assert chosen(replace(FIRST, hours=Hours("Mo-Fr 14:00-18:00")), SECOND) == "b"
        assert chosen(FIRST, replace(SECOND, hours=Hours("Mo-Sa 10:00-18:00")), now=NOW + timedelta(days=2)) == "b"
        assert chosen(replace(FIRST, absences=(Absence(NOW.date(), NOW.date()),)), SECOND) == "b"

    def test_then_who_has_the_lesser_load_for_what_it_can_take(self):
        assert chosen(FIRST, SECOND, desks=Desks({"a": 2, "b": 1})) == "b"
        assert chosen(replace(FIRST, capacity=4), replace(SECOND, capacity=30), desks=Desks({"a": 2, "b": 5})) == "b"

    def test_at_last_who_is_written_first(self):
        assert chosen(FIRST, SECOND) == "a"
        assert chosen(SECOND, FIRST) == "b"


class TestReason:
    """Why a partner was chosen is said in words."""

    def reason(self, partner=FIRST, need=MAUREPAS, load=0, **more):
        partners = among(partner, replace(SECOND, name="Les Deux Rives", fallbacks=("a",)))
        return offer(partners, need, Desks({"a": load, "b": 99}), NOW, **more).reason

    def test_the_language_the_quartier_and_the_load(self):
        arabic = MAUREPAS._replace(language="ar")
        assert self.reason(replace(FIRST, people=(SAMIRA,)), arabic, 3) == (
            "parlent arabe, couvrent Maurepas, 3 demandes en cours"
        )
        assert self.reason(load=1) == "couvrent Maurepas, 1 demande en cours"
        assert self.reason(need=Need("maurepas")) == "couvrent maurepas, aucune demande en cours"

    def test_a_language_that_nobody_speaks_is_said_so(self):
        assert self.reason(need=MAUREPAS._replace(language="uk")) == (
            "personne ne parle ukrainien, couvrent Maurepas, aucune demande en cours"
        )

    def test_a_dedicated_partner(self):
        assert self.reason(replace(FIRST, themes=frozenset({"permis"})), MAUREPAS._replace(theme="permis")) == (
            "couvrent Maurepas, dédiés à ce thème, aucune demande en cours"
        )

    def test_a_fallback_from_another_quartier(self):
        far = replace(FIRST, quartiers=frozenset({"ailleurs"}))
        assert self.reason(far, after="b") == "prennent la suite de Les Deux Rives, aucune demande en cours"


class TestHolds:
    """A consent given a moment ago may still be acted on."""

    DUE = datetime(2026, 11, 30, 18, tzinfo=PARIS)

    def test_while_the_partner_may_have_it_even_if_another_is_better_now(self):
        assert holds(SECOND, MAUREPAS, Desks({"b": 9}), self.DUE, NOW)

    @pytest.mark.parametrize(
        ("partner", "need", "desks", "now"),
        [
            (None, MAUREPAS, Desks(), NOW),
            (replace(SECOND, group=None), MAUREPAS, Desks(), NOW),
            (replace(SECOND, themes=frozenset({"permis"})), MAUREPAS, Desks(), NOW),
            (replace(SECOND, ages=(16, 25)), Need("maurepas", age=30), Desks(), NOW),
            (replace(SECOND, capacity=2), MAUREPAS, Desks({"b": 2}), NOW),
            (SECOND, MAUREPAS, Desks(away=frozenset({"b"})), NOW),
            (replace(SECOND, absences=(Absence(DUE.date(), DUE.date()),)), MAUREPAS, Desks(), NOW),
            (SECOND, MAUREPAS, Desks(), DUE),
        ],
    )
    def test_not_when_what_it_rested_on_is_gone(self, partner, need, desks, now):
        assert not holds(partner, need, desks, self.DUE, now)

    def test_a_fallback_may_have_it_from_any_quartier(self):
        assert holds(SECOND, Need("villejean"), Desks(), self.DUE, NOW)


PARTNERS = st.builds(
    Partner,
    id=st.uuids().map(str),
    name=st.just("X"),
    quartiers=st.sets(st.sampled_from(["maurepas", "blosne"])).map(frozenset),
    delay=st.integers(1, 10),
    group=st.sampled_from([None, -1]),
    themes=st.sampled_from([frozenset(), frozenset({"permis"})]),
    ages=st.sampled_from([None, (16, 25)]),
    languages=st.sampled_from([frozenset({"fr"}), frozenset({"ar", "fr"})]),
    hours=st.sampled_from([None, Hours("Tu-Sa 10:00-19:00")]),
    capacity=st.sampled_from([None, 1, 5]),
)
NEEDS = st.builds(
    Need,
    st.sampled_from([None, "maurepas", "blosne"]),
    st.sampled_from(["", "permis"]),
    st.sampled_from(["fr", "ar"]),
    st.sampled_from([None, 15, 20]),
)


@given(st.lists(PARTNERS, max_size=6, unique_by=lambda at: at.id), NEEDS, st.integers(0, 5), st.integers(0, 400))
def test_whoever_is_offered_may_keep_it_and_nobody_who_speaks_the_language_is_passed_over(partners, need, load, hours):
    now = NOW + timedelta(hours=hours)
    desks = Desks({at.id: load for at in partners})
    found = offer(among(*partners), need, desks, now)
    far = now + timedelta(days=99)
    able = [at for at in partners if at.covers(need.quartier) and holds(at, need, desks, far, now)]
    assert (found is None) == (not able)
    if found:
        assert found.partner in able
        assert holds(found.partner, need, desks, found.due, now)
        assert found.partner.speaks(need.language) or not any(at.speaks(need.language) for at in able)
