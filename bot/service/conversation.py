"""Takes arrivals and returns once what they led to is committed: one transaction for all that waits (group commit)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.exc import SQLAlchemyError

from bot.core.engine import Engine
from bot.core.events import Wrote
from bot.service.arrivals import Answer, Arrival
from bot.service.batch import Batch
from bot.service.clock import Clock
from bot.service.done import Mailbox
from bot.service.drafts import Drafts
from bot.service.reloading import make_all
from bot.service.whole import whole
from bot.store import Store

log = logging.getLogger(__name__)

MOST = 200
"""Arrivals in one transaction."""

Hints = Mapping[str, Answer]
_Waiting = tuple[Sequence[Arrival], "asyncio.Future[Hints]"]


class NotTaken(RuntimeError):
    """The arrivals were not written; whoever brought them must bring them again."""


class Conversation:
    """The one way in. `engine` may be replaced at any time; a batch plays with the one it began with."""

    def __init__(
        self, store: Store, engine: Engine, clock: Clock, posted: Callable[[], None], mailbox: Mailbox | None = None
    ) -> None:
        """Write into `store`; call `posted` whenever letters or mails may have been posted."""
        self.engine = engine
        self._listening: Engine | None = None
        self.drafts: Drafts | None = None
        self._mailbox = mailbox
        self._store, self._clock, self._posted = store, clock, posted
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue()

    async def take(self, arrivals: Sequence[Arrival]) -> Hints:
        """Return, after the commit, the answer to each press or move by its query; raises `NotTaken` if none was."""
        if not arrivals:
            return {}
        done: asyncio.Future[Hints] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait((arrivals, done))
        return await done

    async def run(self) -> None:
        """Commit what waits, batch after batch, until cancelled."""
        while True:
            batch = [await self._waiting.get()]
            while not self._waiting.empty() and sum(len(arrivals) for arrivals, _ in batch) < MOST:
                batch.append(self._waiting.get_nowait())
            await whole(self._answer(batch))

    async def _answer(self, batch: list[_Waiting]) -> None:
        """Commit together; where something in it is at fault, each alone, so that nobody else suffers from it."""
        try:
            hints = await self._commit([arrival for arrivals, _ in batch for arrival in arrivals])
        except SQLAlchemyError as error:
            _refuse(batch, error)
        except Exception as error:  # noqa: BLE001  whatever happened, those who wait must hear of it
            log.error("a batch could not be played: %s", type(error).__name__)
            for one in batch:
                await self._apart(one)
        else:
            for _, done in batch:
                if not done.done():
                    done.set_result(hints)

    async def _apart(self, waiting: _Waiting) -> None:
        """Commit arrivals one after the other."""
        arrivals, done = waiting
        hints: dict[str, Answer] = {}
        try:
            for arrival in arrivals:
                hints |= await self._alone(arrival)
        except Exception as error:  # noqa: BLE001  as above
            _refuse([waiting], error)
        else:
            if not done.done():
                done.set_result(hints)

    async def _alone(self, arrival: Arrival) -> Hints:
        """Commit one arrival; if it is the one at fault, commit an apology: brought again, it would fail for ever."""
        try:
            return await self._commit([arrival])
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001  as above
            log.error("an arrival could not be played: %s in %s", type(error).__name__, type(arrival.event).__name__)
            return await self._commit([arrival], at_fault=True)

    async def _commit(self, arrivals: Sequence[Arrival], *, at_fault: bool = False) -> Hints:
        if not at_fault and any(isinstance(arrival.event, Wrote) for arrival in arrivals):
            await self._listen()
        async with self._store.begin() as transaction:
            batch = Batch(transaction, self.engine, self._clock.now(), self._mailbox, self.drafts)
            await (batch.excuse(arrivals) if at_fault else batch.play(arrivals))
        self._posted()
        return batch.hints

    async def _listen(self) -> None:
        """Let the engine learn what words weigh before it hears the first, in a thread: all but talk goes on."""
        engine = self.engine
        if self._listening is not engine:
            await asyncio.to_thread(make_all, engine)
            self._listening = engine


def _refuse(batch: list[_Waiting], error: Exception) -> None:
    log.error("a batch was not written: %s", type(error).__name__)
    for _, done in batch:
        if not done.done():
            done.set_exception(NotTaken(type(error).__name__))
