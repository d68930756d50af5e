"""The page on which a conversation is tried: a phone, its clock, and the partner at the other end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.content import scenario
from bot.content.player import Shown
from bot.core import dates, languages
from bot.core.callrequest import Outcome
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.tongue import SOURCE, right_to_left
from bot.service.labels import OUTCOMES
from bot.studio.call import Call
from bot.studio.trial import Deed, Trial

log = logging.getLogger(__name__)

HERE = "/essayer#fin"
OPENS = "/start"
CANNOT = {
    "partenaire": "Ici, le partenaire ne peut pas faire cela.",
    "horloge": "Ici, l'horloge n'amène pas cela.",
    "bouton": "Ce bouton n'est plus là, ou il ouvre une adresse.",
    "silence": "Rien n'est prévu : aucun message n'attend son heure.",
}
NO_REQUEST = "Il n'y a rien à reprendre : commencez une conversation."
BROKEN = "Le bot s'est cassé à ce geste. Montrez ceci à qui le développe :"
PARTNER = {
    "prend": "prend la demande",
    "tente": "appelle, sans réponse",
    "rend": "rend la demande",
    "refuse": "refuse la demande",
}
CLOCK = {"promesse": "l'heure promise", "verifier": "le lendemain de l'appel", "expirer": "l'expiration"}
SENT = {"vocal": "un message vocal", "photo": "une photo", "autocollant": "un autocollant"}
GESTURES = ("ecrit", "position", "numero", "envoie", "passe", "silence", "redemarre", "partenaire", "horloge")
"""The lines of a scenario that the page can make happen."""
JUMPS = ("1 h", "1 jour", "7 jours")


@dataclass(frozen=True, slots=True)
class Bubble:
    """What stands in the chat: a message of the bot with its number, or `note`, something that was done."""

    number: int = 0
    shown: Shown | None = None
    note: Deed | None = None
    moved: tuple[str, ...] = ()


async def show(call: Call) -> Response:
    """Show the conversation under way, or how to begin one."""
    trial, engine = call.visit.trial, call.look.engine
    spoken = [(code, languages.own(code)) for code in (engine.playbook.languages if engine else (SOURCE,))]
    now = (trial.player.now if trial else call.workshop.clock.now()).astimezone(PARIS)
    return call.show(
        "essayer.html",
        trial=trial,
        bubbles=list(_bubbles(trial)) if trial else [],
        spoken=spoken,
        now=now,
        said_now=f"{dates.day(now.date())} {now.year}, {dates.hour(now)}",
        places=_places(engine),
        asked=call.query.get("depuis", ""),
        stale=trial is not None and trial.engine is not engine,
        direction="rtl" if trial and right_to_left(_spoken(trial)) else "ltr",
        moves=PARTNER,
        outcomes=[(outcome.value, OUTCOMES[outcome]) for outcome in Outcome],
        clock=CLOCK,
        sent=SENT,
        jumps=JUMPS,
    )


async def begin(call: Call) -> Response:
    """Begin a conversation: from its first message, or at a step."""
    engine = call.look.engine
    if engine is None:
        return call.go("/problemes", "Rien ne peut être joué tant qu'il y a un problème critique.")
    at, language = _moment(call.written("quand")), call.written("langue") or SOURCE
    dialogue, _, step = call.written("depuis").partition(".")
    if at is None or language not in engine.playbook.languages:
        return call.go("/essayer", "Cette date ou cette langue ne peut pas être lue.")
    trial = Trial(engine, at, language)
    if dialogue and step not in getattr(engine.playbook.flows.get(dialogue), "steps", ()):
        raise HTTPException(404)
    call.visit.trial = trial
    return call.go(HERE, _broken(lambda: _open(trial, dialogue, step, call.written("message") or OPENS)))


async def act(call: Call) -> Response:
    """Do one thing in the conversation under way, and show what comes of it."""
    trial, gesture = call.visit.trial, call.path["geste"]
    if trial is None:
        return call.go("/essayer", NO_REQUEST)
    if gesture == "recommencer":
        call.visit.trial = None
        return call.go("/essayer")
    if trial.full:
        return call.go(HERE, "Cette conversation est très longue : recommencez-en une.")
    return call.go(HERE, _broken(lambda: _do(call, trial, gesture)))


def _broken(doing: Callable[[], str]) -> str:
    """Do something, and return what is to be said of it; the studio outlives a bot that breaks."""
    try:
        return doing()
    except HTTPException:
        raise
    except Exception as fault:  # noqa: BLE001  the engine under trial may break in any way
        log.error("a trial broke: %s", type(fault).__name__)
        return f"{BROKEN} {type(fault).__name__}"


def _open(trial: Trial, dialogue: str, step: str, first: str) -> str:
    if dialogue:
        trial.open_at(dialogue, step)
    else:
        trial.do("ecrit", first, first)
    return ""


def _do(call: Call, trial: Trial, gesture: str) -> str:
    """Do it, and return why it could not be done, "" when it was."""
    if gesture == "bouton":
        done = trial.press(_whole(call.written("message")), _whole(call.written("bouton")))
    elif gesture in GESTURES:
        value = call.written("valeur")
        try:
            line = scenario.LineForm.model_validate({gesture: value})
        except ValidationError:
            return f"« {value} » ne peut pas être lu ici."
        done = trial.do(gesture, getattr(line, gesture), value)
    else:
        raise HTTPException(404)
    return "" if done else CANNOT.get(gesture, "Cela ne peut pas se faire ici.")


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 10**6


def _moment(text: str) -> datetime | None:
    """Read the moment of a form, Paris time."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=PARIS)
    except ValueError:
        return None


def _spoken(trial: Trial) -> str:
    return trial.player.session.language if trial.player.session else trial.language


def _places(engine: Engine | None) -> list[tuple[str, list[str]]]:
    flows = engine.playbook.flows.values() if engine else ()
    return [(flow.title, [f"{flow.name}.{step}" for step in flow.steps]) for flow in flows]


def _bubbles(trial: Trial) -> Iterator[Bubble]:
    """Yield everything in the order in which it happened."""
    deeds = iter([*trial.deeds, None])
    deed = next(deeds)
    for number, shown in enumerate(trial.shown):
        while deed and deed.shown <= number:
            yield Bubble(note=deed)
            deed = next(deeds)
        yield Bubble(number, shown)
    while deed:
        yield Bubble(note=deed)
        deed = next(deeds)
