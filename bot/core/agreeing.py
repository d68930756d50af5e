"""Agreements: who is proposed to call, what the person said yes to, and whether that still holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.core import promises, routing
from bot.core.flow import FIN, FOLLOWING, Agree, Step, Target
from bot.core.routing import Need
from bot.core.session import Case, Consent, Offered, Session
from bot.core.walk import Walk

CONSENT_HOLDS = timedelta(hours=12)
"""An agreement older than this is asked again before the request leaves."""


class NoConsent(RuntimeError):
    """A request was about to leave without an agreement; the content checks prove that this cannot happen."""


def agree(walk: Walk, step: Agree) -> Target | None:
    """Propose a partner: the next one to someone who follows their request, the best one to someone who has none."""
    walk.change(offer=None, consent=None)
    case = _followed(walk)
    if case is None and walk.session.living_case:
        return _already(walk)
    before = (case.partner, case.tried) if case else ("", ())
    offered = routing.offer(
        walk.playbook.partners, need(walk), walk.desks, walk.now, after=before[0], without=before[1]
    )
    if offered is None:
        return step.nobody
    walk.change(offer=Offered(offered.partner.id, offered.due, offered.reason))
    walk.ask(walk.render(step.text), step.options)
    walk.wait(step, step.silence)
    return None


def need(walk: Walk) -> Need:
    """Return what a request asks of a partner: that of the request under way, else that of someone who wants one."""
    session = walk.session
    case = _followed(walk)
    quartier = case.quartier or session.quartier if case else session.quartier
    age = session.answers.get("age", "")
    return Need(
        quartier=quartier,
        theme=case.theme if case else theme(session),
        language=session.language,
        age=int(age) if age.isdecimal() else None,
        place=walk.playbook.territory.name_of(quartier) if quartier else "",
    )


def theme(session: Session) -> str:
    """Return the dialogue that led to the one under way: what the call is about. A request made anew keeps its own."""
    before = session.stack[-2].dialogue if len(session.stack) > 1 else session.stack[-1].dialogue
    return session.case.theme if before == FOLLOWING and session.case and session.case.theme else before


def consent(walk: Walk, step: Agree) -> bool:
    """Keep the agreement to exactly what was shown; False when what we can promise is no longer that."""
    shown = walk.session.offer
    partner = walk.playbook.partners.get(shown.partner) if shown else None
    if shown is None or partner is None or promises.due(walk.now, partner.delay, partner) != shown.due:
        return False
    if not _holds(walk, shown):
        return False
    walk.change(consent=Consent(shown.partner, shown.due, walk.render(step.text), walk.now))
    return True


def standing(walk: Walk) -> Consent | None:
    """Return the agreement if it still holds: given lately, for this request, to someone who can still take it."""
    given = walk.session.consent
    if given is None or walk.now - given.at > CONSENT_HOLDS or not _holds(walk, given):
        return None
    return given if walk.session.living_case is None or _follows(walk) else None


def anew(walk: Walk) -> Target:
    """Go back to the agreement: what it said no longer holds. `suivi` knows from its first step which one it is."""
    if _followed(walk) or walk.session.living_case is None:
        walk.preface(walk.words.etape_changee)
    if _follows(walk):
        return Target("", "dialogue", FOLLOWING)
    return way_to(walk, lambda step: isinstance(step, Agree))


def way_to(walk: Walk, wanted: Callable[[Step], bool]) -> Target:
    """Return the way to a step of this dialogue, else to the first dialogue that has one; `suivi` is never a way."""
    here = walk.session.stack[-1].dialogue
    flows = (flow for flow in walk.playbook.flows.values() if flow.name != FOLLOWING)
    for flow in sorted(flows, key=lambda flow: flow.name != here):
        for step in filter(wanted, flow.steps.values()):
            return Target("", "etape", step.name) if flow.name == here else Target("", "dialogue", flow.name)
    raise NoConsent(here)


def _holds(walk: Walk, promised: Offered | Consent) -> bool:
    """Return whether a partner may still have the request; outside of a request under way, it covers the quartier."""
    at, needed = walk.playbook.partners.get(promised.partner), need(walk)
    covers = _followed(walk) is not None or (at is not None and at.covers(needed.quartier))
    return covers and routing.holds(at, needed, walk.desks, promised.due, walk.now)


def _already(walk: Walk) -> Target:
    """Lead someone whose request is under way to what is known of it."""
    if FOLLOWING in walk.playbook.flows:
        return Target("", "dialogue", FOLLOWING)
    walk.preface(walk.words.demande_en_cours)
    return FIN


def _follows(walk: Walk) -> bool:
    return walk.top is not None and walk.top.dialogue == FOLLOWING


def _followed(walk: Walk) -> Case | None:
    """Return the request that the dialogue under way is about."""
    return walk.session.case if _follows(walk) else None
