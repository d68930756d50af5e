"""The desk over a real store and a real conversation, and browsers that speak HTTP to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from bot.core.engine import Engine
from bot.core.playbook import Playbook
from bot.desk.app import routes
from bot.desk.office import Office
from bot.service.conversation import Conversation
from bot.store import Store, Vault
from tests.desk.people import COORDINATION, PARTNERS, Browser
from tests.living import HeldClock, running


@pytest.fixture(scope="session")
def declared(playbook: Playbook) -> Playbook:
    """The dialogues that ship, with two partners of this test's own."""
    return replace(playbook, partners={partner.id: partner for partner in PARTNERS}, coordination=COORDINATION)


@pytest.fixture(scope="session")
def engine(declared: Playbook) -> Engine:
    """What plays them: compiled once, since it remembers nothing of those who talk."""
    return Engine(declared)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
async def conversation(store: Store, engine: Engine, clock: HeldClock) -> AsyncIterator[Conversation]:
    taking = Conversation(store, engine, clock, lambda: None)
    async with running(taking.run()):
        yield taking


@pytest.fixture
def office(store: Store, conversation: Conversation, clock: HeldClock, vault: Vault) -> Office:
    return Office(store, conversation, clock, vault, public_url="http://desk.test", mails=True)


@pytest.fixture
def app(office: Office) -> Starlette:
    return Starlette(routes=routes(office))


@pytest.fixture
async def browser(app: Starlette) -> AsyncIterator[Browser]:
    """A browser in which nobody is signed in."""
    async with Browser(app) as opened:
        yield opened


@pytest.fixture
async def signed_in(app: Starlette, office: Office) -> AsyncIterator[Callable[[str], Awaitable[Browser]]]:
    """Open a browser of its own in which this person is signed in."""
    opened: list[Browser] = []

    async def sign_in(person: str) -> Browser:
        browser = Browser(app)
        opened.append(browser)
        await browser.accept_invitation(office, person)
        return browser

    yield sign_in
    for browser in opened:
        await browser.aclose()
