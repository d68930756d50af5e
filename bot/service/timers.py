"""Rings the timers that are due, as events like any other; what is far too late to be useful is dropped."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.core.dates import PARIS
from bot.core.events import Rang
from bot.core.reminding import REMINDER
from bot.service.arrivals import Arrival
from bot.service.clock import Clock
from bot.service.conversation import Conversation, NotTaken
from bot.service.whole import whole
from bot.store import Store, Timer

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks."""
TOO_LATE = timedelta(hours=24)
"""A reminder of the day before is of no use after that: the day itself is over. Before, it says how late it is."""


class Timers:
    """Looks for due timers and hands them to the conversation, which removes each in the turn it causes."""

    def __init__(self, store: Store, conversation: Conversation, clock: Clock) -> None:
        """Read from `store`; ring in `conversation`."""
        self._store, self._conversation, self._clock = store, conversation, clock

    async def run(self) -> None:
        """Ring until cancelled."""
        while True:
            try:
                await self.ring()
            except (SQLAlchemyError, NotTaken) as error:
                log.error("timers could not ring: %s", type(error).__name__)
            await self._clock.sleep(EVERY)

    async def ring(self) -> None:
        """Ring every timer that is due now."""
        now = self._clock.now()
        while due := await whole(self._store.due_timers(now)):
            late = [timer for timer in due if _too_late(timer, now - timer.due)]
            if late:
                async with self._store.begin() as transaction:
                    dropped = await transaction.take_timers(late)
                    await transaction.count({(now.astimezone(PARIS).date(), "rappel trop tard"): len(dropped)})
            await self._conversation.take([
                Arrival(timer.chat, Rang(timer.name, timer.body), timer=timer) for timer in due if timer not in late
            ])  # fmt: skip


def _too_late(timer: Timer, by: timedelta) -> bool:
    return timer.name.startswith(REMINDER) and by > TOO_LATE
