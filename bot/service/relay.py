"""Carries the outbox to Telegram: oldest first in each chat, at Telegram's pace, until it is delivered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from heapq import heappop, heappush
from itertools import groupby, islice

from sqlalchemy.exc import SQLAlchemyError

from bot.core.effects import Say
from bot.service.clock import Clock
from bot.service.letters import Letter
from bot.service.pace import Pace
from bot.service.whole import whole
from bot.store import Outgoing, Posted, Store

log = logging.getLogger(__name__)

AT_ONCE = 64
"""Calls under way at the same time."""
IN_A_ROW = 5
"""Messages of a chat that leave before they are cleared together: at most so many are said twice after a crash."""
MOST_CHATS = 1_000
"""Chats being served at the same time."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
"""Seconds before the first and between the last tries of a message that the network or Telegram would not take."""
SHUT_GROUP = "groupe_injoignable"
"""The alert that a group cannot be written to; its detail is the group's number."""
STOP_SECONDS = 3.0
"""What a stop leaves to the messages just delivered to be cleared; those that are not leave once more."""
LOOK_AGAIN = 20.0
"""Seconds between two looks at the outbox when nothing calls for one: what an earlier process left waiting."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Not now: after that many seconds, or by our own backoff."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The reader blocked the bot, or never spoke to it, or is gone."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message."""

    reason: str


Outcome = Sent | Retry | Unreachable | Refused
Deliver = Callable[[int, Say], Awaitable[Outcome]]


class Relay:
    """Reads the outbox, one task for each chat under way, and clears what was delivered in groups."""

    def __init__(self, store: Store, deliver: Deliver, clock: Clock) -> None:
        """Carry what lies in `store` by `deliver`."""
        self._store, self._deliver, self._clock = store, deliver, clock
        self._pace = Pace()
        self._calls = asyncio.Semaphore(AT_ONCE)
        self._wake = asyncio.Event()
        self._serving: dict[int, asyncio.Task[None]] = {}
        self._finished: dict[int, list[int]] = {}
        self._retries: list[float] = []

    def wake(self) -> None:
        """Say that something was posted."""
        self._wake.set()

    async def run(self) -> None:
        """Carry messages until cancelled; what is under way at that moment is carried again at the next start."""
        try:
            while True:
                self._wake.clear()
                looked = self._clock.monotonic()
                if not await whole(self._turn()):
                    await self._clock.sleep(FIRST_WAIT)
                elif len(self._serving) >= MOST_CHATS or not self._wake.is_set():
                    await self._rest(looked)
        finally:
            await self._stop()

    async def _turn(self) -> bool:
        """Clear what the finished chats were sent and take up what may leave now, in one transaction.

        Return False when the database would not: the finished chats then wait, so that nothing is said to them twice.
        While many chats are served only answers are taken up, so that they pass by a long round of news.
        """
        finished, self._finished = self._finished, {}
        sent = [number for numbers in finished.values() for number in numbers]
        under_way = self._serving.keys() - finished.keys()
        try:
            posted = await self._store.turn_over(
                sent, self._clock.now(), exclude=under_way, notices=len(under_way) < MOST_CHATS // 2
            )
        except SQLAlchemyError as error:
            log.error("the outbox could not be turned over: %s", type(error).__name__)
            self._finished |= finished
            return False
        for chat in finished:
            del self._serving[chat]
        self._serve(posted)
        return True

    async def _stop(self) -> None:
        """Clear what was delivered, and leave the rest for the next start."""
        tasks = list(self._serving.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_SECONDS)
        with suppress(SQLAlchemyError):
            await self._store.sent([number for numbers in self._finished.values() for number in numbers])

    async def _rest(self, looked: float) -> None:
        """Sleep until something is posted or delivered or may be tried again, and look again now and then anyway.

        What became due before the outbox was `looked` at, in the clock's seconds, has been taken up.
        """
        while self._retries and self._retries[0] <= looked:
            heappop(self._retries)
        soonest = self._retries[0] - self._clock.monotonic() if self._retries else LOOK_AGAIN
        await self._clock.until(self._wake, min(LOOK_AGAIN, max(0.0, soonest)))

    def _serve(self, posted: list[Posted]) -> None:
        for chat, rows in groupby(sorted(posted, key=lambda row: (row.chat, row.id)), key=lambda row: row.chat):
            self._serving[chat] = asyncio.create_task(self._chat(chat, list(islice(rows, IN_A_ROW))))

    async def _chat(self, chat: int, rows: list[Posted]) -> None:
        """Deliver a chat's messages in order; the first that cannot leave holds back the others."""
        done: list[int] = []
        try:
            for row in rows:
                if not await self._one(row):
                    break
                done.append(row.id)
        except SQLAlchemyError as error:
            log.error("the outbox could not be written: %s", type(error).__name__)
            await self._clock.sleep(FIRST_WAIT)
        finally:
            self._finished[chat] = done
            self.wake()

    async def _one(self, row: Posted) -> bool:
        """Deliver one message; return whether it is done with, and the next one of its chat may follow."""
        letter = _read(row.body)
        if letter is None:
            return True
        wait = self._pace.wait(row.chat, self._clock.monotonic(), notice=row.notice)
        if wait:
            await self._clock.sleep(wait)
        match await self._try(row.chat, letter.say):
            case Sent():
                return True
            case Refused(reason):
                log.error("Telegram refused a message: %s", reason)
                return True
            case Retry(seconds):
                await self._later(row, seconds or min(LONGEST_WAIT, FIRST_WAIT * 2**row.attempts))
            case Unreachable() if row.chat < 0:
                log.error("the group %d cannot be reached; its messages wait", row.chat)
                await whole(self._alert(row.chat))
                await self._later(row, LONGEST_WAIT)
            case Unreachable():
                await whole(self._give_up(row, letter))
        return False

    async def _try(self, chat: int, say: Say) -> Outcome:
        async with self._calls:
            try:
                return await self._deliver(chat, say)
            except Exception as error:  # noqa: BLE001  a fault in one message must not stop the others
                log.error("a message could not be delivered: %s", type(error).__name__)
                return Retry()

    async def _later(self, row: Posted, seconds: float) -> None:
        at = self._clock.now() + timedelta(seconds=seconds)
        heappush(self._retries, self._clock.monotonic() + seconds)
        await whole(self._store.retry(row.id, at))

    async def _alert(self, group: int) -> None:
        async with self._store.begin() as transaction:
            await transaction.raise_alert(SHUT_GROUP, str(group), self._clock.now())

    async def _give_up(self, row: Posted, letter: Letter) -> None:
        """Note that a reader cannot be reached, and tell who is told instead."""
        now = self._clock.now()
        async with self._store.begin() as transaction:
            await transaction.unreachable(row.chat, now)
            if letter.otherwise:
                chat, text = letter.otherwise
                await transaction.post([Outgoing(chat, Letter(Say(text)).to_json(), notice=True)], now)


def _read(body: str) -> Letter | None:
    """Read a letter; one that this version cannot read is dropped, or it would hold back its chat for ever."""
    try:
        return Letter.from_json(body)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        log.error("a letter could not be read: %s", type(error).__name__)
        return None
