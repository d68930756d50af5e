"""A call request seen by its person: what news of it tell them, and what they do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core import agreeing, known, promises
from bot.core.callrequest import MOVES, Status, Verb
from bot.core.effects import Count, MoveRequest
from bot.core.events import CaseMoved, News
from bot.core.flow import FOLLOWING, Branch, Follow, Step, Target, Tell
from bot.core.session import OVER, Case
from bot.core.walk import Walk

Change = Callable[[Case, CaseMoved], Case]

_TOLD: Mapping[News, Change] = {
    News.PRISE: lambda case, news: case._replace(status="prise", member=news.member, number=news.number),
    News.MANQUE: lambda case, news: case._replace(
        status="manquee", missed=case.missed + 1, member=news.member or case.member, number=news.number or case.number
    ),
    News.REFUSEE: lambda case, _: case._replace(status="refusee", member=""),
    News.PROMESSE: lambda case, _: case._replace(status="en_retard"),
    News.VERIFIER: lambda case, _: case,
    News.CLOSE: lambda case, news: case._replace(status="close", outcome=news.outcome),
    News.EXPIREE: lambda case, _: case._replace(status="expiree"),
    News.RENDUE: lambda case, _: case._replace(status="ouverte", member="", number=""),
}
"""What news change of a case."""


def moved(walk: Walk, event: CaseMoved) -> None:
    """Take news of the person's request, and tell them; news of an older request than theirs say nothing."""
    was = walk.session.case
    if was and was.alive and event.due < was.due:
        return
    same = was is not None and (was.alive or (was.partner, was.due) == (event.partner, event.due))
    known_as = was if was and same else Case("", event.due, quartier=walk.session.quartier)
    case = known_as._replace(partner=event.partner, due=event.due)
    walk.change(case=_TOLD[event.news](case, event))
    walk.effects.append(Count(f"suivi:{event.news}"))
    _tell(walk, event.news)


def _tell(walk: Walk, news: News) -> None:
    """Say the step of `suivi` that bears the name of the news; one that waits is taken up in the midst of the rest."""
    step = _through_branches(walk, news)
    if isinstance(step, Tell):
        walk.visited.append(f"{FOLLOWING}.{step.name}")
        walk.aside(walk.render(step.text))
    elif step:
        walk.interrupt(FOLLOWING, step.name)


def _through_branches(walk: Walk, name: str) -> Step | None:
    """Return the step of `suivi` of this name, or the one that its conditions lead to now."""
    flow = walk.playbook.flows.get(FOLLOWING)
    seen: set[str] = set()
    while flow and name in flow.steps and name not in seen:
        seen.add(name)
        step = flow.steps[name]
        if not isinstance(step, Branch):
            return step
        walk.visited.append(f"{FOLLOWING}.{name}")
        name = branch(walk, step).name
    return None


def branch(walk: Walk, step: Branch) -> Target:
    """Return where a branch leads, from what is known now."""
    testable = known.testable(walk.playbook, walk.session)
    return next((target for holds, target in step.cases if holds(testable)), step.otherwise)


def follow(walk: Walk, step: Follow) -> Target:
    """Move the person's request by one of their verbs, and say so."""
    case = walk.session.case
    if case is None or not _may(case, step.verb):
        return step.empty
    if step.verb is Verb.TRANSMETTRE:
        return _hand_over(walk, step, case)
    move, after = _move(walk, step, case)
    if move is None:
        return step.empty
    walk.effects.append(move)
    return _say(walk, step, after)


def _may(case: Case, verb: Verb) -> bool:
    """Return whether a person may move their request this way, as far as they were told of it."""
    status = Status(case.status) if case.status in OVER else Status.OUVERTE
    return status in MOVES[verb].leaves


def _move(walk: Walk, step: Follow, case: Case) -> tuple[MoveRequest | None, Case | None]:
    """Return the move that a verb is, and the case after it; no move when it needs a partner who is gone."""
    match step.verb:
        case Verb.RETIRER:
            return MoveRequest(step.verb), None
        case Verb.ROUVRIR:
            return _reopened(walk, case)
        case Verb.CHANGER:
            wish = walk.session.answers.get(known.WISH, "") if known.WISH in step.fields else case.wish
            changed = case._replace(status="prise" if case.status == "manquee" else case.status, wish=wish)
            return MoveRequest(step.verb, walk.session.given(step.fields)), changed
        case Verb.MANQUER:
            return MoveRequest(step.verb), case._replace(status="manquee" if case.alive else case.status)
        case _:
            return MoveRequest(step.verb), case


def _reopened(walk: Walk, case: Case) -> tuple[MoveRequest | None, Case | None]:
    """Ask the same partner again: the promise they made runs anew from now."""
    partner = walk.playbook.partners.get(case.partner)
    if partner is None or not partner.reachable:
        return None, None
    due = promises.due(walk.now, partner.delay, partner)
    again = case._replace(due=due, status="ouverte", member="", missed=0, outcome="")
    return MoveRequest(Verb.ROUVRIR, partner=partner.id, due=due), again


def _hand_over(walk: Walk, step: Follow, case: Case) -> Target:
    """Hand the request to the partner that the person agreed to, and to no other."""
    given = agreeing.standing(walk)
    if given is None:
        return agreeing.anew(walk)
    reason = walk.session.offer.reason if walk.session.offer else ""
    walk.effects += [MoveRequest(step.verb, (), given, given.partner, given.due, reason), Count("demande transmise")]
    fresh = Case(given.partner, given.due, wish=case.wish, theme=case.theme, quartier=case.quartier)
    return _say(walk, step, fresh._replace(tried=(*case.tried, case.partner)))


def _say(walk: Walk, step: Follow, after: Case | None) -> Target:
    """Say what was done, keep where the request stands now, and forget the answers that were handed over."""
    walk.change(case=after, consent=None, offer=None)
    walk.say(walk.render(step.text))
    walk.session = walk.session.without(step.fields)
    return step.then
