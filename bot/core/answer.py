"""What an answer does to the step under way, typed or pressed."""

from __future__ import annotations

from bot.core import asking, understand
from bot.core.effects import Keyboard
from bot.core.flow import WELCOME, Agree, Ask, Asked, Choose, Step, Text
from bot.core.play import consent
from bot.core.session import Option
from bot.core.walk import Walk


def again(walk: Walk, word: Text, **known: str) -> None:
    """Say a sentence and ask the question under way once more; someone new is welcomed."""
    walk.preface(word, **known)
    if walk.top:
        walk.again()
    else:
        walk.call(WELCOME)


def lost(walk: Walk) -> None:
    """Say honestly that nothing was understood, each time more simply."""
    walk.change(lost=walk.session.lost + 1)
    step, case = walk.standing(), walk.session.case
    if isinstance(step, Ask):
        again(walk, asking.refusal(step.asked, walk.words))
    elif case and walk.now < case.due:
        again(walk, walk.words.demande_en_cours)
    else:
        again(walk, walk.words.pas_compris if walk.session.lost == 1 else walk.words.encore_perdu)


def same_step(walk: Walk) -> bool:
    """Return whether the step is still written as it was asked; else say so, ask again, and return False."""
    step = walk.standing()
    if walk.top is None or (step and step.mark == walk.top.mark):
        return True
    if step:
        walk.preface(walk.words.etape_changee)
    walk.again()
    return False


def gives_way(step: Step) -> bool:
    """Return whether what comes after this step reads better in its place: menus do, lists and agreements stay."""
    return isinstance(step, Choose) or (isinstance(step, Ask) and step.asked is Asked.QUARTIER)


def answered(walk: Walk, text: str) -> bool:
    """Take typed words as the answer to the step under way; False when they are none."""
    step = walk.standing()
    if step is None:
        return False
    named = understand.option(text, walk.session.offered, numbers=not isinstance(step, Ask))
    if named is not None:
        choose(walk, step, walk.session.offered[named])
        return True
    return isinstance(step, Ask) and _typed(walk, step, text)


def _typed(walk: Walk, step: Ask, text: str) -> bool:
    if step.asked is Asked.QUARTIER:
        found = walk.playbook.territory.named(text)
        if len(found) == 1:
            live_in(walk, step, found[0].id)
        elif found:
            walk.ask(walk.words.quartier_precise({}), asking.quartier_options(found, walk.words))
        return bool(found)
    value = asking.read(step.asked, text)
    if value is not None:
        walk.change(lost=0)
        walk.answer(step.name, value)
        walk.go(step.then)
    return value is not None


def choose(walk: Walk, step: Step, option: Option) -> None:
    """Follow an option that was offered."""
    walk.change(lost=0)
    match option.kind:
        case "valeur" if isinstance(step, Ask):
            _value(walk, step, option.name)
        case "position":
            walk.ask(walk.words.position_demandee({}), (), Keyboard.LOCATION, walk.words.bouton_position({}))
        case _ if isinstance(step, Agree) and option.label == step.yes and not consent(walk, step):
            again(walk, walk.words.etape_changee)
        case _:
            walk.follow(option)


def _value(walk: Walk, step: Ask, value: str) -> None:
    if value.startswith(asking.CITY):
        quartiers = walk.playbook.territory.of_commune(value.removeprefix(asking.CITY))
        if len(quartiers) == 1:
            live_in(walk, step, quartiers[0].id)
        else:
            walk.ask(walk.words.quartier_precise({}), asking.quartier_options(quartiers, walk.words))
    elif value.startswith(asking.QUARTIER):
        live_in(walk, step, value.removeprefix(asking.QUARTIER))
    else:
        walk.answer(step.name, value)
        walk.go(step.then)


def live_in(walk: Walk, step: Ask, quartier: str) -> None:
    """Keep someone's quartier and go on."""
    walk.change(quartier=quartier, lost=0)
    walk.go(step.then)
