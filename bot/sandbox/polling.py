"""Long polling: one getUpdates at a time, the newer one sends the older away.

Left out on purpose: Telegram also stretches very quick repeats of the same offset, which would only slow tests down.
"""

import asyncio

from bot.sandbox.errors import ApiError, conflict
from bot.sandbox.updates import PendingUpdate, UpdateQueue

LONGEST_WAIT = 50
GATHERING = 0.001  # Telegram waits 1-2 ms for more before it answers
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class LongPoll:
    """Answers getUpdates from the queue."""

    def __init__(self, updates: UpdateQueue) -> None:
        self._updates = updates
        self._current: object = None
        self._reason = OTHER_POLLER

    async def get(self, offset: int, limit: int, wait: int) -> list[PendingUpdate]:
        """Confirm below the offset, then return what is there, or what comes within the wait."""
        me = object()
        self.interrupt(OTHER_POLLER)
        self._current = me
        if offset:
            self._updates.confirm(offset)
        found = self._updates.batch(limit)
        if not found and wait > 0:
            await self._wait_for_something(me, min(wait, LONGEST_WAIT))
            found = self._updates.batch(limit)
        return found

    async def _wait_for_something(self, me: object, seconds: int) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not self._updates.batch(1):
                    await self._updates.bell.wait()
                    self._check_still_mine(me)
                await asyncio.sleep(GATHERING)
        except TimeoutError:
            return
        finally:
            self._check_still_mine(me)

    def _check_still_mine(self, me: object) -> None:
        if self._current is not me:
            raise self._sent_away()

    def _sent_away(self) -> ApiError:
        return conflict(self._reason)

    def interrupt(self, reason: str) -> None:
        """Send the waiting poller away with a conflict."""
        self._reason = reason
        self._current = None
        self._updates.bell.ring()
