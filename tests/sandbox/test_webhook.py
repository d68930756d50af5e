"""Updates are pushed in order within a lane, until the bot answers 2xx."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import Api


@dataclass
class Bot:
    """A bot behind a webhook that notes what comes and answers as told."""

    url: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    answer: Callable[[int], web.Response] = field(default=lambda _: web.Response())
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: int = 0
    most_at_once: int = 0

    async def receive(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.came.set()
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await self.gate.wait()
        self.at_once -= 1
        return self.answer(len(self.heard))

    async def hears(self, count: int) -> list[str]:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self.came.clear()
                await self.came.wait()
        return [_said(update) for update in self.heard]


def _said(update: dict[str, Any]) -> str:
    return str(update["message"]["text"] if "message" in update else update["callback_query"]["data"])


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot()
    bot.gate.set()
    app = web.Application()
    app.router.add_post("/hook", bot.receive)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    bot.url = f"http://127.0.0.1:{port}/hook"
    yield bot
    bot.gate.set()
    await runner.cleanup()


async def test_updates_arrive_with_the_secret_and_in_order(api: Api, sandbox: Sandbox, ines: Person, bot: Bot) -> None:
    sandbox.send_text(ines.id, "avant")
    await api("setWebhook", url=bot.url, secret_token="s3cret", max_connections=3)
    for text in ("un", "deux", "trois"):
        sandbox.send_text(ines.id, text)
    assert await bot.hears(4) == ["avant", "un", "deux", "trois"]
    assert set(bot.secrets) == {"s3cret"}
    info = (await api("getWebhookInfo"))["result"]
    assert (info["url"], info["max_connections"]) == (bot.url, 3)


async def test_a_refused_update_comes_again_before_the_next(api: Api, sandbox: Sandbox, ines: Person, bot: Bot) -> None:
    sandbox.retry_pace = 0.001
    bot.answer = lambda count: web.Response(status=500 if count < 3 else 200)
    await api("setWebhook", url=bot.url)
    sandbox.send_text(ines.id, "un")
    sandbox.send_text(ines.id, "deux")
    assert await bot.hears(4) == ["un", "un", "un", "deux"]
    assert "500" in (await api("getWebhookInfo"))["result"]["last_error_message"]


async def test_retry_after_is_honoured(api: Api, sandbox: Sandbox, ines: Person, bot: Bot) -> None:
    sandbox.retry_pace = 0.0001
    bot.answer = lambda count: web.Response(status=503, headers={"Retry-After": "30"}) if count == 1 else web.Response()
    await api("setWebhook", url=bot.url)
    sandbox.send_text(ines.id, "un")
    assert await bot.hears(2) == ["un", "un"]


async def test_a_bot_that_is_down_is_tried_again(api: Api, sandbox: Sandbox, ines: Person, bot: Bot) -> None:
    sandbox.retry_pace = 0.001
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    sandbox.send_text(ines.id, "un")
    await sandbox.changed(lambda: sandbox.webhook.last_error)
    await api("setWebhook", url=bot.url)
    assert await bot.hears(1) == ["un"]


async def test_a_press_may_overtake_a_text_and_chats_do_not_wait_for_each_other(
    api: Api, sandbox: Sandbox, ines: Person, bot: Bot
) -> None:
    moussa = sandbox.add_person("Moussa")
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    await api("sendMessage", chat_id=ines.id, text="Ça va ?", reply_markup=markup)
    bot.gate.clear()
    await api("setWebhook", url=bot.url)
    sandbox.send_text(ines.id, "un")
    sandbox.send_text(ines.id, "deux")
    sandbox.press(ines.id, label="Oui")
    sandbox.send_text(moussa.id, "bonjour")
    assert sorted(await bot.hears(3)) == ["bonjour", "oui", "un"]
    bot.gate.set()
    assert (await bot.hears(4))[-1] == "deux"


async def test_max_connections_bounds_what_is_open(api: Api, sandbox: Sandbox, bot: Bot) -> None:
    bot.gate.clear()
    await api("setWebhook", url=bot.url, max_connections=2)
    for number in range(6):
        sandbox.send_text(sandbox.add_person(f"Jeune {number}").id, str(number))
    await bot.hears(2)
    bot.gate.set()
    await bot.hears(6)
    assert bot.most_at_once == 2


async def test_a_call_in_the_answer_is_carried_out(api: Api, sandbox: Sandbox, ines: Person, bot: Bot) -> None:
    bot.answer = lambda _: web.json_response({"method": "sendMessage", "chat_id": ines.id, "text": "Salut"})
    await api("setWebhook", url=bot.url)
    sandbox.send_text(ines.id, "un")
    assert (await sandbox.said(ines.id, "Salut")).from_bot


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"url": "https://example.org/hook"}, "bad webhook: this sandbox only reaches loopback addresses"),
        ({"url": "ftp://127.0.0.1/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://127.0.0.1:99999/"}, "invalid webhook URL specified"),
        ({"url": "http://127.0.0.1/", "secret_token": "é"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_faulty_webhook_is_refused(api: Api, arguments: dict[str, str], words: str) -> None:
    assert (await api("setWebhook", **arguments))["description"] == f"Bad Request: {words}"
