"""Stands at any step at once, with example answers, as someone would who came there by talking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.content.player import Shown
from bot.core.effects import Effect, Say
from bot.core.engine import Turn
from bot.core.flow import Ask, Asked, Branch, Flow
from bot.core.play import play
from bot.core.playbook import Playbook
from bot.core.session import Case, Frame, Offered, Session
from bot.core.walk import Walk

_EXAMPLES = {
    Asked.PRENOM: "Lina",
    Asked.AGE: "19",
    Asked.TELEPHONE: "+33639981234",
    Asked.OUI_NON: "oui",
    Asked.TEXTE: "quelques mots d'exemple",
}
"""What someone may have answered to each kind of question; the number is one made for examples."""


def example(playbook: Playbook, now: datetime, language: str, *, asked_for_a_call: bool = True) -> Session:
    """Return the session of someone who answered everything, and, if wanted, has a request under way."""
    answers = {step.name: _answer(step) for flow in playbook.flows.values() for step in flow.steps.values()
               if isinstance(step, Ask) and step.asked not in (Asked.QUARTIER, Asked.LANGUE)}  # fmt: skip
    quartier = next((q for partner in playbook.partners.values() for q in sorted(partner.quartiers)), None)
    partner = next((name for name, one in playbook.partners.items() if quartier in one.quartiers), "")
    due = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    case = Case(partner, due, member="Samira", theme="rappel", quartier=quartier)
    return Session(
        answers=answers,
        quartier=quartier,
        language=language,
        case=case if partner and asked_for_a_call else None,
        offer=Offered(partner, due) if partner else None,
    )


def _answer(step: Ask) -> str:
    if step.options and step.asked is Asked.CHOIX:
        return step.options[0].name
    return _EXAMPLES.get(step.asked, "exemple")


def enter(playbook: Playbook, dialogue: str, step: str, now: datetime, language: str) -> Turn:
    """Return the turn of someone who comes to a step of a dialogue with example answers, and goes on from there.

    Only in the dialogue that follows requests is there a request: elsewhere one may still be made.
    """
    session = example(playbook, now, language, asked_for_a_call=dialogue == "suivi")
    walk = Walk(playbook, session, now.astimezone(UTC), play)
    walk.change(offer=None)
    walk.change(stack=(Frame(dialogue, ""),))
    walk.run(walk.playbook.flows[dialogue].steps[step], again=True)
    return Turn(None if walk.forgotten else walk.session, tuple(walk.effects), tuple(walk.visited))


def look(playbook: Playbook, flow: Flow, step: str, now: datetime, language: str) -> tuple[Shown, ...]:
    """Return the messages of one step alone, as a phone shows them; none when it says nothing by itself.

    One that cannot be done with the example answers, such as a request without an agreement, still shows its words.
    """
    session = example(playbook, now, language, asked_for_a_call=flow.name == "suivi")
    walk = Walk(playbook, session, now.astimezone(UTC), play)
    walk.change(stack=(Frame(flow.name, ""),))
    found = walk.playbook.flows[flow.name].steps[step]
    if isinstance(found, Branch):
        return ()
    play(walk, found, True)  # noqa: FBT003  `again`
    if not any(isinstance(effect, Say) for effect in walk.effects):
        walk.say(walk.render(found.text))
    return _shown(walk.effects)


def _shown(effects: Sequence[Effect]) -> tuple[Shown, ...]:
    return tuple(
        Shown(effect.text, effect.buttons, effect.keyboard, effect.document)
        for effect in effects
        if isinstance(effect, Say)
    )


def stranger(language: str) -> Session:
    """Return the session of someone of whom only the language is known."""
    return Session(language=language)
