"""What each kind of step does when the walk reaches it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import assert_never

from bot.core import asking, routing
from bot.core.dates import PARIS
from bot.core.effects import CancelTimers, Count, Keyboard, OpenRequest, SetTimer, WithdrawRequests
from bot.core.flow import (
    FIN,
    ROOT,
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
            return next((target for holds, target in step.cases if holds(_known(walk))), step.otherwise)
        case Remind():
            return _remind(walk, step)
        case Forget():
            return _forget(walk, step)
        case _:
            assert_never(step)


def _known(walk: Walk) -> dict[str, object]:
    answers = walk.session.answers.items()
    numbers = {name: int(value) if value.isdigit() and len(value) < 4 else value for name, value in answers}
    return {**numbers, "quartier": walk.playbook.territory.name_of(walk.session.quartier)}


def _ask(walk: Walk, step: Ask, again: bool) -> Target | None:  # noqa: FBT001
    known = walk.session.quartier if step.asked is Asked.QUARTIER else walk.session.answers.get(step.name)
    if known and not again:
        return step.then
    options = asking.options(step, walk.playbook.territory, walk.words)
    if step.asked is Asked.TELEPHONE:
        walk.ask(walk.render(step.text), options, Keyboard.PHONE, walk.words.bouton_numero({}))
    else:
        walk.ask(walk.render(step.text), options)
    walk.wait(step, step.silence)
    return None


def _agree(walk: Walk, step: Agree) -> Target | None:
    case = walk.session.case
    if case and walk.now < case.due:
        walk.preface(walk.words.demande_en_cours)
        return FIN if len(walk.session.stack) > 1 else Target("", "dialogue", ROOT)
    offered = routing.offer(walk.playbook.partners.values(), walk.session.quartier, walk.now)
    if offered is None:
        return step.nobody
    partner, due = offered
    walk.change(offer=(partner.id, due), consent=None)
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
    session = walk.session
    if session.consent is None or session.quartier is None:
        raise NoConsent(step.name)
    if walk.now - session.consent.at > CONSENT_HOLDS:
        return _agree_anew(walk)
    fields = tuple((name, session.answers[name]) for name in step.fields)
    given = session.consent
    theme = session.stack[-2].dialogue if len(session.stack) > 1 else session.stack[-1].dialogue
    walk.effects.append(OpenRequest(given.partner, given.due, theme, session.quartier, fields, given))
    walk.effects.append(Count("demande"))
    walk.say(walk.render(step.text))
    kept = {name: value for name, value in session.answers.items() if name not in step.fields}
    walk.change(answers=kept, case=Case(given.partner, given.due), consent=None, offer=None)
    return step.then


def _agree_anew(walk: Walk) -> Target:
    """Go back to the agreement: the promise it named was counted from another day."""
    walk.change(consent=None)
    walk.preface(walk.words.etape_changee)
    steps = walk.playbook.flows[walk.session.stack[-1].dialogue].steps.values()
    return Target("", "etape", next(step.name for step in steps if isinstance(step, Agree)))


def _openings(walk: Walk) -> list[Opening]:
    return walk.playbook.territory.next_openings(walk.session.quartier, walk.now)


def _find(walk: Walk, step: Find) -> Target | None:
    found = _openings(walk)
    if not found:
        return step.empty
    cards = [walk.render(step.card, **opening.card(walk.now)) for opening in found]
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
