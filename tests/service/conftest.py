"""A conversation over a real file, and people who talk to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from itertools import count

import pytest

from bot.core.callrequest import Verb
from bot.core.engine import Engine
from bot.core.events import Event, Pressed, typed
from bot.service.arrivals import Answer, Arrival, PartnerActed
from bot.service.conversation import Conversation
from bot.service.letters import Letter
from bot.store import Move, Posted, RequestRow, Store
from tests.living import HeldClock, running

UPDATES = count(1_000)


@pytest.fixture
def quiet(store: Store, engine: Engine, clock: HeldClock) -> Conversation:
    """A conversation that nobody has started yet."""
    return Conversation(store, engine, clock, lambda: None)


@pytest.fixture
async def conversation(quiet: Conversation) -> AsyncIterator[Conversation]:
    async with running(quiet.run()):
        yield quiet


class Person:
    """Someone whose letters stay in the outbox, where they are read."""

    def __init__(self, chat: int, conversation: Conversation, store: Store, clock: HeldClock) -> None:
        self.chat = chat
        self._conversation, self._store, self._clock = conversation, store, clock
        self._read = 0

    def arrival(self, event: Event | str, query: str = "", update: int | None = None) -> Arrival:
        """Return what reaches the house when they do something."""
        event = typed(event) if isinstance(event, str) else event
        return Arrival(self.chat, event, next(UPDATES) if update is None else update, query)

    async def says(self, *events: Event | str) -> list[str]:
        """Do these things one after the other; return what the bot answers."""
        for event in events:
            await self._conversation.take([self.arrival(event)])
        return await self.hears()

    async def presses(self, *labels: str) -> list[str]:
        """Press buttons by their labels."""
        for label in labels:
            await self._conversation.take([self.arrival(await self.button(label))])
        return await self.hears()

    async def button(self, label: str) -> Pressed:
        """Return the press of the latest button that bears this label."""
        shown = [b for letter in await self.letters() for b in letter.say.buttons if b.label == label]
        return Pressed(shown[-1].data, 1)

    async def letters(self) -> list[Letter]:
        """Return all that lies in the outbox for them."""
        return [Letter.from_json(row.body) for row in await self._rows()]

    async def hears(self) -> list[str]:
        """Return what is new in the outbox for them."""
        new = [row for row in await self._rows() if row.id > self._read]
        self._read = max([self._read, *(row.id for row in new)])
        return [Letter.from_json(row.body).say.text for row in new]

    async def _rows(self) -> list[Posted]:
        return [row for row in await self._store.outbox(self._clock.now()) if row.chat == self.chat]

    async def asks_for_a_call(self) -> None:
        """Go from Start to a request that has left."""
        await self.says("/start")
        await self.presses("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord")
        said = await self.says("Zohra", "06 39 98 12 34")
        assert any("C'est envoyé, Zohra." in text for text in said)


class Desk:
    """Partners at the desk: each move goes through the conversation, as the web pages send it."""

    def __init__(self, conversation: Conversation, store: Store) -> None:
        self._conversation, self._store = conversation, store

    async def moves(self, person: str, verb: Verb, request: str, outcome: str = "", reason: str = "") -> Answer:
        """Let someone move a request; return what they are shown."""
        query = f"bureau-{next(UPDATES)}"
        acted = PartnerActed(request, verb, person, outcome, reason)
        return (await self._conversation.take([Arrival(0, acted, query=query)]))[query]

    async def row(self, person: Person) -> RequestRow:
        """Return the only request that a young person ever made."""
        async with self._store.read() as transaction:
            (found,) = await transaction.requests_of(person.chat)
            return found

    async def history(self, person: Person) -> list[Move]:
        """Return what happened to it."""
        row = await self.row(person)
        async with self._store.read() as transaction:
            return await transaction.moves(row.id)


@pytest.fixture
def desk(conversation: Conversation, store: Store) -> Desk:
    return Desk(conversation, store)


@pytest.fixture
def someone(conversation: Conversation, store: Store, clock: HeldClock) -> Callable[[int], Person]:
    return lambda chat: Person(chat, conversation, store, clock)


@pytest.fixture
def zohra(someone: Callable[[int], Person]) -> Person:
    return someone(7)


@pytest.fixture
def karim(someone: Callable[[int], Person]) -> Person:
    return someone(8)
