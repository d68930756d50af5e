"""A served sandbox with one person who has started the bot, and a way to call the Bot API like a bot."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox
from bot.sandbox.serve import serving

TOKEN = "123:TEST"
Api = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


class Clock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    return Sandbox(token=TOKEN, now=clock)


@pytest.fixture
def ines(sandbox: Sandbox) -> Person:
    """Inès has started the bot, and the bot has read it."""
    person = sandbox.add_person("Inès")
    sandbox.send_text(person.id, "/start")
    sandbox.updates.clear()
    return person


@pytest.fixture
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serving(sandbox) as address:
        yield address


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(url: str, http: aiohttp.ClientSession) -> Api:
    """Call a method with JSON and give the whole answer back."""

    async def call(method: str, **arguments: Any) -> dict[str, Any]:
        async with http.post(f"{url}/bot{TOKEN}/{method}", json=arguments) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    return call
