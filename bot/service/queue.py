"""The partners' queue in one transaction: which room answers for what arrives about a request."""

from __future__ import annotations

from bot.core.effects import MoveRequest, OpenRequest, WithdrawRequests
from bot.core.routing import Desks
from bot.service.arrivals import PartnerActed, PartnerPressed, RungDue
from bot.service.audience import Audience
from bot.service.cards import Cards
from bot.service.digests import Digests
from bot.service.done import Done, Here
from bot.service.group import Presses
from bot.service.ladder import Ladder
from bot.service.notices import Notices
from bot.service.requests import Requests


class Queue:
    """The rooms of the queue, built for one transaction."""

    def __init__(self, here: Here) -> None:
        """Work where and when `here` says."""
        self._here = here
        cards, audience = Cards(here.playbook), Audience(here)
        self._digests = Digests(here, audience)
        self._requests = Requests(here, cards, Notices(here, cards, audience, self._digests))
        self._presses = Presses(here, self._requests, cards)
        self._ladder = Ladder(here, self._requests, self._digests)

    def knows(self, press: PartnerPressed) -> bool:
        """Return whether who pressed is declared."""
        return self._here.playbook.person_of_telegram(press.member) is not None

    async def desks(self) -> Desks:
        """Return how the partners stand now."""
        return Desks(await self._here.store.loads(), await self._here.store.away(self._here.now))

    async def acted(self, chat: int, event: PartnerPressed | PartnerActed | RungDue) -> Done:
        """Do what a partner or the clock did."""
        match event:
            case PartnerPressed():
                return await self._presses.press(chat, event)
            case PartnerActed():
                return await self._requests.act(event, chat)
            case RungDue(request):
                return await self._ladder.climb(request)

    async def asked(self, chat: int, effect: OpenRequest | MoveRequest | WithdrawRequests) -> Done:
        """Do what a young person's turn asks for their request."""
        match effect:
            case OpenRequest():
                return await self._requests.open(chat, effect)
            case MoveRequest():
                return await self._requests.person_moves(chat, effect)
            case WithdrawRequests():
                return await self._requests.withdraw(chat)

    async def rest(self, event: RungDue) -> None:
        """Leave a ladder alone for a while: it could not be climbed."""
        await self._ladder.rest(event.request)

    def digests(self) -> Done:
        """Return the reminders of this transaction, gathered by reader."""
        return self._digests.written()
