"""Edits, deletions and answers to presses follow Telegram's rules."""

import asyncio
import json
from typing import Any

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import Api, Clock

BUTTONS = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def asked(api: Api, ines: Person) -> dict[str, Any]:
    answer = await api("sendMessage", chat_id=ines.id, text="Ça va ?", reply_markup=BUTTONS)
    return {"chat_id": ines.id, "message_id": answer["result"]["message_id"]}


async def test_an_edit_without_keyboard_removes_the_buttons(api: Api, sandbox: Sandbox, ines: Person) -> None:
    where = await asked(api, ines)
    edited = (await api("editMessageText", **where, text="Merci"))["result"]
    assert "reply_markup" not in edited
    assert edited["edit_date"]
    seen = sandbox.last(ines.id)
    assert seen
    assert (seen.text, seen.buttons, seen.edited) == ("Merci", (), True)


async def test_an_edit_that_changes_nothing_is_refused(api: Api, ines: Person) -> None:
    where = await asked(api, ines)
    same = await api("editMessageText", **where, text="Ça va ?", reply_markup=json.dumps(BUTTONS))
    assert same["description"].startswith("Bad Request: message is not modified: specified new message content and")
    assert (await api("editMessageReplyMarkup", **where, reply_markup=BUTTONS))["error_code"] == 400
    assert (await api("editMessageReplyMarkup", **where))["ok"]


async def test_only_the_bot_s_own_existing_texts_are_edited(api: Api, ines: Person) -> None:
    edit = await api("editMessageText", chat_id=ines.id, message_id=99, text="a")
    assert edit["description"] == "Bad Request: message to edit not found"
    edit = await api("editMessageText", chat_id=ines.id, message_id=1, text="a")
    assert edit["description"] == "Bad Request: message can't be edited"
    edit = await api("editMessageText", chat_id=ines.id, text="a")
    assert edit["description"] == "Bad Request: message identifier is not specified"
    place = (await api("sendLocation", chat_id=ines.id, latitude=1, longitude=1))["result"]
    edit = await api("editMessageText", chat_id=ines.id, message_id=place["message_id"], text="a")
    assert edit["description"] == "Bad Request: there is no text in the message to edit"


async def test_a_message_is_deleted_once_and_within_two_days(
    api: Api, sandbox: Sandbox, ines: Person, clock: Clock
) -> None:
    where = await asked(api, ines)
    assert (await api("deleteMessage", **where))["result"] is True
    assert (await api("deleteMessage", **where))["description"] == "Bad Request: message to delete not found"
    where = await asked(api, ines)
    clock.time += 49 * 3600
    late = await api("deleteMessage", **where)
    assert late["description"] == "Bad Request: message can't be deleted for everyone"


async def press(api: Api, sandbox: Sandbox, ines: Person) -> str:
    await asked(api, ines)
    sandbox.press(ines.id, label="Oui")
    updates = (await api("getUpdates"))["result"]
    query = updates[-1]["callback_query"]
    assert query["data"] == "oui"
    assert query["message"]["text"] == "Ça va ?"
    assert query["chat_instance"]
    assert query["from"]["id"] == ines.id
    return str(query["id"])


async def test_a_press_is_answered_once(api: Api, sandbox: Sandbox, ines: Person) -> None:
    query = await press(api, sandbox, ines)
    long = await api("answerCallbackQuery", callback_query_id=query, text="a" * 201)
    assert long["error_code"] == 400
    assert (await api("answerCallbackQuery", callback_query_id=query, text="Noté", show_alert=True))["ok"]
    assert sandbox.answers[-1]["text"] == "Noté"
    assert (await api("answerCallbackQuery", callback_query_id=query))["description"] == TOO_OLD


async def test_a_press_is_answered_in_time(api: Api, sandbox: Sandbox, ines: Person, clock: Clock) -> None:
    query = await press(api, sandbox, ines)
    clock.time += 16
    assert (await api("answerCallbackQuery", callback_query_id=query))["description"] == TOO_OLD
    assert (await api("answerCallbackQuery", callback_query_id="0"))["description"] == TOO_OLD


async def test_a_test_waits_for_the_bot_without_sleeping(api: Api, sandbox: Sandbox, ines: Person) -> None:
    waiting = asyncio.create_task(sandbox.said(ines.id, "va ?"))
    acted = asyncio.create_task(sandbox.changed())
    await asked(api, ines)
    assert (await waiting).labels == ["Oui"]
    assert await acted is True
