"""Another process can play the people through /sandbox."""

import asyncio
import json

import aiohttp

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import Api


async def test_people_are_played_by_json(url: str, http: aiohttp.ClientSession, sandbox: Sandbox, api: Api) -> None:
    async with http.post(f"{url}/sandbox/people", json={"first_name": "Moussa", "language": "fr"}) as response:
        person = await response.json()
    async with http.post(f"{url}/sandbox/groups", json={"title": "Partenaire", "members": [person["id"]]}) as response:
        group = await response.json()
    said = {"what": "text", "person": person["id"], "text": "/start"}
    async with http.post(f"{url}/sandbox/do", json=said) as response:
        assert (await response.json())["text"] == "/start"
    await api("sendMessage", chat_id=person["id"], text="Salut")
    async with http.get(f"{url}/sandbox/chats/{person['id']}") as response:
        chat = await response.json()
    assert [message["text"] for message in chat["messages"]] == ["/start", "Salut"]
    async with http.get(f"{url}/sandbox/state") as response:
        state = await response.json()
    assert state["groups"] == [group | {"members": [person["id"]]}]
    assert state["pending_updates"] == 1
    async with http.post(f"{url}/sandbox/reset") as response:
        assert response.ok
    assert not sandbox.people


async def test_a_wrong_question_gets_a_reason(url: str, http: aiohttp.ClientSession, ines: Person) -> None:
    for asked in ({"what": "dance", "person": ines.id}, {"what": "text", "person": 42, "text": "a"}, {"what": "text"}):
        async with http.post(f"{url}/sandbox/do", json=asked) as response:
            assert response.status == 400
            assert (await response.json())["error"]
    for unknown in ("42", "personne"):
        async with http.get(f"{url}/sandbox/chats/{unknown}") as response:
            assert response.status == 404


async def test_faults_are_ordered_from_outside(url: str, http: aiohttp.ClientSession, api: Api) -> None:
    fault = {"kind": "refuse", "method": "getMe", "code": 429, "retry_after": 3}
    async with http.post(f"{url}/sandbox/faults", json=fault) as response:
        assert await response.json() == {"left": 1}
    assert (await api("getMe"))["parameters"] == {"retry_after": 3}


async def test_changes_are_told_as_they_come(
    url: str, http: aiohttp.ClientSession, sandbox: Sandbox, ines: Person, api: Api
) -> None:
    async with http.get(f"{url}/sandbox/events") as stream, asyncio.timeout(5):
        await stream.content.readline()
        await api("sendChatAction", chat_id=ines.id, action="typing")
        await stream.content.readline()
        event = json.loads((await stream.content.readline()).removeprefix(b"data: "))
    assert event == {"type": "action", "chat_id": ines.id}


async def test_the_page_and_its_files_are_served(url: str, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{url}/") as response:
        assert '<html lang="fr">' in await response.text()
    for name in ("app.js", "phone.js", "phone.css", "layout.css"):
        async with http.get(f"{url}/page/{name}") as response:
            assert response.ok
