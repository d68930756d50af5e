"""`advance(session, event, now) -> Turn`: judges what came in, and lets the walk answer it. Pure.

An event is judged in this order: stop, emergency, a command (« retour » and « menu » may be typed without a slash),
the waiting step, a topic recognised in free text, the human who has the case, and last « je n'ai pas compris ». Every
event gets an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from bot.core import answer, following, markup, reminding, understand
from bot.core.effects import Count, Effect, Hint
from bot.core.events import (
    CaseMoved,
    Commanded,
    Event,
    Located,
    Pressed,
    Rang,
    SentOther,
    SharedNumber,
    Started,
    Wrote,
)
from bot.core.flow import HELP, ROOT, STOP, WELCOME, Ask, Asked
from bot.core.play import play
from bot.core.playbook import Playbook
from bot.core.routing import Desks
from bot.core.screen import buttons_of
from bot.core.session import Session
from bot.core.territory import Point
from bot.core.understand import Phrasebook
from bot.core.walk import BACK, NO_DESKS, SILENCE, Walk

MAX_TEXT = 1_000
"""Characters of one typed message that are read; a longer one is answered kindly and kept nowhere."""

_BACK = "retour"
_ALWAYS = (ROOT, STOP, HELP)
"""Commands that work without standing in Telegram's menu."""
_ALIASES = {"help": HELP, "settings": "donnees"}
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

    def advance(self, session: Session | None, event: Event, now: datetime, desks: Desks = NO_DESKS) -> Turn:
        """Return the turn that `event` leads to; `session` is None for someone we do not know."""
        walk = Walk(self.playbook, session or Session(), now.astimezone(UTC), play, desks)
        if not isinstance(event, Pressed):
            walk.change(pressed="")
        self._judge(walk, event)
        return Turn(None if walk.forgotten else walk.session, tuple(walk.effects), tuple(walk.visited))

    def _judge(self, walk: Walk, event: Event) -> None:
        match event:
            case Started(place):
                self._start(walk, place)
            case Commanded(name, rest):
                self._command(walk, _ALIASES.get(name, name), rest)
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
            case CaseMoved():
                following.moved(walk, event)
            case _:
                assert_never(event)

    def apologise(self, session: Session | None, now: datetime) -> Turn:
        """Return the turn of someone for whom something broke inside: an honest sentence and the menu."""
        was = session or Session()
        kept = Session(screen=was.screen, language=was.language, keyboard=was.keyboard, case=was.case)
        walk = Walk(self.playbook, kept, now.astimezone(UTC), play)
        walk.preface(walk.words.erreur)
        walk.call(ROOT)
        return Turn(walk.session, tuple(walk.effects), tuple(walk.visited))

    # One method for each thing that can come in

    def _start(self, walk: Walk, place: str) -> None:
        walk.change(stack=(), offered=(), lost=0, offer=None, consent=None)
        quartier = self.playbook.territory.links.get(place)
        if quartier:
            walk.change(quartier=quartier, place=place)
            walk.effects.append(Count(f"affiche:{place}"))
        walk.call(WELCOME)

    def _command(self, walk: Walk, name: str, rest: str) -> None:
        flow = self.playbook.flows.get(name)
        commands = flow is not None and (flow.command or name in _ALWAYS)
        if name == STOP and flow:
            walk.interrupt(STOP)
        elif commands and not understand.emergency(rest, self.playbook.emergencies):
            walk.interrupt(name)
        else:
            self._wrote(walk, markup.strip(f"{name} {rest}".replace("_", " ").strip()))

    def _wrote(self, walk: Walk, text: str) -> None:
        emergency = understand.emergency(text, self.playbook.emergencies)
        if self._phrases.exactly(text, STOP) and not self._stopping(walk, text):
            walk.interrupt(STOP)
        elif emergency:
            walk.effects.append(Count(f"urgence:{emergency.name}"))
            walk.say(emergency.text)
            self._resume(walk)
        elif len(text) > MAX_TEXT:
            answer.again(walk, walk.words.trop_long)
        else:
            self._answer(walk, text)

    def _stopping(self, walk: Walk, text: str) -> bool:
        """Return whether words answer what `stop` asks: « efface tout » is the answer there, not the question."""
        asks = walk.top is not None and walk.top.dialogue == STOP
        return asks and understand.option(text, walk.session.offered, numbers=False) is not None

    def _answer(self, walk: Walk, text: str) -> None:
        """Let words answer the step under way, else lead to the topic that they name."""
        said = understand.fold(text)
        shown = said in [understand.fold_written(option.label) for option in walk.session.offered]
        if walk.top is None:
            self._topic(walk, text)
        elif said == _BACK and not shown:
            walk.go(BACK)
        elif self._phrases.exactly(text, ROOT) and not shown:
            walk.interrupt(ROOT)
        elif (step := answer.unchanged(walk)) and not answer.written(walk, step, text):
            self._topic(walk, text)

    def _topic(self, walk: Walk, text: str) -> None:
        dialogue = self._phrases.dialogue(text)
        if dialogue:
            walk.interrupt(dialogue)
        else:
            answer.lost(walk)

    def _resume(self, walk: Walk) -> None:
        if walk.top and walk.top.dialogue != ROOT:
            answer.again(walk, walk.words.on_reprend)

    def _pressed(self, walk: Walk, button: str, message: int | None) -> None:
        option = buttons_of(walk.session).get(button)
        if button and button == walk.session.pressed:
            walk.effects.append(Hint(walk.words.deja_pris({})))
        elif option is None or walk.top is None:
            answer.again(walk, walk.words.vieux_bouton)
        elif step := answer.unchanged(walk):
            walk.change(pressed=button)
            walk.replaces = message if answer.gives_way(step) else None
            answer.choose(walk, step, option)

    def _asks(self, walk: Walk, asked: Asked) -> Ask | None:
        """Return the question under way if it is of this kind; else say what is under way, and return None."""
        if walk.top is None:
            answer.again(walk, walk.words.pas_compris)
            return None
        step = answer.unchanged(walk)
        if step is None or (isinstance(step, Ask) and step.asked is asked):
            return step
        answer.again(walk, walk.words.pas_compris)
        return None

    def _located(self, walk: Walk, point: Point) -> None:
        step = self._asks(walk, Asked.QUARTIER)
        if step:
            answer.located(walk, step, point)

    def _number(self, walk: Walk, phone: str, *, own: bool) -> None:
        step = self._asks(walk, Asked.TELEPHONE)
        if step and not own:
            answer.again(walk, walk.words.numero_d_un_autre)
        elif step and not answer.read(walk, step, phone if phone.startswith(("+", "0")) else f"+{phone}"):
            answer.lost(walk)

    def _rang(self, walk: Walk, name: str, body: str) -> None:
        silence = getattr(walk.standing(), "silence", None)
        if name.startswith(reminding.REMINDER):
            reminding.ring(walk, body)
        elif name == SILENCE and silence and body == str(walk.session.screen) and not walk.case_in_hands:
            walk.follow(silence.target)
