"""`advance(session, event, now) -> Turn`: judges what came in, and lets the walk answer it. Pure.

An event is judged in this order: stop, emergency, a command (« retour » and « menu » may be typed without a slash),
the waiting step, a topic recognised in free text, the human who has the case, last « je n'ai pas compris ».
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import assert_never

from bot.core import answer, following, guiding, markup, proposing, reminding, understand
from bot.core.alarm import Alarm, Heard
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
from bot.core.flow import EMERGENCY, EMERGENCY_HELP, HELP, ROOT, STOP, WELCOME, Ask, Asked, Target
from bot.core.hearing import Hearing
from bot.core.play import play
from bot.core.playbook import Playbook
from bot.core.routing import Desks
from bot.core.screen import buttons_of
from bot.core.session import Session
from bot.core.territory import Point
from bot.core.tongue import SOURCE
from bot.core.walk import BACK, NO_DESKS, SILENCE, Walk

MAX_TEXT = 1_000
"""Characters of one typed message that are read; a longer one is answered kindly and kept nowhere."""

_BACK = "retour"
_ALWAYS = (ROOT, STOP, HELP)
"""Commands that work without standing in Telegram's menu."""
_ALIASES = {"help": HELP, "settings": "donnees"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What an event led to: the session as it stands now (None: forget this person), and what must go out."""

    session: Session | None
    effects: tuple[Effect, ...]
    visited: tuple[str, ...] = ()


class Engine:
    """Plays one published playbook."""

    def __init__(self, playbook: Playbook) -> None:
        """Compile nothing yet: what reads words is made for the first that are written, so that no start waits."""
        self.playbook = playbook

    @cached_property
    def topics(self) -> Hearing:
        """What hears what words are about."""
        return Hearing.of(self.playbook)

    @cached_property
    def alarm(self) -> Alarm:
        """What hears emergencies."""
        return Alarm.of(self.playbook)

    def advance(self, session: Session | None, event: Event, now: datetime, desks: Desks = NO_DESKS) -> Turn:
        """Return the turn that `event` leads to; `session` is None for someone we do not know."""
        walk = Walk(self.playbook, session or Session(), now.astimezone(UTC), play, desks)
        if not isinstance(event, Pressed):
            walk.change(pressed="")
        self._judge(walk, event)
        return Turn(None if walk.forgotten else walk.session, tuple(walk.effects), tuple(walk.visited))

    def _judge(self, walk: Walk, event: Event) -> None:
        match event:
            case Started(place, language):
                self._start(walk, place, language)
            case Commanded(name, rest):
                self._command(walk, _ALIASES.get(name, name), rest)
            case Wrote(text, language):
                self._wrote(walk, markup.strip(text), language)
            case Pressed(button, message):
                self._pressed(walk, button, message)
            case Located(latitude, longitude):
                self._located(walk, Point(latitude, longitude))
            case SharedNumber(phone, own):
                self._number(walk, phone, own=own)
            case SentOther(kind):
                answer.unread(walk, kind)
            case Rang(name, body):
                self._rang(walk, name, body)
            case CaseMoved():
                following.moved(walk, event)
            case _:
                assert_never(event)

    def apologise(self, session: Session | None, now: datetime) -> Turn:
        """Return the turn of someone for whom something broke inside: an honest sentence and the menu."""
        was = session or Session()
        kept = Session(screen=was.screen, keyboard=was.keyboard, case=was.case)
        kept = replace(kept, language=was.language, proposed=was.proposed)
        walk = Walk(self.playbook, kept, now.astimezone(UTC), play)
        walk.preface(walk.words.erreur)
        walk.call(ROOT)
        return Turn(walk.session, tuple(walk.effects), tuple(walk.visited))

    # One method for each thing that can come in

    def _start(self, walk: Walk, place: str, language: str) -> None:
        walk.change(stack=(), offered=(), lost=0, offer=None, consent=None)
        quartier = self.playbook.territory.links.get(place)
        if quartier:
            walk.change(quartier=quartier, place=place)
            walk.effects.append(Count(f"affiche:{place}"))
        if not proposing.propose(walk, language, WELCOME):
            walk.call(WELCOME)

    def _command(self, walk: Walk, name: str, rest: str) -> None:
        flow = self.playbook.flows.get(name)
        commands = flow is not None and (flow.command or name in _ALWAYS)
        if name == STOP and flow:
            walk.interrupt(STOP)
        elif commands and not self.alarm.heard(rest):
            walk.interrupt(name)
        else:
            self._wrote(walk, markup.strip(f"{name} {rest}".replace("_", " ").strip()))

    def _wrote(self, walk: Walk, text: str, language: str = "") -> None:
        if self.topics.exactly(text, STOP) and not self._stopping(walk, text):
            walk.interrupt(STOP)
        elif heard := self.alarm.heard(text, lambda: self._certain(walk, text)):
            self._alarmed(walk, heard)
        elif len(text) > MAX_TEXT:
            answer.again(walk, walk.words.trop_long)
        else:
            self._answer(walk, text, language)

    def _certain(self, walk: Walk, text: str) -> bool:
        """Return whether words are on a button, or surely about something; of whoever is being asked, nothing is."""
        asked = walk.top is not None and walk.top.dialogue == EMERGENCY
        offered = understand.option(text, walk.session.offered, numbers=False) is not None
        return not asked and (offered or self.topics.certain(text, walk.tongue.code))

    def _alarmed(self, walk: Walk, heard: Heard) -> None:
        """Help at once, or ask first when it is not sure; whoever is being asked has answered."""
        name = heard.emergency.name
        if walk.top and walk.top.dialogue == EMERGENCY:
            walk.effects.append(Count(f"urgence:{name}"))
            walk.go(Target("", "etape", EMERGENCY_HELP + name))
        elif heard.sure or EMERGENCY not in self.playbook.flows:
            walk.effects.append(Count(f"urgence:{name}"))
            walk.say(self._help(walk, heard))
            self._resume(walk)
        else:
            walk.effects.append(Count(f"urgence:{name}:question"))
            if heard.emergency.language != SOURCE:
                walk.speak(heard.emergency.language)
            walk.interrupt(EMERGENCY, name)

    def _help(self, walk: Walk, heard: Heard) -> str:
        """Return what to say of an emergency, in the language in which it was told, else in that of the person."""
        told = heard.emergency.language
        spoken = walk.playbook if told == SOURCE else self.playbook.speaking(told)
        return next(found.text for found in spoken.emergencies if found.name == heard.emergency.name)

    def _stopping(self, walk: Walk, text: str) -> bool:
        """Return whether words answer what `stop` asks: « efface tout » is the answer there, not the question."""
        asks = walk.top is not None and walk.top.dialogue == STOP
        return asks and understand.option(text, walk.session.offered, numbers=False) is not None

    def _answer(self, walk: Walk, text: str, language: str) -> None:
        """Let words answer the step under way, else lead to the topic that they name."""
        said = understand.fold(text)
        shown = said in [understand.fold_written(option.label) for option in walk.session.offered]
        if walk.top is None:
            self._topic(walk, text, language)
        elif said == _BACK and not shown:
            walk.go(BACK)
        elif self.topics.exactly(text, ROOT) and not shown:
            walk.interrupt(ROOT)
        elif (step := answer.unchanged(walk)) and not answer.written(walk, step, text):
            asked = walk.top.dialogue == EMERGENCY
            walk.go(Target("", "etape", step.fallback)) if asked else self._topic(walk, text)

    def _topic(self, walk: Walk, text: str, language: str = "") -> None:
        """Lead to what words are about; `language` is that of the Telegram of someone who never wrote before."""
        if proposing.choose(walk, text):
            return
        guess = guiding.weighed(walk, self.topics.guess(text, walk.tongue.code))
        told = language if guess.language == SOURCE else guess.language
        if proposing.propose(walk, told, guess.dialogue):
            return
        if guess.dialogue:
            walk.interrupt(guess.dialogue)
        else:
            guiding.unsure(walk, guess)

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
            guiding.lost(walk)

    def _rang(self, walk: Walk, name: str, body: str) -> None:
        silence = getattr(walk.standing(), "silence", None)
        if name.startswith(reminding.REMINDER):
            reminding.ring(walk, body)
        elif name == SILENCE and silence and body == str(walk.session.screen) and not walk.case_in_hands:
            walk.follow(silence.target)
