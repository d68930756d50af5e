"""The other side of a call request, as scenarios play it: what its partner does and what the clock brings, as news."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.core import rungs
from bot.core.callrequest import MOVES, Actor, Side, Standing, Status, Verb, refusal
from bot.core.effects import Effect, MoveRequest, OpenRequest, WithdrawRequests
from bot.core.events import CaseMoved, News
from bot.core.partners import Partner
from bot.core.rungs import Case, Rung

DOES: Mapping[str, tuple[Verb, News]] = {
    "prend": (Verb.PRENDRE, News.PRISE),
    "rend": (Verb.RENDRE, News.RENDUE),
    "refuse": (Verb.REFUSER, News.REFUSEE),
    "tente": (Verb.TENTER, News.MANQUE),
    "clot": (Verb.CLORE, News.CLOSE),
}
"""What a partner does, in the word of a scenario, and what the person hears of it."""

BRINGS: Mapping[str, News] = {
    Rung.PROMESSE: News.PROMESSE,
    Rung.VERIFIER: News.VERIFIER,
    Rung.EXPIRER: News.EXPIREE,
}
"""The rungs that a person hears of."""

_SOMEONE = "quelqu'un"


class Counterpart:
    """The partner who has a person's request, and the clock that watches over its promise."""

    def __init__(self, partners: Mapping[str, Partner]) -> None:
        """Begin without a request."""
        self._partners = partners
        self._case: Case | None = None
        self._owner = ""
        self._done: set[str] = set()

    def hears(self, effect: Effect, now: datetime) -> None:
        """Keep up with what the person asks of the partner."""
        match effect:
            case OpenRequest(partner, due):
                self._case, self._owner = Case(Status.OUVERTE, now, due, partner=partner), ""
            case WithdrawRequests():
                self._case = None
            case MoveRequest(verb) if self._case:
                case = self._move(self._case, verb)
                if effect.due:
                    case = Case(case.status, now, effect.due, partner=effect.partner or case.partner)
                self._case = case
            case _:
                pass

    def does(self, gesture: str, outcome: str, now: datetime) -> CaseMoved | None:
        """Return the news of what the partner does; None when they may not do it now."""
        case = self._case
        if case is None:
            return None
        verb, news = DOES[gesture]
        actor = Actor(Side.PARTENAIRE, self._member(case) or _SOMEONE, case.partner)
        standing = Standing(case.status, case.partner, self._owner, case.attempts)
        if refusal(standing, verb, actor, outcome=outcome, reason=gesture):
            return None
        case = self._move(case, verb, actor.person)
        if verb is Verb.TENTER:
            case = case._replace(attempts=case.attempts + 1, first_call_at=case.first_call_at or now)
        if verb is Verb.CLORE:
            case = case._replace(first_call_at=case.first_call_at or now, closed_at=now)
        self._case = case
        return self._news(case, news, outcome)

    def brings(self, rung: str, now: datetime) -> tuple[CaseMoved, datetime] | None:
        """Return the news that a rung of the ladder brings and its hour; None when it does not come."""
        case = self._case
        if case is None:
            return None
        partner, done = self._partners.get(case.partner), set(self._done)
        while found := rungs.next_rung(case, done, partner, now):
            mark = rungs.mark(found[0], case.due_at)
            if found[0] == rung:
                self._done.add(mark)
                self._case = self._move(case, Verb.EXPIRER) if rung == Rung.EXPIRER else case
                return self._news(case, BRINGS[rung]), found[1]
            done.add(mark)
        return None

    def _move(self, case: Case, verb: Verb, person: str = "") -> Case:
        """Return the case after a move; who took it has it until another move takes it somewhere."""
        leaves, reaches = MOVES[verb][:2]
        if case.status not in leaves or reaches is None:
            return case
        self._owner = person if verb is Verb.PRENDRE else ""
        return case._replace(status=reaches)

    def _member(self, case: Case) -> str:
        """Return the name of whoever answers first at the partner, empty when nobody is named."""
        partner = self._partners.get(case.partner)
        return partner.people[0].name if partner and partner.people else ""

    def _news(self, case: Case, news: News, outcome: str = "") -> CaseMoved:
        partner = self._partners.get(case.partner)
        number = partner.number if partner else ""
        return CaseMoved(news, case.partner, case.due_at, self._member(case), outcome, number)
