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
from bot.service.letters import Letter
from bot.store import Store
from bot.telegram.webhook import BIGGEST, PATH, SECRET, Webhook
from tests.living import THURSDAY, Bot, failing, running

KEY = "s3cr3t_of-the-test"
HEADERS = {SECRET: KEY}


@pytest.fixture
def url() -> str:
    """Nobody is called here: what the bot says stays in its outbox."""
    return "http://127.0.0.1:1"


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


async def test_nobody_without_the_secret_is_listened_to(post: Any, update: dict[str, Any], store: Store) -> None:
    assert (await post(update, {})).status_code == 403
    for wrong in ("", KEY[:-1], KEY + "x", KEY.upper(), "é" * 9):
        assert (await post(update, {SECRET: wrong.encode("latin-1")})).status_code == 403
    assert set((await store.status()).values()) == {0}


async def test_what_is_no_json_is_a_bad_request(post: Any) -> None:
    for body in (b"", b"{", b"\xff\xfe", b"[" * 100_000):
        assert (await post(body)).status_code == 400


async def test_json_that_is_no_update_is_not_sent_again_and_again(post: Any, store: Store) -> None:
    bodies: list[Any] = [[], {}, None, "a", {"update_id": 1}, {"update_id": 1, "message": {"chat": []}}]
    for body in bodies:
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
    async with failing(file, "INSERT", "outbox"):
        answer = await post(update)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert set((await store.status()).values()) == {0}
    assert (await post(update)).status_code == 200
    assert (await post(update)).status_code == 200
    assert (await store.status())["outbox"] == 2


async def test_a_press_is_answered_in_the_answer(post: Any, update: dict[str, Any], store: Store) -> None:
    await post(update)
    menu = Letter.from_json((await store.outbox(THURSDAY))[-1].body).say
    person, chat = update["message"]["from"], update["message"]["chat"]
    data = next(button.data for button in menu.buttons if button.label == "Mes données")
    query = {"id": "77", "from": person, "message": {"message_id": 2, "chat": chat, "date": 0}, "data": data}
    first = (await post({"update_id": update["update_id"] + 1, "callback_query": query})).json()
    again = (await post({"update_id": update["update_id"] + 2, "callback_query": query})).json()
    assert first == {"method": "answerCallbackQuery", "callback_query_id": "77", "text": ""}
    assert again == {"method": "answerCallbackQuery", "callback_query_id": "77", "text": "C'est déjà fait."}


async def test_only_posts_are_answered(bot: Bot) -> None:
    app = Starlette(routes=[Webhook(bot.conversation, KEY).route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as client:
        assert (await client.get(PATH, headers=HEADERS)).status_code == 405
        assert (await client.post("/elsewhere", headers=HEADERS)).status_code == 404
