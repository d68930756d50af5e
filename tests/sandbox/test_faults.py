"""Faults happen when ordered, once, before or after the call has acted."""

import asyncio

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import TOKEN, Api


async def test_a_refused_call_does_nothing(api: Api, sandbox: Sandbox, ines: Person) -> None:
    sandbox.faults.refuse("sendMessage", 429, retry_after=7)
    sandbox.faults.refuse("sendMessage", 500, times=2)
    limited = await api("sendMessage", chat_id=ines.id, text="a")
    assert limited["parameters"] == {"retry_after": 7}
    assert (await api("sendMessage", chat_id=ines.id, text="a"))["error_code"] == 500
    assert (await api("getMe"))["ok"]
    assert (await api("sendMessage", chat_id=ines.id, text="a"))["error_code"] == 500
    assert sandbox.texts(ines.id) == []
    assert (await api("sendMessage", chat_id=ines.id, text="a"))["ok"]
    assert sandbox.faults.left == 0


@pytest.mark.parametrize(("moment", "told"), [("before", []), ("after", ["a"])])
async def test_a_cut_connection_may_have_acted(
    api: Api, sandbox: Sandbox, ines: Person, moment: str, told: list[str]
) -> None:
    sandbox.faults.drop("sendMessage", after=moment == "after")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("sendMessage", chat_id=ines.id, text="a")
    assert sandbox.texts(ines.id) == told


async def test_a_hanging_call_never_answers(api: Api, sandbox: Sandbox, ines: Person) -> None:
    sandbox.faults.hang("sendMessage", after=True)
    hanging = asyncio.create_task(api("sendMessage", chat_id=ines.id, text="a"))
    await sandbox.said(ines.id, "a")
    assert (await api("getMe"))["ok"]
    assert not hanging.done()
    hanging.cancel()


async def test_a_fault_may_concern_one_chat_or_every_method(api: Api, sandbox: Sandbox, ines: Person) -> None:
    sandbox.faults.refuse("sendMessage", 502, chat_id=42)
    sandbox.faults.refuse("*", 500)
    assert (await api("getMe"))["error_code"] == 500
    assert (await api("sendMessage", chat_id=ines.id, text="a"))["ok"]
    assert sandbox.faults.left == 1
    sandbox.faults.clear()


async def test_a_wrong_token_and_an_unknown_method_are_refused(api: Api, url: str, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{url}/bot999:WRONG/getMe") as response:
        assert response.status == 401
        assert (await response.json())["description"] == "Unauthorized"
    assert (await api("sendFax"))["description"] == "Not Found: method not found"
    async with http.get(f"{url}/bot{TOKEN}/GETME") as response:
        assert (await response.json())["result"]["username"] == "allervers_bot"
