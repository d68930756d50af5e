"""A story told by the real parts: a house with its desk, the phones around it, and the clock of all."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress
from datetime import datetime

from playwright.async_api import Browser

from bot.app import House
from bot.core.dates import PARIS
from bot.store import RequestRow
from tests.e2e.desks import Desk
from tests.e2e.people import Journal, wants_a_call
from tests.e2e.wordings import MASKED, MENU, ML, MONDAY, TOUCH, about, promise
from tests.living import RENNES, HeldClock, Phones


class Story:
    """A house with its desk, the phones around it, and the clock of all."""

    def __init__(self, house: House, clock: HeldClock, sandbox: Phones, browser: Browser) -> None:
        self.house, self.clock, self.sandbox, self.browser = house, clock, sandbox, browser
        self.zohra = sandbox.add_person("Zohra").id
        self._journal = Journal(sandbox)
        self._read: defaultdict[int, int] = defaultdict(int)

    def at(self, day: int, month: int, hour: int, minute: int = 0) -> None:
        """Let it be that hour in Paris."""
        moment = datetime(2026, month, day, hour, minute, tzinfo=PARIS)
        self.clock.move(seconds=(moment - self.clock.now()).total_seconds())

    async def reads(self, *messages: str, chat: int = 0) -> None:
        """Expect these messages in a chat, Zohra's by default, and none other since what was read there last."""
        assert await self._news(chat or self.zohra, len(messages)) == list(messages)
        self._read[chat or self.zohra] += len(messages)

    async def begins(self, words: str, chat: int = 0) -> None:
        """Expect one message of which only the beginning matters here."""
        found = await self._news(chat or self.zohra, 1)
        assert found[0].startswith(words)
        self._read[chat or self.zohra] += 1

    async def _news(self, chat: int, count: int) -> list[str]:
        """Return what was not read yet in a chat, once there are so many messages or none came for long."""
        written, since = self._journal.written[chat], self._read[chat]
        with suppress(TimeoutError):
            async with asyncio.timeout(60):
                while len(written) < since + count:
                    self.clock.move(seconds=0.05)  # the pace at which Telegram takes messages
                    await asyncio.sleep(0.01)
        return written[since:]

    def presses(self, label: str) -> None:
        """Let Zohra press a button."""
        self.sandbox.press(self.zohra, label=label)

    async def asks_to_be_called(self) -> str:
        """Play Zohra from Start to a request that leaves at 10:07; return the number by which people name it."""
        *turns, last = wants_a_call("Rennes", "Maurepas", "Zohra", "06 39 98 12 34")
        for minute, turn in enumerate(turns, 1):
            self.at(26, 11, 10, minute)
            self.sandbox.send_text(self.zohra, turn.writes) if turn.writes else self.presses(turn.presses)
            for words in turn.reads:
                await self.begins(words)
        self.at(26, 11, 10, 7)
        self.sandbox.send_text(self.zohra, last.writes)
        soon = "Je t'écris dès que quelqu'un s'en occupe."
        await self.reads(f"C'est envoyé, Zohra.\n\n{promise(ML, MONDAY)}{MASKED}\n\n{soon}", MENU)
        number = (await self.request()).id[:4].upper()
        await self.reads(f"Nouvelle demande d'appel n° {number}\n\n{about(MONDAY)}\n\n{TOUCH}", chat=RENNES)
        return number

    async def request(self) -> RequestRow:
        """Return Zohra's request as it stands."""
        async with self.house.store.read() as transaction:
            (row,) = await transaction.requests_of(self.zohra)
        return row

    async def desk(self, person: str) -> Desk:
        """Sign someone in at the desk, in a browser of their own."""
        return await Desk.of(self.browser, self.house.office, person)
