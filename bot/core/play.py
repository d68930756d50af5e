"""What each kind of step does when the walk reaches it."""

from __future__ import annotations

from typing import assert_never

from bot.core import agreeing, asking, finding, following, known, reminding, scrubbing, sending
from bot.core.effects import CancelTimers, Count, KeepIdea, Keyboard, OpenRequest, WithdrawRequests
from bot.core.flow import (
    Agree,
    Ask,
    Asked,
    Branch,
    Choose,
    Deposit,
    Find,
    Follow,
    Forget,
    Remind,
    Send,
    Step,
    Submit,
    Target,
    Tell,
)
from bot.core.session import Case, Option
from bot.core.walk import Walk

MOST_OF_A_LABEL = 40
"""Characters of a button that a phone shows whole."""


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
            return agreeing.agree(walk, step)
        case Find():
            return _find(walk, step)
        case Branch():
            return following.branch(walk, step)
        case _:
            return _act(walk, step)


def _act(walk: Walk, step: Submit | Follow | Remind | Send | Deposit | Forget) -> Target | None:
    """Play a step that does something for the person."""
    match step:
        case Submit():
            return _submit(walk, step)
        case Follow():
            return following.follow(walk, step)
        case Remind():
            return reminding.remind(walk, step)
        case Send():
            return sending.send(walk, step)
        case Deposit():
            return _deposit(walk, step)
        case Forget():
            return _forget(walk, step)
        case _:
            assert_never(step)


def _ask(walk: Walk, step: Ask, again: bool) -> Target | None:  # noqa: FBT001
    answered = walk.session.quartier if step.asked is Asked.QUARTIER else walk.session.answers.get(step.name)
    if answered and not again:
        return step.then
    options = asking.options(step, walk.playbook)
    if step.asked is Asked.TELEPHONE:
        walk.ask(walk.render(step.text), options, Keyboard.PHONE, walk.words.bouton_numero({}))
    else:
        walk.ask(walk.render(step.text), options)
    walk.wait(step, step.silence)
    return None


def _submit(walk: Walk, step: Submit) -> Target:
    session, given = walk.session, agreeing.standing(walk)
    if given is None:
        return agreeing.anew(walk)
    if missing := _missing(walk, step):
        return missing
    theme, quartier = agreeing.theme(session), session.quartier or ""
    walk.effects += [
        OpenRequest(
            given.partner,
            given.due,
            theme,
            quartier,
            session.given(step.fields),
            given,
            language=session.language,
            place=session.place,
            reason=session.offer.reason if session.offer else "",
        ),
        Count("demande"),
    ]
    walk.say(walk.render(step.text))
    walk.session = walk.session.without(step.fields)
    case = Case(given.partner, given.due, wish=session.answers.get(known.WISH, ""), theme=theme, quartier=quartier)
    walk.change(case=case, consent=None, offer=None)
    return step.then


def _missing(walk: Walk, step: Submit | Deposit) -> Target | None:
    """Return the way to the first answer that is to be handed over and was not given, None when all were."""
    missing = [name for name in step.fields if name not in walk.session.answers]
    return agreeing.way_to(walk, lambda asked: asked.name == missing[0]) if missing else None


def _deposit(walk: Walk, step: Deposit) -> Target:
    """Leave what was written with the operators; the session of its author keeps nothing of it."""
    if missing := _missing(walk, step):
        return missing
    written = "\n".join(value for _, value in walk.session.given(step.fields))
    walk.effects += [KeepIdea(scrubbing.scrub(written)), Count("idee")]
    walk.say(walk.render(step.text))
    walk.session = walk.session.without(step.fields)
    return step.then


def _find(walk: Walk, step: Find) -> Target | None:
    found = finding.find(walk, step.what, step.kinds)
    if not found:
        return step.empty
    if step.what in finding.COUNTED:
        walk.effects.append(Count(finding.COUNTED[step.what]))
    said = "\n\n".join([walk.render(step.text), *(walk.render(step.card, **card) for _, card in found)])
    options = (*_buttons(walk, step, found), *step.options)
    if not options:
        walk.say(said)
        return step.then
    walk.ask(said, options)
    walk.wait(step, step.silence)
    return None


def _buttons(walk: Walk, step: Find, found: list[finding.Found]) -> tuple[Option, ...]:
    """Return a button for each thing found that can be chosen; those that would read the same bear their number."""
    if step.label is None:
        return ()
    said = [walk.render(step.label, **card).strip() for _, card in found]
    labels = [f"{number}. {label}" if said.count(label) > 1 else label for number, label in enumerate(said, 1)]
    return tuple(Option(_cut(label), "valeur", thing.id) for label, thing in zip(labels, found, strict=True))


def _cut(label: str) -> str:
    return label if len(label) <= MOST_OF_A_LABEL else label[: MOST_OF_A_LABEL - 1].rstrip() + "…"


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
