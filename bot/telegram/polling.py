"""Fetches updates, and confirms them to Telegram only after the turns that they caused are committed."""

from __future__ import annotations

import logging

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.service.clock import Clock
from bot.service.conversation import Conversation, NotTaken
from bot.telegram import intake
from bot.telegram.delivery import Delivery
from bot.telegram.http import RawBot, asked_to_wait

log = logging.getLogger(__name__)

PATIENCE = 50
"""Seconds that Telegram waits for something to tell us (its own most)."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0


class Polling:
    """The loop of getUpdates. The offset that confirms a batch leaves with the next call, after the commit."""

    def __init__(self, bot: RawBot, conversation: Conversation, delivery: Delivery, clock: Clock) -> None:
        """Bring what `bot` hears to `conversation`."""
        self._bot, self._conversation, self._delivery, self._clock = bot, conversation, delivery, clock
        self._offset = 0

    async def run(self) -> None:
        """Poll until cancelled; raises `InvalidToken` at once, for no patience mends it."""
        wait = FIRST_WAIT
        while True:
            try:
                await self.once()
                wait = FIRST_WAIT
            except InvalidToken:
                raise
            except (TelegramError, NotTaken) as error:
                log.warning("updates could not be taken: %s", _reason(error))
                await self._clock.sleep(asked_to_wait(error) or wait)
                wait = min(LONGEST_WAIT, wait * 2)

    async def once(self, patience: int = PATIENCE) -> None:
        """Take one batch; when it cannot be written it is not confirmed, and comes again."""
        updates = await self._bot.raw_updates(self._offset, patience, intake.ALLOWED)
        arrivals = [arrival for raw in updates if (arrival := intake.read(raw))]
        hints = await self._conversation.take(arrivals)
        numbers = [number for raw in updates if (number := intake.number(raw)) is not None]
        # An empty answer means that all was confirmed; numbers may start anew, and lower, after a quiet week.
        self._offset = max(numbers) + 1 if numbers else 0
        for query in (arrival.query for arrival in arrivals if arrival.query):
            self._delivery.hint(query, hints[query].text if query in hints else "")


def _reason(error: Exception) -> str:
    return "another process polls with the same token" if isinstance(error, Conflict) else type(error).__name__
