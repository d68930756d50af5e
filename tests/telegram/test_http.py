"""The Bot API over aiohttp; an error names neither the token nor what was sent."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.sandbox import Person, Sandbox
from bot.telegram import http
from bot.telegram.http import RawBot, asked_to_wait, connect
from tests.living import TOKEN

SECRET = "ce que Zohra a écrit"


async def test_plain_calls_say_that_it_was_done(raw_bot: RawBot, sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "/start")
    await raw_bot.call("sendMessage", chat_id=ines.id, text="Salut", reply_markup=None)
    assert sandbox.texts(ines.id) == ["Salut"]


async def test_updates_come_as_the_json_they_are(raw_bot: RawBot, sandbox: Sandbox, ines: Person) -> None:
    assert await raw_bot.raw_updates(0, 0, ["message"]) == []
    sandbox.send_text(ines.id, "/start")
    sandbox.edit_text(ines.id, 1, "autre chose")
    (update,) = await raw_bot.raw_updates(0, 0, ["message"])
    assert update["message"]["text"] == "/start"


async def test_it_knows_its_own_name(raw_bot: RawBot) -> None:
    assert await raw_bot.own_name() == "allervers_bot"


async def test_a_bot_that_is_shown_hides_its_token(raw_bot: RawBot) -> None:
    assert TOKEN not in f"{raw_bot} {raw_bot!r}"


async def test_a_file_can_be_uploaded(raw_bot: RawBot, sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "/start")
    sent: object = await raw_bot.send_document(ines.id, b"contenu", filename="plan.txt")
    assert sent is True
    last = sandbox.last(ines.id)
    assert last
    assert last.kind == "document"


async def test_a_file_goes_up_beside_plain_values(raw_bot: RawBot, sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "/start")
    keyboard = {"inline_keyboard": [[{"text": "Été", "url": "https://e.org"}]]}
    file = ("plan.txt", "où ?".encode(), "text/plain")
    await raw_bot.upload(
        "sendDocument", "document", file, chat_id=ines.id, caption="Là", protect_content=True, reply_markup=keyboard
    )
    shown = sandbox.last(ines.id)
    assert shown
    assert (shown.text, shown.labels, shown.raw["has_protected_content"]) == ("Là", ["Été"], True)
    assert [upload.content.decode() for upload in sandbox.files.values()] == ["où ?"]


async def test_an_upload_that_fails_names_nothing(
    raw_bot: RawBot, sandbox: Sandbox, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = (f"{SECRET}.txt", SECRET.encode(), "text/plain")
    monkeypatch.setattr(http, "READ_SECONDS", 0.05)
    monkeypatch.setattr(http, "UPLOAD_SECONDS", 0.05)
    sandbox.faults.drop("sendDocument")
    sandbox.faults.hang("sendDocument")
    for kind in (NetworkError, TimedOut):
        with pytest.raises(kind) as error:
            await raw_bot.upload("sendDocument", "document", file, chat_id=ines.id, caption=SECRET)
        assert_silent(error.value)


async def test_a_library_call_goes_by_the_same_way(raw_bot: RawBot, sandbox: Sandbox) -> None:
    assert await raw_bot.set_my_description("Salut")
    assert sandbox.profile.descriptions == {"": "Salut"}


@pytest.fixture
async def proxy() -> AsyncIterator[tuple[str, list[bytes]]]:
    """Something between the bot and Telegram that answers whatever it is told to, and quotes the address."""
    says: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n")
        body = says[0].replace(b"ADDRESS", asked.split()[1])
        writer.write(body if body.startswith(b"HTTP") else b"gibberish\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", says


def answering(status: str, body: bytes) -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Length: {len(body) - 7 + len('/bot123:TEST/sendMessage')}\r\n\r\n".encode()
        + body
    )


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden", "400 Bad Request", "404 Not Found", "502 Bad Gateway"])
async def test_what_a_proxy_says_is_no_answer_of_telegram_s(proxy: tuple[str, list[bytes]], status: str) -> None:
    address, says = proxy
    says.append(answering(status, b"<h1>ADDRESS</h1>"))
    bot = connect(TOKEN, address)
    with pytest.raises(NetworkError) as error:
        await bot.call("sendMessage", chat_id=1, text=SECRET)
    assert type(error.value) is NetworkError
    assert_silent(error.value)
    await bot.hang_up()


@pytest.mark.parametrize("said", [b"gibberish", b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"])
async def test_an_answer_that_is_no_http_names_nothing(proxy: tuple[str, list[bytes]], said: bytes) -> None:
    address, says = proxy
    says.append(said)
    bot = connect(TOKEN, address)
    with pytest.raises(NetworkError) as error:
        await bot.call("sendMessage", chat_id=1, text=SECRET)
    assert_silent(error.value)
    await bot.hang_up()


async def test_updates_that_are_no_json_are_an_error_that_quotes_nothing(proxy: tuple[str, list[bytes]]) -> None:
    address, says = proxy
    body = ("{" + SECRET).encode()
    says.append(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    bot = connect(TOKEN, address)
    with pytest.raises(TelegramError, match="the answer is not JSON") as error:
        await bot.raw_updates(0, 0, [])
    assert_silent(error.value)
    await bot.hang_up()


@pytest.mark.parametrize("api", ["http://127.0.0.1:1", "http://nowhere.invalid", "ftp://127.0.0.1", "http://a:99999"])
async def test_a_server_that_is_not_there_is_told_without_its_address(api: str) -> None:
    bot = connect(TOKEN, api)
    with pytest.raises(NetworkError) as error:
        await bot.call("sendMessage", chat_id=1, text=SECRET)
    assert_silent(error.value)
    await bot.hang_up()


async def test_a_server_that_does_not_answer_is_left(
    raw_bot: RawBot, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.05)
    sandbox.faults.hang("sendMessage")
    with pytest.raises(TimedOut) as error:
        await raw_bot.call("sendMessage", chat_id=1, text=SECRET)
    assert_silent(error.value)


async def test_flood_control_is_the_only_error_that_asks_to_wait(raw_bot: RawBot, sandbox: Sandbox) -> None:
    sandbox.faults.refuse("getMe", 429, retry_after=7)
    with pytest.raises(TelegramError) as error:
        await raw_bot.call("getMe")
    assert asked_to_wait(error.value) == 7.0
    assert asked_to_wait(NetworkError("no")) == 0.0


async def test_a_slash_at_the_end_of_the_root_changes_nothing(url: str) -> None:
    bot = connect(TOKEN, f"{url}/")
    await bot.call("getMe")
    await bot.hang_up()


def assert_silent(error: BaseException) -> None:
    """Show that no trace of an error would tell the token or the text."""
    shown = "".join(traceback.format_exception(error)) + repr(error)
    assert TOKEN not in shown
    assert SECRET not in shown
