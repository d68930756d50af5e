"""One conversation tried in the studio: the real engine, a clock that one moves, and a note of all that was done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.content.acting import act
from bot.content.player import Player, Shown
from bot.content.scenario import MOVED
from bot.core.effects import Button
from bot.core.engine import Engine
from bot.studio import opening

MOST_DEEDS = 400
"""What may be done in one trial: it lies in memory."""

FROM_THE_MIDDLE = "Elle commence au milieu d'un dialogue ; un scénario commence par un premier message."
ANOTHER_LANGUAGE = "Elle commence dans une autre langue ; un scénario commence en français."


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done: the gesture and its value in the words of a scenario, and what it led to.

    `shown` counts the messages of the bot that were there before it; `moved` says what became of the request; `label`
    is what was on the button.
    """

    gesture: str
    value: str
    at: datetime
    shown: int
    moved: tuple[str, ...] = ()
    label: str = ""


class Trial:
    """A conversation under way."""

    def __init__(self, engine: Engine, now: datetime, language: str = "fr") -> None:
        """Begin with someone the bot does not know."""
        self.engine, self.start, self.language = engine, now, language
        self.player = Player(engine, now)
        self.deeds: list[Deed] = []
        self.unsaid = "" if language == "fr" else ANOTHER_LANGUAGE
        """Why it cannot be kept as a scenario, "" when it can."""

    @property
    def shown(self) -> Sequence[Shown]:
        """Return the messages of the bot so far."""
        return self.player.shown

    @property
    def full(self) -> bool:
        """Return whether no more may be done."""
        return len(self.deeds) >= MOST_DEEDS

    def open_at(self, dialogue: str, step: str) -> None:
        """Come to a step as if one had talked until there; it cannot be kept as a scenario."""
        self.unsaid = FROM_THE_MIDDLE
        turn = opening.enter(self.engine.playbook, dialogue, step, self.player.now, self.language)
        self.player.take(turn)

    def do(self, gesture: str, value: Any, written: str) -> bool:
        """Do something as a line of a scenario does it, `written` as it is written there; False when it cannot be."""
        before, at = self._counts(), self.player.now
        self._greet()
        if not act(self.player, gesture, value):
            return False
        self._note(gesture, written, at, before)
        return True

    def press(self, message: int, button: int) -> bool:
        """Touch a button, however old; False when it is not there, opens an address or shares something."""
        event, pressed = self.player.press_at((message, button)), self._button(message, button)
        if event is None or pressed is None:
            return False
        before, at = self._counts(), self.player.now
        gesture, written = self._gesture(pressed.label, (message, button))
        self.player.send(event)
        self._note(gesture, written, at, before, pressed.label)
        return True

    def _button(self, message: int, button: int) -> Button | None:
        """Return a button whose touch tells the bot something, None for any other."""
        shown = self.shown[message] if message < len(self.shown) else None
        if shown is None or button >= len(shown.buttons) or (shown.shares and button == 0):
            return None
        found = shown.buttons[button]
        return None if found.url else found

    def _gesture(self, label: str, place: tuple[int, int]) -> tuple[str, str]:
        """Return how a scenario touches the button at a place: the shortest way that means this one."""
        if self.player.place(label) == place:
            return "appuie", label
        if self.player.place(label, old=True) == place:
            return "appuie_ancien", label
        asking = [number for number, shown in enumerate(self.shown) if shown.buttons]
        named = json.dumps(label, ensure_ascii=False)
        return "appuie", f"{{bouton: {named}, du_message: {asking.index(place[0]) + 1}}}"

    def _greet(self) -> None:
        """Give the language to someone who writes for the first time."""
        if self.player.session is None and self.language != "fr":
            self.player.session = opening.stranger(self.language)

    def _counts(self) -> tuple[int, int, int]:
        return len(self.shown), len(self.player.requests), len(self.player.moves)

    def _note(self, gesture: str, written: str, at: datetime, before: tuple[int, int, int], label: str = "") -> None:
        shown, requests, moves = before
        moved = ["ouverte"] * (len(self.player.requests) - requests)
        moved += [MOVED[move.verb] for move in self.player.moves[moves:]]
        self.deeds.append(Deed(gesture, written, at, shown, tuple(moved), label))
