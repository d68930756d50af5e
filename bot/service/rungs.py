"""Looks for the requests whose ladder is due, and hands them to the conversation, all of one look together."""

from __future__ import annotations

import logging

from sqlalchemy.exc import SQLAlchemyError

from bot.service.arrivals import Arrival, RungDue
from bot.service.clock import Clock
from bot.service.conversation import Conversation, NotTaken
from bot.service.whole import whole
from bot.store import RequestRow, Store

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two looks."""
MOST = 500
"""Requests of one look, which one message reminds a reader of."""


class Rungs:
    """The loop that keeps promises in sight."""

    def __init__(self, store: Store, conversation: Conversation, clock: Clock) -> None:
        """Read from `store`; what is due is played in `conversation`."""
        self._store, self._conversation, self._clock = store, conversation, clock

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except (SQLAlchemyError, NotTaken) as error:
                log.error("the rungs could not be climbed: %s", type(error).__name__)
            await self._clock.sleep(EVERY)

    async def look(self) -> None:
        """Climb every ladder that is due now; one that was climbed and is due again waits for the next look."""
        climbed: set[str] = set()
        while due := [row for row in await whole(self._due()) if row.id not in climbed]:
            climbed |= {row.id for row in due}
            await self._conversation.take([Arrival(0, RungDue(row.id)) for row in due])

    async def _due(self) -> list[RequestRow]:
        async with self._store.read() as transaction:
            return await transaction.due_rungs(self._clock.now(), MOST)
