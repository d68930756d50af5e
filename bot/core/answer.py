"""What an answer does to the step under way, typed or pressed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core import asking, nearness, understand
from bot.core.agreeing import consent
from bot.core.effects import Keyboard
from bot.core.finding import CHOSEN
from bot.core.flow import LOST, WELCOME, Agree, Ask, Asked, Choose, Find, Step, Text
from bot.core.places import Point, Quartier
from bot.core.session import Option
from bot.core.walk import Walk

_MENUS = (Asked.QUARTIER, Asked.CHOIX, Asked.LANGUE)

_SORTS = ("voice", "photo", "sticker", "video")


def again(walk: Walk, word: Text, **more: str) -> None:
    """Say a sentence and ask the question under way once more; someone new is welcomed."""
    walk.preface(word, **more)
    if walk.top:
        walk.again()
    else:
        walk.call(WELCOME)


def unread(walk: Walk, kind: str) -> None:
    """Say kindly that only words are read, and ask again; `kind` is what was sent, as Telegram names it."""
    again(walk, walk.words.illisible, sorte=walk.tongue(f"sorte_{kind if kind in _SORTS else 'autre'}"))


def unchanged(walk: Walk) -> Step | None:
    """Return the step under way if it is still written as it was asked; else say so, ask again, and return None."""
    step = walk.standing()
    if step and walk.top and step.mark == walk.top.mark:
        return step
    if step:
        walk.preface(walk.words.etape_changee)
    walk.again()
    return None


def gives_way(step: Step) -> bool:
    """Return whether what comes after this step reads better in its place: menus do, lists and agreements stay."""
    return isinstance(step, Choose) or (isinstance(step, Ask) and step.asked in _MENUS)


def written(walk: Walk, step: Step, text: str) -> bool:
    """Take typed words as the answer to the step under way; False when they are none."""
    named = _named(walk, step, text)
    if named:
        choose(walk, step, named)
        return True
    return isinstance(step, Ask) and read(walk, step, text)


def _named(walk: Walk, step: Step, text: str) -> Option | None:
    """Return the option that words name; « ouais » and « nan » are as good as « oui » and « non »."""
    offered, asks = walk.session.offered, isinstance(step, Ask)
    index = understand.option(text, offered, numbers=not asks)
    if index is None and asks:
        index = understand.counted(text, offered)
    if index is None and not asks:
        index = _agreed(walk, text)
    return None if index is None else offered[index]


def _agreed(walk: Walk, text: str) -> int | None:
    """Return the button that a yes or a no means, in whatever language either is."""
    meant = asking.read(Asked.OUI_NON, text) or ""
    theirs = {"oui": walk.words.bouton_oui({}), "non": walk.words.bouton_non({})}.get(meant, "")
    found = (understand.option(said, walk.session.offered, numbers=False) for said in (meant, theirs))
    return next((index for index in found if index is not None), None)


def read(walk: Walk, step: Ask, text: str) -> bool:
    """Read words as the answer to a question of its kind; False when they cannot be."""
    if step.asked is Asked.QUARTIER:
        heard = walk.playbook.territory.named(text)
        if heard.quartiers:
            _live_in_one_of(walk, step, heard.quartiers, sure=heard.sure)
        return bool(heard.quartiers)
    value = asking.read(step.asked, text)
    if value is not None:
        _keep(walk, step, step.name, value)
    return value is not None


def choose(walk: Walk, step: Step, option: Option) -> None:
    """Follow an option that was offered."""
    walk.change(lost=0)
    match option.kind:
        case "valeur" if isinstance(step, Ask):
            _value(walk, step, option.name)
        case "valeur" if isinstance(step, Find):
            _keep(walk, step, CHOSEN[step.what], option.name)
        case "position" if isinstance(step, Ask):
            share = walk.words.bouton_position({})
            walk.ask(walk.words.position_demandee({}), (), Keyboard.LOCATION, share)
            walk.wait(step, step.silence)
        case _ if not walk.leads(option):
            again(walk, walk.words.etape_changee)
        case "dialogue" if walk.top and walk.top.dialogue == LOST:
            walk.go(option)
        case "dialogue" if option not in getattr(step, "options", ()):
            walk.interrupt(option.name)
        case _ if isinstance(step, Agree) and option.label == step.yes and not consent(walk, step):
            again(walk, walk.words.etape_changee)
        case _:
            walk.follow(option)


def _value(walk: Walk, step: Ask, value: str) -> None:
    if value.startswith(asking.CITY):
        commune = value.removeprefix(asking.CITY)
        _live_in_one_of(walk, step, walk.playbook.territory.of_commune(commune))
    elif value.startswith(asking.QUARTIER):
        live_in(walk, step, value.removeprefix(asking.QUARTIER))
    else:
        _keep(walk, step, step.name, value)


def _live_in_one_of(walk: Walk, step: Ask, quartiers: Sequence[Quartier], *, sure: bool = True) -> None:
    """Keep the quartier when it is alone and sure, else ask which of them it is."""
    if len(quartiers) == 1 and sure:
        live_in(walk, step, quartiers[0].id)
    else:
        word = walk.words.quartier_confirme if len(quartiers) == 1 else walk.words.quartier_precise
        precise(walk, step, word({}), asking.quartier_options(quartiers, walk.words))


def located(walk: Walk, step: Ask, point: Point) -> None:
    """Keep the quartier of a shared position when it is sure, else ask; the position is kept nowhere."""
    found, sure = walk.playbook.territory.locate(point)
    if not found:
        precise(walk, step, walk.words.position_inconnue({}), (asking.elsewhere(walk.words),))
    elif sure:
        live_in(walk, step, found[0][0].id)
    else:
        nearest, far = found[0]
        said = walk.words.position_proche({"quartier": nearest.name, "distance": nearness.away(far, walk.tongue)})
        precise(walk, step, said, asking.quartier_options([q for q, _ in found], walk.words))


def precise(walk: Walk, step: Ask, said: str, options: tuple[Option, ...]) -> None:
    """Ask the question under way in other words, with other buttons."""
    walk.ask(said, options)
    walk.wait(step, step.silence)


def _keep(walk: Walk, step: Ask | Find, name: str, value: str) -> None:
    walk.change(lost=0)
    if isinstance(step, Ask) and step.asked is Asked.LANGUE:
        walk.speak(value)
    else:
        walk.session = walk.session.with_answer(name, value)
    walk.go(step.then)


def live_in(walk: Walk, step: Ask, quartier: str) -> None:
    """Keep someone's quartier and go on."""
    walk.change(quartier=quartier, lost=0)
    walk.go(step.then)
