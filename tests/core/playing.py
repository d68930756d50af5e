"""A little language to play a conversation: `person >> event` returns what the bot said.

Every turn sends the session through its JSON, as between two real turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.dates import PARIS
from bot.core.effects import (
    Button,
    CancelTimers,
    Count,
    Effect,
    Hint,
    Keyboard,
    MoveRequest,
    OpenRequest,
    Say,
    SetTimer,
)
from bot.core.engine import Engine, Turn
from bot.core.events import Event, Pressed, Rang, typed
from bot.core.playbook import Playbook
from bot.core.session import Session

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=PARIS)


@dataclass(frozen=True)
class Press:
    """Press the button with this label, under the latest message that has it or `earlier` ones."""

    label: str
    earlier: int = 0


@dataclass(frozen=True)
class After:
    """Let time go by; what rings meanwhile rings."""

    span: timedelta


def press(label, earlier=0):
    return Press(label, earlier)


def after(**span):
    return After(timedelta(**span))


class Person:
    """Someone before the engine, with a clock, timers and everything they were shown."""

    def __init__(self, playbook: Playbook, now: datetime = WEDNESDAY) -> None:
        self.engine, self.now = Engine(playbook), now
        self.session: Session | None = None
        self.turn = Turn(None, ())
        self.shown: list[Say] = []
        self.timers: dict[str, SetTimer] = {}
        self.requests: list[OpenRequest] = []
        self.moves: list[MoveRequest] = []
        self.counts: list[str] = []

    def __rshift__(self, gesture: Event | Press | After | str) -> list[str]:
        """Play a typed line, a press, an event or the passing of time; return what is said to it."""
        if isinstance(gesture, After):
            return self._wait(gesture.span)
        if isinstance(gesture, Press):
            gesture = Pressed(self.button(gesture.label, gesture.earlier).data, message=7)
        return self._play(typed(gesture) if isinstance(gesture, str) else gesture)

    def play(self, *gestures: Event | Press | After | str) -> Person:
        """Play one gesture after the other."""
        for gesture in gestures:
            self >> gesture
        return self

    def _play(self, event: Event) -> list[str]:
        self.now += timedelta(seconds=2)
        self.take(self.engine.advance(self.session, event, self.now))
        return [effect.text for effect in self.turn.effects if isinstance(effect, Say | Hint)]

    def take(self, turn: Turn) -> None:
        """Keep a turn, its session as it comes back from its JSON."""
        self.turn = turn
        self.session = turn.session and Session.from_json(turn.session.to_json())
        assert self.session == turn.session
        for effect in turn.effects:
            self._do(effect)

    def _do(self, effect: Effect) -> None:
        match effect:
            case Say():
                self.shown.append(effect)
            case SetTimer(name):
                self.timers[name] = effect
            case CancelTimers():
                self.timers.clear()
            case OpenRequest():
                self.requests.append(effect)
            case MoveRequest():
                self.moves.append(effect)
            case Count(what):
                self.counts.append(what)
            case _:
                pass

    def _wait(self, span: timedelta) -> list[str]:
        end, said = self.now + span, []
        while due := sorted((t for t in self.timers.values() if t.due <= end), key=lambda timer: timer.due):
            self.now = due[0].due
            said += self._play(Rang(due[0].name, self.timers.pop(due[0].name).body))
        self.now = end
        return said

    def swap(self, playbook: Playbook) -> None:
        """Publish another version under the conversation."""
        self.engine = Engine(playbook)

    def button(self, label: str, earlier: int = 0) -> Button:
        """Return a button by its label."""
        found = [b for say in reversed(self.shown) for b in say.buttons if b.label == label]
        return found[earlier]

    @property
    def labels(self) -> list[str]:
        """The labels under the last message."""
        return [button.label for button in self.shown[-1].buttons]

    @property
    def keyboards(self) -> list[Keyboard]:
        """What each message of the last turn did to the keyboard."""
        return [effect.keyboard for effect in self.turn.effects if isinstance(effect, Say)]

    @property
    def where(self) -> str:
        """The dialogues that are open and the step of the last: `menu > rappel.prenom`."""
        stack = self.session.stack if self.session else ()
        return " > ".join([*(frame.dialogue for frame in stack[:-1]), *(f"{f.dialogue}.{f.step}" for f in stack[-1:])])
