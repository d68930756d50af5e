"""The parts of a bot, real ones, for the tests of the floors that need them; a folder of tests may have its own."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.content.loader import load
from bot.core.engine import Engine
from bot.core.playbook import Playbook
from bot.sandbox import Person, Sandbox
from bot.sandbox.serve import serving
from bot.service.clock import Clock
from bot.service.conversation import Conversation
from bot.service.relay import Relay
from bot.store import Store, Vault
from bot.telegram.delivery import Delivery
from bot.telegram.http import RawBot, connect
from bot.telegram.polling import Polling
from tests.living import REPO, TOKEN, Bot, HeldClock, Phones

PERSONAL = ("zohra", "inès", "63998", "39 98", "garde ma sœur", "plutôt le soir", "@ici.test", "@exemple.invalid")
"""Names, numbers, words and addresses of the people of these tests, in small letters."""


class _Ear(logging.Handler):
    """Hears every line that is logged, its trace included."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


@pytest.fixture(autouse=True)
def nothing_personal_is_logged() -> Iterator[None]:
    """No test of the suite leads to a line of any log that tells who someone is."""
    ear = _Ear()
    logging.getLogger().addHandler(ear)
    yield
    logging.getLogger().removeHandler(ear)
    told = [line for line in ear.heard if any(mark in line.casefold() for mark in PERSONAL)]
    assert not told, f"{len(told)} lines of the log tell who someone is"


@pytest.fixture(scope="session", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What words weigh is learnt once for all tests and the programs that they start, out of this user's own cache."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """What we ship."""
    shipped = load(REPO / "dialogues", REPO / "data").playbook
    assert shipped is not None
    return shipped


@pytest.fixture(scope="session")
def engine(playbook: Playbook) -> Engine:
    """What plays it: compiled once, since it remembers nothing of those who talk."""
    return Engine(playbook)


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault([Vault.new_key()])


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(hurried=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "allervers.db"


@pytest.fixture
async def store(file: Path, vault: Vault) -> AsyncIterator[Store]:
    store = await Store.open(f"sqlite+aiosqlite:///{file}", vault)
    yield store
    await store.close()


@pytest.fixture
def sandbox() -> Sandbox:
    return Phones(token=TOKEN)


@pytest.fixture
def ines(sandbox: Sandbox) -> Person:
    return sandbox.add_person("Inès")


@pytest.fixture
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serving(sandbox) as address:
        yield address


@pytest.fixture
async def raw_bot(url: str) -> AsyncIterator[RawBot]:
    bot = connect(TOKEN, url)
    yield bot
    await bot.hang_up()


@pytest.fixture
def delivery(raw_bot: RawBot) -> Delivery:
    return Delivery(raw_bot)


@pytest.fixture
def relay(store: Store, delivery: Delivery, clock: HeldClock) -> Relay:
    return Relay(store, delivery, clock)


@pytest.fixture
def bot(
    sandbox: Sandbox, raw_bot: RawBot, delivery: Delivery, relay: Relay, store: Store, engine: Engine, clock: Clock
) -> Bot:
    conversation = Conversation(store, engine, clock, relay.wake)
    return Bot(sandbox, conversation, relay, Polling(raw_bot, conversation, delivery, clock))
