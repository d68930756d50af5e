"""`advance(session, event, now) -> Turn`: judges what came in, and lets the walk answer it. Pure.

An event is judged in this order: stop, emergency, a command, the waiting step, a topic recognised in free text,
the human who has the case, and last « je n'ai pas compris ». Every event gets an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.core import answer, asking, markup, understand
from bot.core.effects import Count, Effect, Hint
from bot.core.events import (
    Commanded,
    Event,
    Located,
    Pressed,
    Rang,
    RequestTaken,
    SentOther,
    SharedNumber,
    Started,
    Wrote,
)
from bot.core.flow import ROOT, STOP, WELCOME, Ask, Asked
from bot.core.play import REMINDER, play
from bot.core.playbook import Playbook
from bot.core.session import Case, Option, Session
from bot.core.territory import Point
from bot.core.understand import Phrasebook
from bot.core.walk import SILENCE, Walk, base36

MAX_TEXT = 1_000
"""Characters of one typed message that are read; a longer one is answered kindly and kept nowhere."""

_ALIASES = {"help": "aide", "settings": "donnees", "retour": "retour"}
_KINDS = {"voice": "un message vocal", "photo": "une photo", "sticker": "un autocollant", "video": "une vidéo"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What an event led to: the session as it stands now (None: forget this person), and what must go out."""

    session: Session | None
    effects: tuple[Effect, ...]
    visited: tuple[str, ...] = ()


class Engine:
    """Plays one published playbook."""

    def __init__(self, playbook: Playbook) -> None:
        """Compile what is asked of every message."""
        self.playbook = playbook
        self._phrases = Phrasebook(playbook.flows.values())

    def advance(self, session: Session | None, event: Event, now: datetime) -> Turn:
        """Return the turn that `event` leads to; `session` is None for someone we do not know."""
        walk = Walk(self.playbook, session or Session(), now, play)
        if not isinstance(event, Pressed):
            walk.change(pressed="")
        match event:
            case Started(place):
                self._start(walk, place)
            case Commanded(name):
                self._command(walk, _ALIASES.get(name, name))
            case Wrote(text):
                self._wrote(walk, markup.strip(text))
            case Pressed(button, message):
                self._pressed(walk, button, message)
            case Located(latitude, longitude):
                self._located(walk, Point(latitude, longitude))
            case SharedNumber(phone, own):
                self._number(walk, phone, own=own)
            case SentOther(kind):
                answer.again(walk, walk.words.illisible, sorte=_KINDS.get(kind, "ça"))
            case Rang(name, body):
                self._rang(walk, name, body)
            case RequestTaken(_, partner, due):
                walk.change(case=Case(partner, due, taken=True))
                walk.say(walk.render(walk.words.demande_prise, **walk.promise(partner, due)))
            case _:
                assert_never(event)
        return Turn(None if walk.forgotten else walk.session, tuple(walk.effects), tuple(walk.visited))

    def apologise(self, session: Session | None, now: datetime) -> Turn:
        """Return the turn of someone for whom something broke inside: an honest sentence and the menu."""
        known = session or Session()
        walk = Walk(self.playbook, Session(screen=known.screen, language=known.language, case=known.case), now, play)
        walk.preface(walk.words.erreur)
        walk.call(ROOT)
        return Turn(walk.session, tuple(walk.effects), tuple(walk.visited))

    # One method for each thing that can come in

    def _start(self, walk: Walk, place: str) -> None:
        walk.change(stack=(), offered=(), lost=0)
        quartier = self.playbook.territory.links.get(place)
        if quartier:
            walk.change(quartier=quartier, place=place)
            walk.effects.append(Count(f"affiche:{place}"))
        walk.call(WELCOME)

    def _command(self, walk: Walk, name: str) -> None:
        flow = self.playbook.flows.get(name)
        if name == "retour" and walk.top:
            walk.go(Option("", "retour"))
        elif flow and (flow.command or name in (ROOT, STOP)):
            self._interrupt(walk, name)
        else:
            self._wrote(walk, name.replace("_", " "))

    def _wrote(self, walk: Walk, text: str) -> None:
        emergency = understand.emergency(text, self.playbook.emergencies)
        if self._phrases.exactly(text, STOP):
            self._interrupt(walk, STOP)
        elif emergency:
            walk.effects.append(Count(f"urgence:{emergency.name}"))
            walk.say(emergency.text)
            self._resume(walk)
        elif len(text) > MAX_TEXT:
            answer.again(walk, walk.words.trop_long)
        elif understand.fold(text) == "retour":
            self._command(walk, "retour")
        elif answer.same_step(walk) and not answer.answered(walk, text):
            self._topic(walk, text)

    def _topic(self, walk: Walk, text: str) -> None:
        dialogue = self._phrases.dialogue(text)
        if dialogue:
            self._interrupt(walk, dialogue)
        else:
            answer.lost(walk)

    def _interrupt(self, walk: Walk, dialogue: str) -> None:
        """Open a dialogue in the middle of another, which is taken up again at its end."""
        walk.change(lost=0)
        if walk.top and walk.top.dialogue == dialogue:
            walk.change(stack=walk.session.stack[:-1])
        under_way = walk.top
        walk.call(dialogue, interrupts=under_way is not None and under_way.dialogue != ROOT)

    def _resume(self, walk: Walk) -> None:
        if walk.top and walk.top.dialogue != ROOT:
            answer.again(walk, walk.words.on_reprend)

    def _pressed(self, walk: Walk, button: str, message: int | None) -> None:
        session, step = walk.session, walk.standing()
        if button == session.pressed:
            walk.effects.append(Hint(walk.words.deja_pris({})))
            return
        screen, _, index = button.partition(".")
        if screen != base36(session.screen) or not index.isdigit() or int(index) >= len(session.offered):
            answer.again(walk, walk.words.vieux_bouton)
        elif step is not None and answer.same_step(walk):
            walk.change(pressed=button)
            if answer.gives_way(step):
                walk.replaces = message
            answer.choose(walk, step, session.offered[int(index)])

    def _located(self, walk: Walk, point: Point) -> None:
        step = walk.standing()
        if not (isinstance(step, Ask) and step.asked is Asked.QUARTIER):
            answer.again(walk, walk.words.pas_compris)
            return
        found = self.playbook.territory.around(point)
        if found:
            answer.live_in(walk, step, found[0].id)
        else:
            walk.ask(walk.words.position_inconnue({}), (asking.elsewhere(walk.words),))

    def _number(self, walk: Walk, phone: str, *, own: bool) -> None:
        step = walk.standing()
        if not (isinstance(step, Ask) and step.asked is Asked.TELEPHONE):
            answer.again(walk, walk.words.pas_compris)
        elif not own:
            answer.again(walk, walk.words.numero_d_un_autre)
        else:
            self._wrote(walk, phone if phone.startswith(("+", "0")) else f"+{phone}")

    def _rang(self, walk: Walk, name: str, body: str) -> None:
        silence = getattr(walk.standing(), "silence", None)
        if name.startswith(REMINDER):
            walk.say(body)
        elif name == SILENCE and silence and body == str(walk.session.screen) and not walk.session.case:
            walk.follow(silence.target)
