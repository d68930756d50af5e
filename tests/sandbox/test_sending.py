"""Messages go where Telegram would let them go."""

import aiohttp
import pytest

from bot.sandbox import Person, Sandbox
from bot.sandbox.arguments import Upload
from tests.sandbox.conftest import TOKEN, Api, Clock


async def test_a_message_comes_back_as_telegram_describes_it(api: Api, sandbox: Sandbox, ines: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui", "style": "success"}]]}
    answer = await api("sendMessage", chat_id=ines.id, text="<b>Salut</b>", parse_mode="HTML", reply_markup=markup)
    sent = answer["result"]
    assert sent["message_id"] == 2
    assert sent["from"]["is_bot"]
    assert sent["chat"] == {"id": ines.id, "first_name": "Inès", "type": "private"}
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    assert sent["reply_markup"] == markup
    seen = sandbox.last(ines.id)
    assert seen
    assert (seen.text, seen.html, seen.labels, seen.from_bot) == ("Salut", "<b>Salut</b>", ["Oui"], True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": "a"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 42, "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": 500001}, "Bad Request: message text is empty"),
        ({"chat_id": 500001, "text": " "}, "Bad Request: text must be non-empty"),
        ({"chat_id": 500001, "text": "é" * 4097}, "Bad Request: message is too long"),
        ({"chat_id": 500001, "text": "a", "parse_mode": "XML"}, "Bad Request: unsupported parse_mode"),
        ({"chat_id": 500001, "text": "a", "reply_markup": "[]"}, "Bad Request: object expected as reply markup"),
        ({"chat_id": 500001, "text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ],
)
async def test_a_faulty_message_is_refused(api: Api, ines: Person, arguments: dict[str, object], words: str) -> None:
    answer = await api("sendMessage", **arguments)
    assert answer["error_code"] == 400
    assert words in answer["description"]


async def test_people_and_groups_can_close_their_door(api: Api, sandbox: Sandbox, ines: Person) -> None:
    stranger = sandbox.add_person("Moussa")
    group = sandbox.add_group("Mission locale", members=[ines.id])

    async def refused(chat_id: int) -> str:
        answer = await api("sendMessage", chat_id=chat_id, text="a")
        assert answer["error_code"] == 403
        return str(answer["description"])

    assert await refused(stranger.id) == "Forbidden: bot can't initiate conversation with a user"
    sandbox.block(ines.id)
    assert await refused(ines.id) == "Forbidden: bot was blocked by the user"
    sandbox.unblock(ines.id)
    assert (await api("sendMessage", chat_id=ines.id, text="a"))["ok"]
    sandbox.deactivate(ines.id)
    assert await refused(ines.id) == "Forbidden: user is deactivated"
    sandbox.kick_bot(group.id, by=ines.id)
    assert await refused(group.id) == "Forbidden: bot was kicked from the supergroup chat"


async def test_the_reply_keyboard_stays_until_removed(api: Api, sandbox: Sandbox, ines: Person) -> None:
    keyboard = {"keyboard": [[{"text": "Mon numéro", "request_contact": True}, "Non"]]}
    await api("sendMessage", chat_id=ines.id, text="a", reply_markup=keyboard)
    await api("sendMessage", chat_id=ines.id, text="b")
    assert [[one.text for one in row] for row in sandbox.keyboard(ines.id)] == [["Mon numéro", "Non"]]
    assert sandbox.keyboard(ines.id)[0][0].requests == "contact"
    await api("sendMessage", chat_id=ines.id, text="c", reply_markup={"remove_keyboard": True})
    assert sandbox.keyboard(ines.id) == ()


async def test_files_places_and_actions(
    api: Api, sandbox: Sandbox, ines: Person, url: str, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData({"chat_id": str(ines.id), "caption": "<i>Le plan</i>", "parse_mode": "HTML"})
    form.add_field("document", b"contenu", filename="plan.txt", content_type="text/plain")
    async with http.post(f"{url}/bot{TOKEN}/sendDocument", data=form) as response:
        document = (await response.json())["result"]["document"]
    assert document["file_name"] == "plan.txt"
    found = (await api("getFile", file_id=document["file_id"]))["result"]
    async with http.get(f"{url}/file/bot{TOKEN}/{found['file_path']}") as response:
        assert await response.read() == b"contenu"
    again = await api("sendPhoto", chat_id=ines.id, photo=document["file_id"])
    assert again["result"]["photo"][0]["file_id"] == document["file_id"]
    assert (await api("sendLocation", chat_id=ines.id, latitude=48.1, longitude="-1.6"))["ok"]
    assert (await api("sendVenue", chat_id=ines.id, latitude=48.1, longitude=-1.6, title="Le 4 bis", address="Rennes"))[
        "ok"
    ]
    assert [one.kind for one in sandbox.history(ines.id)[1:]] == ["document", "photo", "location", "venue"]
    assert (await api("sendPhoto", chat_id=ines.id))["description"] == "Bad Request: there is no photo in the request"
    assert (await api("sendChatAction", chat_id=ines.id, action="typing"))["result"] is True
    assert (await api("sendChatAction", chat_id=ines.id, action="dancing"))["error_code"] == 400


async def test_a_file_is_described_as_telegram_describes_it(
    sandbox: Sandbox, ines: Person, url: str, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData({"chat_id": str(ines.id), "caption": "  ", "document": "attach://here"})
    form.add_field("here", b"BEGIN:VCALENDAR", filename="rendez-vous.ics", content_type="text/calendar")
    async with http.post(f"{url}/bot{TOKEN}/sendDocument", data=form) as response:
        sent = (await response.json())["result"]
    document = sent["document"]
    assert {name: document[name] for name in ("file_name", "mime_type", "file_size")} == {
        "file_name": "rendez-vous.ics", "mime_type": "text/calendar", "file_size": 15
    }  # fmt: skip
    assert "caption" not in sent
    seen = sandbox.last(ines.id)
    assert seen
    assert (seen.kind, seen.text, seen.file_name) == ("document", "", "rendez-vous.ics")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({}, "there is no document in the request"),
        ({"document": "attach://nothing"}, "there is no document in the request"),
        ({"document": "AgADBAADr6cx"}, "wrong remote file identifier specified: can't unserialize it"),
        ({"document": "https://e.org/plan.pdf"}, "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_file_that_is_not_there_is_refused(
    api: Api, ines: Person, document: dict[str, str], words: str
) -> None:
    assert (await api("sendDocument", chat_id=ines.id, **document))["description"] == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("content", "caption", "words"),
    [(b"", "", "file must be non-empty"), (b"a", "é" * 1025, "message caption is too long")],
)
async def test_a_faulty_upload_is_refused(
    content: bytes, caption: str, words: str, ines: Person, url: str, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData({"chat_id": str(ines.id), "caption": caption})
    form.add_field("document", content, filename="a.ics", content_type="text/calendar")
    async with http.post(f"{url}/bot{TOKEN}/sendDocument", data=form) as response:
        assert (await response.json())["description"] == f"Bad Request: {words}"


async def test_only_who_has_the_token_fetches_a_file(
    api: Api, sandbox: Sandbox, ines: Person, url: str, http: aiohttp.ClientSession
) -> None:
    sandbox.keep_file("plan", Upload("plan.txt", "text/plain", b"contenu"))
    path = (await api("getFile", file_id="plan"))["result"]["file_path"]
    for place, status in ((f"bot{TOKEN}/{path}", 200), (f"bot999:WRONG/{path}", 401), (f"bot{TOKEN}/files/x", 404)):
        async with http.get(f"{url}/file/{place}") as response:
            assert response.status == status
    assert (await api("getFile", file_id="x"))["description"] == "Bad Request: invalid file_id"


async def test_flood_limits_ask_to_wait_when_switched_on(
    api: Api, sandbox: Sandbox, ines: Person, clock: Clock
) -> None:
    sandbox.limits.enabled = True
    for _ in range(5):
        assert (await api("sendMessage", chat_id=ines.id, text="a"))["ok"]
    refused = await api("sendMessage", chat_id=ines.id, text="a")
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert refused["parameters"] == {"retry_after": 1}
    clock.time += 1
    assert (await api("sendMessage", chat_id=ines.id, text="a"))["ok"]


async def test_a_group_hears_twenty_messages_a_minute(api: Api, sandbox: Sandbox, ines: Person, clock: Clock) -> None:
    sandbox.limits.enabled = True
    group = sandbox.add_group("Mission locale", members=[ines.id])
    for _ in range(20):
        clock.time += 2
        assert (await api("sendMessage", chat_id=group.id, text="a"))["ok"]
    assert (await api("sendMessage", chat_id=group.id, text="a"))["parameters"]["retry_after"] == 22


async def test_the_history_is_bounded() -> None:
    sandbox = Sandbox(history_limit=3)
    person = sandbox.add_person("Inès")
    for number in range(10):
        sandbox.send_text(person.id, str(number))
    assert [one.text for one in sandbox.history(person.id)] == ["7", "8", "9"]
