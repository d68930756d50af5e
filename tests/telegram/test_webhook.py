"""Telegram hears 200 once what its update led to is written; nobody else is listened to."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.sandbox import Person, Sandbox
from bot.store import Store
from bot.telegram.webhook import BIGGEST, PATH, SECRET, Webhook
from tests.living import MENU, Bot, failing, running

KEY = "s3cr3t_of-the-test"
HEADERS = {SECRET: KEY}


@pytest.fixture
async def post(bot: Bot) -> AsyncIterator[Any]:
    """Post something as Telegram would."""
    app = Starlette(routes=[Webhook(bot.conversation, KEY).route()])
    async with (
        running(bot.conversation.run()),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client,
    ):

        async def posted(content: Any, headers: dict[str, str] | None = None) -> httpx.Response:
            body = content if isinstance(content, bytes) or hasattr(content, "__aiter__") else json.dumps(content)
            return await client.post(PATH, content=body, headers=HEADERS if headers is None else headers)

        yield posted


@pytest.fixture
def update(sandbox: Sandbox, ines: Person) -> dict[str, Any]:
    sandbox.send_text(ines.id, "/start")
    read: dict[str, Any] = json.loads(sandbox.updates.batch(1)[0].json)
    return read


async def test_an_update_is_written_before_it_is_confirmed(post: Any, update: dict[str, Any], store: Store) -> None:
    answer = await post(update)
    assert (answer.status_code, answer.content) == (200, b"")
    assert (await store.status())["outbox"] == 2


@pytest.mark.parametrize("headers", [{}, {SECRET: ""}, {SECRET: KEY[:-1]}, {SECRET: KEY + "x"}, {SECRET: "é" * 9}])
async def test_nobody_without_the_secret_is_listened_to(
    headers: dict[str, str], post: Any, update: dict[str, Any], store: Store
) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    assert (await post(update, raw)).status_code == 403
    assert set((await store.status()).values()) == {0}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000], ids=["empty", "half", "no text", "abyss"])
async def test_what_is_no_json_is_a_bad_request(body: bytes, post: Any) -> None:
    assert (await post(body)).status_code == 400


@pytest.mark.parametrize("body", [[], {}, None, "a", {"update_id": 1}, {"update_id": 1, "message": {"chat": []}}])
async def test_json_that_is_no_update_is_not_sent_again_and_again(body: Any, post: Any, store: Store) -> None:
    assert (await post(body)).status_code == 200
    assert set((await store.status()).values()) == {0}


async def test_what_is_too_large_is_not_read(post: Any) -> None:
    assert (await post(b" " * (BIGGEST + 1))).status_code == 413


async def test_what_does_not_say_how_large_it_is_is_not_read(post: Any) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" "

    assert (await post(endless())).status_code == 413


async def test_a_length_that_is_no_number_is_not_believed(post: Any) -> None:
    assert (await post(b"{}", {**HEADERS, "content-length": "1e3"})).status_code == 413


async def test_what_could_not_be_written_is_asked_for_again(
    post: Any, update: dict[str, Any], store: Store, file: Path
) -> None:
    with failing(file, "INSERT", "outbox"):
        answer = await post(update)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert set((await store.status()).values()) == {0}
    assert (await post(update)).status_code == 200
    assert (await post(update)).status_code == 200
    assert (await store.status())["outbox"] == 2


async def test_a_press_is_answered_in_the_answer(post: Any, sandbox: Sandbox, ines: Person, bot: Bot) -> None:
    async with running(bot.relay.run()):
        sandbox.send_text(ines.id, "/start")
        await post(json.loads(sandbox.updates.batch(1)[0].json))
        await sandbox.said(ines.id, MENU)
        sandbox.updates.clear()
        sandbox.press(ines.id, label="Mes données")
        press = json.loads(sandbox.updates.batch(1)[0].json)
        query = press["callback_query"]["id"]
        first = (await post(press)).json()
        again = (await post(press | {"update_id": press["update_id"] + 1})).json()
    assert first == {"method": "answerCallbackQuery", "callback_query_id": query, "text": ""}
    assert again == {"method": "answerCallbackQuery", "callback_query_id": query, "text": "C'est déjà fait."}


async def test_only_posts_are_answered(bot: Bot) -> None:
    app = Starlette(routes=[Webhook(bot.conversation, KEY).route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        assert (await client.get(PATH, headers=HEADERS)).status_code == 405
        assert (await client.post("/elsewhere", headers=HEADERS)).status_code == 404
