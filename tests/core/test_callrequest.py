"""The life of a call request: who may do what to it, from where to where."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.core.callrequest import (
    ALIVE,
    MOVES,
    Actor,
    Outcome,
    Refusal,
    Side,
    Standing,
    Status,
    Verb,
    allowed,
    outcomes,
    refusal,
)
from bot.core.partners import Role

TABLE = """
             ouverte   prise     refusee   close     retiree   expiree   | a reason
prendre      prise     -         -         -         -         -         | partner
rendre       -         ouverte*  -         -         -         -         | partner  why
refuser      refusee   refusee   -         -         -         -         | partner  why
tenter       -         =*        -         -         -         -         | partner
clore        -         close*    -         -         -         -         | partner
noter        -         =*        -         =*        -         -         | partner  why
voir         -         =*        -         -         -         -         | partner
transmettre  ouverte   ouverte   ouverte   ouverte   -         -         | person
retirer      retiree   retiree   retiree   -         -         -         | person
rouvrir      ouverte   ouverte   ouverte   ouverte   -         -         | person
changer      =         =         =         =         -         -         | person
confirmer    =         =         =         =         -         -         | person
manquer      =         =         =         =         -         -         | person
expirer      expiree   expiree   expiree   -         -         -         | clock
"""
"""Where a verb leads from each status: = it stays, - it is refused, * only the one who took it or a responsable."""

SIDES = {"partner": Side.PARTENAIRE, "person": Side.JEUNE, "clock": Side.HORLOGE}


def _rows():
    statuses, *rows = TABLE.strip("\n").splitlines()
    columns = [Status(name) for name in statuses.partition("|")[0].split()]
    for row in rows:
        written, _, notes = row.partition("|")
        name, *cells = written.split()
        side, *why = notes.split()
        for status, cell in zip(columns, cells, strict=True):
            yield Verb(name), status, cell, SIDES[side], bool(why)


CELLS = list(_rows())
OWNER = Actor(Side.PARTENAIRE, "samira", "ml")
COLLEAGUE = Actor(Side.PARTENAIRE, "thomas", "ml")
RESPONSABLE = Actor(Side.PARTENAIRE, "claire", "ml", Role.RESPONSABLE)
STRANGER = Actor(Side.PARTENAIRE, "paul", "bge", Role.RESPONSABLE)
YOUNG, CLOCK = Actor(Side.JEUNE), Actor(Side.HORLOGE)
ACTORS = (OWNER, COLLEAGUE, RESPONSABLE, STRANGER, YOUNG, CLOCK)


def standing(status, attempts=0):
    return Standing(status, "ml", "" if status is Status.OUVERTE else "samira", attempts)


def judged(status, verb, actor, reason="un mot"):
    return refusal(standing(status), verb, actor, outcome=Outcome.AUTRE, reason=reason)


def test_the_table_speaks_of_every_verb_in_every_status():
    assert {(verb, status) for verb, status, *_ in CELLS} == {(verb, status) for verb in Verb for status in Status}


@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.person or actor.side)
@pytest.mark.parametrize(("verb", "status", "cell", "side", "why"), CELLS)
def test_every_verb_from_every_status_by_everyone(verb, status, cell, side, why, actor):
    told = judged(status, verb, actor)
    if actor.side is not side or actor is STRANGER:
        assert told is Refusal.PAS_A_VOUS
    elif cell == "-":
        assert told in {Refusal.PLUS_LA, Refusal.PAS_MAINTENANT, Refusal.DEJA_PRISE}
    elif cell.endswith("*") and actor is COLLEAGUE:
        assert told is Refusal.PAS_LA_VOTRE
    else:
        assert told is None
        assert judged(status, verb, actor, reason=" \n") is (Refusal.SANS_MOTIF if why else None)


@pytest.mark.parametrize(("verb", "status", "cell", "side", "why"), CELLS)
def test_where_a_move_leads(verb, status, cell, side, why):
    if cell != "-":
        assert MOVES[verb].reaches == (None if cell.startswith("=") else Status(cell.rstrip("*")))


class TestWhy:
    """A refusal says why."""

    def test_someone_was_faster(self):
        assert judged(Status.PRISE, Verb.PRENDRE, COLLEAGUE) is Refusal.DEJA_PRISE

    @pytest.mark.parametrize("status", [Status.CLOSE, Status.RETIREE, Status.EXPIREE])
    def test_it_is_over(self, status):
        assert judged(status, Verb.PRENDRE, COLLEAGUE) is Refusal.PLUS_LA

    def test_it_is_not_taken_yet(self):
        assert judged(Status.OUVERTE, Verb.CLORE, OWNER) is Refusal.PAS_MAINTENANT

    def test_a_stranger_does_not_even_learn_that_it_is_over(self):
        assert {judged(status, verb, STRANGER) for status in Status for verb in Verb} == {Refusal.PAS_A_VOUS}

    def test_nobody_of_the_territory_works_a_partners_request(self):
        coordinator = Actor(Side.PARTENAIRE, "dominique", "", Role.COORDINATEUR)
        assert judged(Status.OUVERTE, Verb.PRENDRE, coordinator) is Refusal.PAS_A_VOUS


class TestOutcomes:
    """How a call ended."""

    @pytest.mark.parametrize("outcome", ["", "gagne", "INJOIGNABLE", "Verb.CLORE"])
    def test_only_words_that_are_known(self, outcome):
        assert refusal(standing(Status.PRISE), Verb.CLORE, OWNER, outcome=outcome) is Refusal.ISSUE_INCONNUE

    @pytest.mark.parametrize(("attempts", "told"), [(0, "deux_essais"), (1, "deux_essais"), (2, None), (3, None)])
    def test_someone_is_unreachable_after_two_attempts(self, attempts, told):
        at = standing(Status.PRISE, attempts)
        assert refusal(at, Verb.CLORE, OWNER, outcome=Outcome.INJOIGNABLE) == told
        assert (Outcome.INJOIGNABLE in outcomes(at)) == (told is None)

    def test_all_others_at_once(self):
        assert set(outcomes(standing(Status.PRISE))) == set(Outcome) - {Outcome.INJOIGNABLE}


STANDINGS = st.builds(
    Standing, st.sampled_from(Status), st.just("ml"), st.sampled_from(["", "samira", "thomas"]), st.integers(0, 3)
)


@given(STANDINGS, st.sampled_from(ACTORS))
def test_what_is_allowed_is_what_is_not_refused(at, actor):
    expected = [verb for verb in Verb if refusal(at, verb, actor, outcome=Outcome.AUTRE, reason="un mot") is None]
    assert sorted(allowed(at, actor)) == sorted(expected)


@given(STANDINGS)
def test_an_outcome_may_be_recorded_exactly_when_it_is_listed(at):
    at = at._replace(status=Status.PRISE, owner="samira")
    listed = {each for each in Outcome if refusal(at, Verb.CLORE, OWNER, outcome=each) is None}
    assert set(outcomes(at)) == listed


def test_what_is_over_without_a_call_stays_over():
    for status in (Status.RETIREE, Status.EXPIREE):
        assert not any(allowed(standing(status), actor) for actor in ACTORS)


def test_what_is_alive_can_always_be_withdrawn():
    assert {status for status in Status if Verb.RETIRER in allowed(standing(status), YOUNG)} == ALIVE


class TwoAtOnce(RuleBasedStateMachine):
    """Members of two partners, the person and the clock act in any order, each judged by what they last saw.

    Whoever acts has seen the request some moves ago: as a store does, a move counts only while the request still
    stands as its judge saw it.
    """

    def __init__(self):
        super().__init__()
        self.now = Standing(Status.OUVERTE, "ml")
        self.seen = dict.fromkeys(ACTORS, self.now)
        self.history = []

    @rule(actor=st.sampled_from(ACTORS))
    def looks(self, actor):
        self.seen[actor] = self.now

    @rule(actor=st.sampled_from(ACTORS), verb=st.sampled_from(Verb), outcome=st.sampled_from(Outcome))
    def acts(self, actor, verb, outcome):
        saw = self.seen[actor]
        if refusal(saw, verb, actor, outcome=outcome, reason="un mot") is not None or saw != self.now:
            return
        before, self.now = self.now, self._moved(actor, verb)
        self.history.append((len(self.history) + 1, verb, actor.person, before, self.now))

    def _moved(self, actor, verb):
        was, reaches = self.now, MOVES[verb].reaches
        if verb is Verb.TENTER:
            return was._replace(attempts=was.attempts + 1)
        if verb is Verb.TRANSMETTRE:
            return Standing(Status.OUVERTE, "bge" if was.partner == "ml" else "ml")
        if verb in {Verb.RENDRE, Verb.ROUVRIR}:
            return was._replace(status=Status.OUVERTE, owner="")
        return was._replace(status=reaches or was.status, owner=actor.person if verb is Verb.PRENDRE else was.owner)

    @invariant()
    def never_two_owners(self):
        takes = [move for move in self.history if move[1] is Verb.PRENDRE]
        assert all(before.status is Status.OUVERTE and not before.owner for *_, before, _ in takes)
        assert (self.now.status is not Status.PRISE) or self.now.owner

    @invariant()
    def the_owner_is_of_the_partner_who_has_it(self):
        people = {"ml": {"samira", "thomas", "claire"}, "bge": {"paul"}}
        assert not self.now.owner or self.now.owner in people[self.now.partner]

    @invariant()
    def every_move_is_numbered_once_and_leaves_where_the_last_one_led(self):
        assert [number for number, *_ in self.history] == list(range(1, len(self.history) + 1))
        standings = [Standing(Status.OUVERTE, "ml"), *(after for *_, after in self.history)]
        assert [before for *_, before, _ in self.history] == standings[:-1]
        assert self.now == standings[-1]


TestTwoAtOnce = TwoAtOnce.TestCase
TestTwoAtOnce.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
