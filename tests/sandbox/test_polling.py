"""getUpdates keeps what is not confirmed, and serves one poller at a time."""

import asyncio

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import Api, Clock


async def test_unconfirmed_updates_come_again_until_the_offset_passes_them(
    api: Api, sandbox: Sandbox, ines: Person
) -> None:
    for text in ("un", "deux", "trois"):
        sandbox.send_text(ines.id, text)
    first = (await api("getUpdates", limit=2))["result"]
    assert [update["message"]["text"] for update in first] == ["un", "deux"]
    assert first[1]["update_id"] == first[0]["update_id"] + 1
    assert (await api("getUpdates"))["result"][:2] == first
    rest = (await api("getUpdates", offset=first[-1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in rest] == ["trois"]
    assert (await api("getUpdates", offset=rest[-1]["update_id"] + 1))["result"] == []


async def test_a_negative_offset_keeps_the_last_ones(api: Api, sandbox: Sandbox, ines: Person) -> None:
    for text in ("un", "deux", "trois"):
        sandbox.send_text(ines.id, text)
    kept = (await api("getUpdates", offset=-1))["result"]
    assert [update["message"]["text"] for update in kept] == ["trois"]


async def test_a_long_poll_answers_as_soon_as_something_comes(api: Api, sandbox: Sandbox, ines: Person) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await sandbox.changed(lambda: "getupdates" in sandbox.calls)
    sandbox.send_text(ines.id, "Salut")
    assert (await poll)["result"][0]["message"]["text"] == "Salut"


async def test_a_second_poller_sends_the_first_away(api: Api, sandbox: Sandbox, ines: Person) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=30))
    await sandbox.changed(lambda: "getupdates" in sandbox.calls)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    refused = await first
    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    sandbox.send_text(ines.id, "Salut")
    assert len((await second)["result"]) == 1


async def test_polling_and_webhook_exclude_each_other(api: Api, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await sandbox.changed(lambda: "getupdates" in sandbox.calls)
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    refused = await api("getUpdates")
    assert refused["error_code"] == 409
    assert "while webhook is active" in refused["description"]
    await api("deleteWebhook")
    assert (await api("getUpdates"))["ok"]


async def test_a_press_is_forgotten_after_150_seconds_and_a_message_after_a_day(
    api: Api, sandbox: Sandbox, ines: Person, clock: Clock
) -> None:
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    await api("sendMessage", chat_id=ines.id, text="Ça va ?", reply_markup=markup)
    sandbox.press(ines.id, label="Oui")
    sandbox.send_text(ines.id, "Salut")
    clock.time += 151
    assert ["message" in update for update in (await api("getUpdates"))["result"]] == [True]
    clock.time += 86_400
    assert (await api("getUpdates"))["result"] == []


async def test_a_bot_hears_only_the_kinds_it_allowed(api: Api, sandbox: Sandbox, ines: Person) -> None:
    await api("getUpdates", allowed_updates=["my_chat_member"])
    sandbox.send_text(ines.id, "Salut")
    sandbox.block(ines.id)
    heard = (await api("getUpdates"))["result"]
    assert [list(update)[1] for update in heard] == ["my_chat_member"]
    assert heard[0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_pending_updates_can_be_dropped(api: Api, sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "Salut")
    assert (await api("getWebhookInfo"))["result"]["pending_update_count"] == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert (await api("getUpdates"))["result"] == []
