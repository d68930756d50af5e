"""Plays a person before the engine, with a clock of its own: what scenarios and the terminal share. Sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.content.counterpart import Counterpart
from bot.core import events
from bot.core.effects import (
    Button,
    CancelTimers,
    Document,
    Effect,
    Keyboard,
    MoveRequest,
    OpenRequest,
    Say,
    SetTimer,
    WithdrawRequests,
)
from bot.core.engine import Engine, Turn
from bot.core.session import Session


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot as it stands in the chat."""

    text: str
    buttons: tuple[Button, ...] = ()
    keyboard: Keyboard = Keyboard.SAME
    document: Document | None = None

    @property
    def words(self) -> str:
        """Return its text, and after it the name of the file that comes with it."""
        return f"{self.text}\n📎 {self.document.name}" if self.document else self.text

    @property
    def shares(self) -> bool:
        """Return whether its first button shares a position or a number instead of saying something."""
        return self.keyboard in (Keyboard.LOCATION, Keyboard.PHONE)

    @property
    def labels(self) -> list[str]:
        """Return the labels of its buttons."""
        return [button.label for button in self.buttons]


class Delivery(StrEnum):
    """Whether what the bot says reaches the phone: at once, once it works again, or never because it was blocked."""

    WORKS = "reprend"
    FAILS = "echoue"
    BLOCKED = "bloque"


@lru_cache(maxsize=2)
def _started_again(engine: Engine) -> Engine:
    """Return another engine for the same playbook; it takes a second to make, so that conversations share it."""
    return Engine(engine.playbook)


class Player:
    """One person's chat: their session, their timers, what they were shown, and what was asked of a partner."""

    def __init__(self, engine: Engine, now: datetime) -> None:
        """Begin with someone the bot does not know."""
        self.engine, self.now = engine, now
        self.session: Session | None = None
        self.timers: dict[str, SetTimer] = {}
        self.shown: list[Shown] = []
        self.held: list[Shown] = []
        self.said = 0
        self.delivery = Delivery.WORKS
        self.requests: list[OpenRequest] = []
        self.moves: list[MoveRequest] = []
        self.counterpart = Counterpart(engine.playbook.partners)
        self.visited: set[str] = set()

    def send(self, event: events.Event) -> tuple[Effect, ...]:
        """Let something happen; the session goes through its JSON first, as between two real turns."""
        known = Session.from_json(self.session.to_json()) if self.session else None
        turn = self.engine.advance(known, event, self.now)
        self.take(turn)
        return turn.effects

    def take(self, turn: Turn) -> None:
        """Let a turn happen to this person."""
        self.session = turn.session
        self.visited.update(turn.visited)
        for effect in turn.effects:
            self._do(effect)

    def restart(self) -> None:
        """Go on with a bot that was stopped and started: all that is left of before is what was stored."""
        self.engine = _started_again(self.engine)
        self.session = Session.from_json(self.session.to_json()) if self.session else None

    def _do(self, effect: Effect) -> None:
        self.counterpart.hears(effect, self.now)
        match effect:
            case Say(text, buttons, keyboard, _, document):
                self._say(Shown(text, buttons, keyboard, document))
            case SetTimer(name):
                self.timers[name] = effect
            case CancelTimers():
                self.timers.clear()
            case OpenRequest():
                self.requests.append(effect)
            case MoveRequest():
                self.moves.append(effect)
            case WithdrawRequests():
                self.requests.clear()
            case _:
                pass

    def _say(self, message: Shown) -> None:
        self.said += 1
        if self.delivery is Delivery.WORKS:
            self.shown.append(message)
        elif self.delivery is Delivery.FAILS:
            self.held.append(message)

    def deliver(self, delivery: Delivery) -> None:
        """Let messages arrive, wait or be lost from now on; those that waited arrive in order, or are lost too."""
        self.delivery = delivery
        if delivery is Delivery.WORKS:
            self.shown += self.held
        if delivery is not Delivery.FAILS:
            self.held = []

    def press(self, label: str, *, old: bool = False) -> events.Event | None:
        """Return the event of pressing a button, None when no message shows it; `old` skips the latest message."""
        place = self.place(label, old=old)
        return self.press_at(place) if place else None

    def place(self, label: str, *, old: bool = False, message: int | None = None) -> tuple[int, int] | None:
        """Return which message shows a button and which of its buttons it is, the latest first; None when none does.

        `message` looks in one message alone, counted from 1 among those with buttons; `old` skips the latest. A button
        that opens an address tells the bot nothing, so that it cannot be pressed here.
        """
        places = self._places(message)
        for number in reversed(places[:-1] if old else places):
            found = self.shown[number]
            for index, button in enumerate(found.buttons):
                if button.label == label and not button.url and not (found.shares and index == 0):
                    return number, index
        return None

    def _places(self, message: int | None = None) -> list[int]:
        """Return where the messages with buttons are, or the one of them that is counted."""
        places = [number for number, shown in enumerate(self.shown) if shown.buttons]
        return places if message is None else places[message - 1 : message]

    def press_at(self, place: tuple[int, int]) -> events.Event | None:
        """Return the event of pressing the button at a place, None when there is none."""
        number, index = place
        message = self.shown[number] if number < len(self.shown) else None
        if message is None or index >= len(message.buttons):
            return None
        button = message.buttons[index]
        return events.Wrote(button.label) if message.shares else events.Pressed(button.data)

    def labels(self, message: int | None = None) -> list[str]:
        """Return the labels under the latest message that has buttons, or under one counted as in `place`."""
        return [label for number in self._places(message)[-1:] for label in self.shown[number].labels]

    def wait(self, span: timedelta) -> None:
        """Let time go by; timers ring at their hour, soonest first."""
        self.until(self.now + span)

    def until(self, end: datetime) -> None:
        """Let time go by until a moment; nothing happens when it is past."""
        while due := sorted((timer for timer in self.timers.values() if timer.due <= end), key=lambda timer: timer.due):
            timer = self.timers.pop(due[0].name)
            self.now = max(self.now, timer.due)
            self.send(events.Rang(timer.name, timer.body))
        self.now = max(self.now, end)

    def stay_silent(self) -> bool:
        """Let time go by without a word until the bot speaks by itself; False when it never does."""
        before = self.said
        while self.timers and self.said == before:
            self.until(min(timer.due for timer in self.timers.values()))
        return self.said != before

    def partner_does(self, gesture: str, outcome: str = "") -> bool:
        """Let the partner act on the request; False when they may not do this now."""
        news = self.counterpart.does(gesture, outcome, self.now)
        if news:
            self.send(news)
        return news is not None

    def clock_brings(self, rung: str) -> bool:
        """Let time go by until a rung of the ladder tells the person something; False when it never comes."""
        found = self.counterpart.brings(rung, self.now)
        if found:
            news, at = found
            self.until(at)
            self.send(news)
        return found is not None
