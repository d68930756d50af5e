"""What each kind of step does when the walk reaches it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import assert_never

from bot.core import asking, finding, known, routing
from bot.core.dates import PARIS
from bot.core.effects import CancelTimers, Count, Keyboard, OpenRequest, SetTimer, WithdrawRequests
from bot.core.flow import (
    FIN,
    Agree,
    Ask,
    Asked,
    Branch,
    Choose,
    Find,
    Forget,
    Remind,
    Step,
    Submit,
    Target,
    Tell,
)
from bot.core.session import Case, Consent
from bot.core.territory import Opening
from bot.core.walk import Walk

EVE = time(18)
"""« La veille » is the day before at 18:00."""
CONSENT_HOLDS = timedelta(hours=12)
"""An agreement older than this is asked again before the request leaves."""
REMINDER = "rappel:"
"""What the names of the timers that a person asked for begin with."""


class NoConsent(RuntimeError):
    """A request was about to leave without an agreement; the content checks prove that this cannot happen."""


def play(walk: Walk, step: Step, again: bool) -> Target | None:  # noqa: FBT001
    """Play one step; return where to go next, or None to wait. `again` asks even what is already known."""
    match step:
        case Tell():
            walk.say(walk.render(step.text))
            return step.then
        case Choose():
            walk.ask(walk.render(step.text), step.options)
            walk.wait(step, step.silence)
            return None
        case Ask():
            return _ask(walk, step, again)
        case Agree():
            return _agree(walk, step)
        case Submit():
            return _submit(walk, step)
        case Find():
            return _find(walk, step)
        case Branch():
            testable = known.testable(walk.playbook, walk.session)
            return next((target for holds, target in step.cases if holds(testable)), step.otherwise)
        case Remind():
            return _remind(walk, step)
        case Forget():
            return _forget(walk, step)
        case _:
            assert_never(step)


def _ask(walk: Walk, step: Ask, again: bool) -> Target | None:  # noqa: FBT001
    answered = walk.session.quartier if step.asked is Asked.QUARTIER else walk.session.answers.get(step.name)
    if answered and not again:
        return step.then
    options = asking.options(step, walk.playbook.territory, walk.words)
    if step.asked is Asked.TELEPHONE:
        walk.ask(walk.render(step.text), options, Keyboard.PHONE, walk.words.bouton_numero({}))
    else:
        walk.ask(walk.render(step.text), options)
    walk.wait(step, step.silence)
    return None


def _agree(walk: Walk, step: Agree) -> Target | None:
    walk.change(offer=None, consent=None)
    if walk.case_in_hands:
        walk.preface(walk.words.demande_en_cours)
        return FIN
    offered = routing.offer(walk.playbook.partners.values(), walk.session.quartier, walk.now)
    if offered is None:
        return step.nobody
    partner, due = offered
    walk.change(offer=(partner.id, due))
    walk.ask(walk.render(step.text), step.options)
    walk.wait(step, step.silence)
    return None


def consent(walk: Walk, step: Agree) -> bool:
    """Keep the agreement to exactly what was shown; False when what we can promise is no longer that."""
    offered = routing.offer(walk.playbook.partners.values(), walk.session.quartier, walk.now)
    if offered is None or walk.session.offer != (offered[0].id, offered[1]):
        return False
    walk.change(consent=Consent(offered[0].id, offered[1], walk.render(step.text), walk.now))
    return True


def _submit(walk: Walk, step: Submit) -> Target:
    session, given = walk.session, _standing_consent(walk)
    if given is None:
        return _agree_anew(walk)
    missing = [name for name in step.fields if name not in session.answers]
    if missing:
        return _way_to(walk, lambda asked: asked.name == missing[0])
    fields = tuple((name, session.answers[name]) for name in step.fields)
    theme = session.stack[-2].dialogue if len(session.stack) > 1 else session.stack[-1].dialogue
    walk.effects.append(OpenRequest(given.partner, given.due, theme, session.quartier or "", fields, given))
    walk.effects.append(Count("demande"))
    walk.say(walk.render(step.text))
    kept = {name: value for name, value in session.answers.items() if name not in step.fields}
    walk.change(answers=kept, case=Case(given.partner, given.due), consent=None, offer=None)
    return step.then


def _standing_consent(walk: Walk) -> Consent | None:
    """Return the agreement if it still holds: given lately, and to someone who answers for the quartier."""
    given = walk.session.consent
    if given is None or walk.case_in_hands or walk.now - given.at > CONSENT_HOLDS:
        return None
    partner = walk.playbook.partners.get(given.partner)
    return given if partner and partner.covers(walk.session.quartier) else None


def _agree_anew(walk: Walk) -> Target:
    """Go back to the agreement: what it said no longer holds."""
    if not walk.case_in_hands:
        walk.preface(walk.words.etape_changee)
    return _way_to(walk, lambda step: isinstance(step, Agree))


def _way_to(walk: Walk, wanted: Callable[[Step], bool]) -> Target:
    """Return the way to a step of this dialogue, else to the first dialogue that has one."""
    here = walk.session.stack[-1].dialogue
    for flow in sorted(walk.playbook.flows.values(), key=lambda flow: flow.name != here):
        for step in filter(wanted, flow.steps.values()):
            return Target("", "etape", step.name) if flow.name == here else Target("", "dialogue", flow.name)
    raise NoConsent(here)


def _openings(walk: Walk) -> list[Opening]:
    return walk.playbook.territory.next_openings(walk.session.quartier, walk.now)


def _find(walk: Walk, step: Find) -> Target | None:
    found = finding.cards(walk, step.what)
    if not found:
        return step.empty
    cards = [walk.render(step.card, **card) for card in found]
    said = "\n\n".join([walk.render(step.text), *cards])
    if not step.options:
        walk.say(said)
        return step.then
    walk.ask(said, step.options)
    walk.wait(step, step.silence)
    return None


def _remind(walk: Walk, step: Remind) -> Target:
    for opening in _openings(walk):
        eve = _eve(opening.start)
        if eve > walk.now:
            card = walk.render(step.card, **opening.card(eve))
            walk.effects.append(SetTimer(REMINDER + opening.permanence.id, eve, card))
            walk.say(walk.render(step.text, **opening.card(walk.now)))
            return step.then
    return step.empty


def _eve(start: datetime) -> datetime:
    return datetime.combine(start.astimezone(PARIS).date() - timedelta(days=1), EVE, PARIS)


def _forget(walk: Walk, step: Forget) -> Target | None:
    walk.effects.append(CancelTimers())
    said = walk.render(step.text)
    if not step.everything:
        walk.say(said)
        return step.then
    walk.effects.append(WithdrawRequests())
    walk.say(said)
    walk.forgotten = True
    return None
