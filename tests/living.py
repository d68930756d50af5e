"""A bot that lives inside a test: the real parts, a real file, a Telegram on loopback, and a clock the test holds."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiosqlite

from bot.core.dates import PARIS
from bot.sandbox import Sandbox
from bot.sandbox.history import Message
from bot.service.clock import Clock
from bot.service.conversation import Conversation
from bot.service.relay import Relay
from bot.telegram.polling import Polling

REPO = Path(__file__).parent.parent
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=PARIS)
TOKEN = "123:TEST"
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
RENNES = -1001000000002
"""The group of the partner for Maurepas, as the shipped data have it."""
CREIL = -1001000000004
MENU = "Qu'est-ce qu'on fait ?"
WELCOME = "Salut ! Je suis Allervers"


class Phones(Sandbox):
    """A Telegram whose messages are read with ordinary spaces where a phone shows spaces that never break."""

    def history(self, chat_id: int) -> list[Message]:
        return [_plain(message) for message in super().history(chat_id)]

    def last(self, chat_id: int) -> Message | None:
        message = super().last(chat_id)
        return message and _plain(message)


def _plain(message: Message) -> Message:
    return replace(message, text=message.text.translate(SPACES), html=message.html.translate(SPACES))


class HeldClock(Clock):
    """A clock that moves when told. Who sleeps wakes when their time has come; `hurried`, at once and time follows."""

    def __init__(self, moment: datetime = THURSDAY, *, hurried: bool = False) -> None:
        self._now, self._start = moment.astimezone(UTC), moment
        self.hurried = hurried
        self.slept: list[float] = []
        self._alarms: list[tuple[datetime, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._start).total_seconds()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if self.hurried:
            self.move(seconds=seconds)
            await asyncio.sleep(0)
            return
        await self._alarm(seconds)

    async def until(self, event: asyncio.Event, seconds: float) -> None:
        """Wait as someone who sleeps does, but never hurried: only `move` or the event ends it."""
        alarm, rings = self._alarm(seconds), asyncio.ensure_future(event.wait())
        try:
            await asyncio.wait((alarm, rings), return_when=asyncio.FIRST_COMPLETED)
        finally:
            alarm.cancel()
            rings.cancel()

    def _alarm(self, seconds: float) -> asyncio.Future[None]:
        alarm: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._alarms = [(at, other) for at, other in self._alarms if not other.done()]
        if seconds > 0:
            self._alarms.append((self._now + timedelta(seconds=seconds), alarm))
        else:
            alarm.set_result(None)
        return alarm

    def move(self, **span: float) -> None:
        """Let time go by, and wake those whose time has come."""
        self._now += timedelta(**span)
        due = [alarm for at, alarm in self._alarms if at <= self._now]
        self._alarms = [(at, alarm) for at, alarm in self._alarms if at > self._now]
        for alarm in due:
            if not alarm.done():
                alarm.set_result(None)

    @property
    def alarms(self) -> int:
        """How many wait for their time."""
        return sum(not alarm.done() for _, alarm in self._alarms)

    async def asleep(self, times: int = 1) -> None:
        """Wait until someone has gone to sleep that many times."""
        await eventually(lambda: len(self.slept) >= times)


async def eventually(asked: Callable[[], Any], within: float = 60.0) -> Any:
    """Ask again and again until the answer, awaited if need be, is true."""
    async with asyncio.timeout(within):
        while True:
            answer = asked()
            answer = await answer if isinstance(answer, Awaitable) else answer
            if answer:
                return answer
            await asyncio.sleep(0.001)  # other threads get a turn: one that only spins starves them of the interpreter


@asynccontextmanager
async def running(*loops: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run endless loops beside the block; one that breaks fails the test."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
        broken = [task for task in tasks if task.done()]
        assert not broken, broken
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def failing(file: Path, does: str, table: str) -> AsyncIterator[None]:
    """Let the database refuse to INSERT into, UPDATE or DELETE from a table while the block runs.

    Whoever writes meanwhile goes on: only this waits for its turn.
    """
    async with aiosqlite.connect(file, isolation_level=None, timeout=60) as connection:
        await connection.execute(
            f"CREATE TRIGGER trouble BEFORE {does} ON {table} BEGIN SELECT RAISE(ABORT, 'disk trouble'); END"
        )
        try:
            yield
        finally:
            await connection.execute("DROP TRIGGER trouble")


def rows(file: Path, query: str) -> list[tuple[Any, ...]]:
    """Read the database as someone with a copy of it would."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


@dataclass(frozen=True)
class Bot:
    """The parts of a bot that polls, and the people of its Telegram."""

    sandbox: Sandbox
    conversation: Conversation
    relay: Relay
    polling: Polling

    def live(self) -> Any:
        """Return a block in which the bot answers whoever writes."""
        return running(self.conversation.run(), self.relay.run(), self.polling.run())


async def asks_for_a_call(sandbox: Sandbox, person: int) -> None:
    """Play someone of Maurepas from Start to a request that has left."""
    sandbox.send_text(person, "/start")
    for said, answer in (
        (MENU, "Je veux qu'on m'appelle"),
        ("Tu habites dans quel coin ?", "Rennes"),
        ("Lequel de ces quartiers ?", "Maurepas"),
        ("Tu es d'accord ?", "Oui, d'accord"),
    ):
        await sandbox.said(person, said)
        sandbox.press(person, label=answer)
    await sandbox.said(person, "C'est quoi ton prénom ?")
    sandbox.send_text(person, "Zohra")
    await sandbox.said(person, "Et ton numéro, Zohra ?")
    sandbox.send_text(person, "06 39 98 12 34")
    await sandbox.said(person, "C'est envoyé, Zohra.")
