"""A crowd of young people on the sandbox, who each do the next thing as soon as the bot has answered the last."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.sandbox import Sandbox

MENU, WHERE, WHICH, LIST, CEJ = (
    "Qu'est-ce qu'on fait",
    "dans quel coin",
    "Lequel de ces",
    "Voici où passer",
    "Le CEJ, c'est",
)

MEETING = (
    ("/start", MENU),
    ("Où passer près de chez moi", WHERE),
    ("Rennes", WHICH),
    ("Maurepas", LIST),
    ("C'est bon, merci", MENU),
)
SCRIPT = (
    ("/start", MENU),
    ("Où passer près de chez moi", LIST),
    ("c'est quoi le cej", CEJ),
    ("C'est bon, merci", LIST),
    ("Changer de quartier", WHERE),
    ("Rennes", WHICH),
    ("Maurepas", LIST),
    ("Changer de quartier", WHERE),
    ("les gayeulles", LIST),
    ("C'est bon, merci", MENU),
)
"""What is written or pressed, and the words that show the answer has come; everyone meets the bot first."""
LINES = MEETING + SCRIPT


@dataclass(slots=True)
class Walker:
    """One young person: how far in the script, and since when an answer is awaited (0 when it came)."""

    id: int
    step: int = 0
    asked: float = 0.0
    waiting: bool = False


class Crowd:
    """`people` young people, of whom `at_once` wait for an answer at any moment."""

    def __init__(self, sandbox: Sandbox, people: int, at_once: int) -> None:
        """Hear what the bot does in `sandbox`."""
        self._sandbox, self._at_once = sandbox, at_once
        self._walkers = {p.id: Walker(p.id) for p in (sandbox.add_person(f"Jeune {i}") for i in range(people))}
        self._idle = deque(self._walkers.values())
        self._left = 0
        self.latencies: list[float] = []
        self._done = asyncio.Event()
        sandbox.listeners.append(self._heard)

    async def play(self, updates: int) -> float:
        """Send that many updates, as fast as they are answered; return the seconds it took."""
        self.latencies, self._left = [], updates
        self._done.clear()
        begun = time.perf_counter()
        for _ in range(self._at_once):
            self._next()
        await self._done.wait()
        return time.perf_counter() - begun

    def _next(self) -> None:
        if self._left <= 0:
            return
        self._left -= 1
        walker = self._idle.popleft()
        said, _ = LINES[walker.step]
        walker.asked, walker.waiting = time.perf_counter(), True
        if said.startswith("/") or said.islower():
            self._sandbox.send_text(walker.id, said)
        else:
            self._sandbox.press(walker.id, label=said)

    def _heard(self, event: dict[str, Any]) -> None:
        """Note the first reply to each update; go on when the whole answer has come."""
        walker = self._walkers.get(event.get("chat_id", 0)) if event["type"] == "chat" else None
        if walker is None or not walker.waiting:
            return
        last = self._latest(walker.id)
        if last is None:
            return
        if walker.asked:
            self.latencies.append(time.perf_counter() - walker.asked)
            walker.asked = 0.0
        if LINES[walker.step][1] in last:
            walker.waiting = False
            walker.step = walker.step + 1 if walker.step + 1 < len(LINES) else len(MEETING)
            self._idle.append(walker)
            self._next()
            if not self._left and not any(w.waiting for w in self._walkers.values()):
                self._done.set()

    def _latest(self, chat: int) -> str | None:
        """Return the bot's latest words in a chat, None while the person's own are the latest."""
        message = next(reversed(self._sandbox.chats[chat].messages.values()), None)
        return message.get("text", "") if message and message["from"]["is_bot"] else None
