"""Whatever Telegram answers, a delivery ends in one of four outcomes, and says nothing of what it carried."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.core import markup
from bot.core.effects import Button, Keyboard, Say
from bot.sandbox import Person, Sandbox
from bot.service.relay import Refused, Retry, Sent, Unreachable
from bot.telegram import http
from bot.telegram.delivery import Delivery
from tests.living import RENNES, eventually

YES = (Button("Oui", "k.0"),)


@pytest.fixture(autouse=True)
def started(sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "/start")


async def test_a_message_arrives_as_it_was_meant(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    said = Say(markup.read("Appelle le *3114* <maintenant> & tout de suite"), YES)
    assert await delivery(ines.id, said) == Sent()
    message = sandbox.last(ines.id)
    assert message
    assert message.html == "Appelle le <b>3114</b> &lt;maintenant&gt; &amp; tout de suite"
    assert message.labels == ["Oui"]


async def test_a_message_that_is_too_long_arrives_whole_in_several(
    delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    assert await delivery(ines.id, Say("a" * 4000 + "\n\n" + "b" * 4000, YES)) == Sent()
    first, second = sandbox.history(ines.id)[-2:]
    assert (first.text, first.labels) == ("a" * 4000, [])
    assert (second.text, second.labels) == ("b" * 4000, ["Oui"])


async def test_keyboards_come_and_go(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    keys = (Button("Partager mon numéro", ""), Button("J'arrête là", "k.0"))
    assert await delivery(ines.id, Say("Ton numéro ?", keys, Keyboard.PHONE)) == Sent()
    ((share,), (stop,)) = sandbox.keyboard(ines.id)
    assert (share.requests, stop.text) == ("contact", "J'arrête là")
    assert await delivery(ines.id, Say("Merci", keyboard=Keyboard.REMOVED)) == Sent()
    assert sandbox.keyboard(ines.id) == ()


async def test_a_screen_takes_the_place_of_the_one_before(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    await delivery(ines.id, Say("Menu", YES))
    shown = sandbox.last(ines.id)
    assert shown
    assert await delivery(ines.id, Say("Suite", (Button("Non", "l.0"),), replaces=shown.id)) == Sent()
    assert [(message.id, message.text, message.labels) for message in sandbox.history(ines.id)[1:]] == [
        (shown.id, "Suite", ["Non"])
    ]


async def test_a_screen_that_is_already_there_is_sent(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    await delivery(ines.id, Say("Menu", YES))
    shown = sandbox.last(ines.id)
    assert shown
    assert await delivery(ines.id, Say("Menu", YES, replaces=shown.id)) == Sent()
    assert sandbox.texts(ines.id) == ["Menu"]


@pytest.mark.parametrize("gone", [1, 99], ids=["a message that is not the bot's", "a message that is no more"])
async def test_what_cannot_be_written_over_is_sent_below(
    gone: int, delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    assert await delivery(ines.id, Say("Suite", YES, replaces=gone)) == Sent()
    assert sandbox.texts(ines.id) == ["Suite"]


async def test_a_screen_too_long_to_write_over_is_sent_below(
    delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    await delivery(ines.id, Say("Menu", YES))
    shown = sandbox.last(ines.id)
    assert shown
    assert await delivery(ines.id, Say("a" * 5000, replaces=shown.id)) == Sent()
    assert len(sandbox.texts(ines.id)) == 3


async def test_who_blocked_the_bot_or_left_is_unreachable(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    sandbox.block(ines.id)
    assert await delivery(ines.id, Say("a")) == Unreachable()
    sandbox.unblock(ines.id)
    sandbox.deactivate(ines.id)
    assert await delivery(ines.id, Say("a")) == Unreachable()
    assert await delivery(ines.id, Say("a", replaces=1)) == Unreachable()


async def test_who_never_wrote_or_is_unknown_is_unreachable(delivery: Delivery, sandbox: Sandbox) -> None:
    samira = sandbox.add_person("Samira")
    assert await delivery(samira.id, Say("a")) == Unreachable()
    assert await delivery(12, Say("a")) == Unreachable()


async def test_a_group_that_put_the_bot_out_is_unreachable(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    group = sandbox.add_group("Mission locale", members=[ines.id])
    sandbox.kick_bot(group.id, ines.id)
    assert await delivery(group.id, Say("a")) == Unreachable()


async def test_what_telegram_will_never_take_is_refused_without_a_word_of_it(
    delivery: Delivery, ines: Person, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = await delivery(ines.id, Say("secret", (Button("Oui", "a" * 65),)))
    assert outcome == Refused("button_data_invalid")
    assert await delivery(ines.id, Say(" ")) == Refused("text must be non-empty")
    assert "secret" not in caplog.text


async def test_a_refusal_that_quotes_the_text_does_not_pass_it_on(
    delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    words = 'Bad Request: can\'t parse entities: unsupported start tag "secret" at byte offset 7'
    sandbox.faults.refuse("sendMessage", 400, description=words)
    assert await delivery(ines.id, Say("secret")) == Refused("can't parse entities")


@pytest.mark.parametrize("replaces", [None, 2], ids=["send", "edit"])
async def test_flood_control_says_how_long_to_wait(
    replaces: int | None, delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    await delivery(ines.id, Say("Menu"))
    sandbox.faults.refuse("*", 429, retry_after=17)
    assert await delivery(ines.id, Say("a", replaces=replaces)) == Retry(17)


async def test_what_may_pass_later_is_tried_again(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    for code in (500, 502, 504, 409, 401, 404):
        sandbox.faults.refuse("sendMessage", code, description="not now")
        assert await delivery(ines.id, Say("a")) == Retry()
    assert await delivery(ines.id, Say("a")) == Sent()


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_that_drops_is_tried_again(
    after: bool, delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    sandbox.faults.drop("sendMessage", after=after)
    assert await delivery(ines.id, Say("a")) == Retry()
    assert len(sandbox.texts(ines.id)) == after


async def test_a_call_that_hangs_is_tried_again(
    delivery: Delivery, sandbox: Sandbox, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.05)
    sandbox.faults.hang("sendMessage")
    assert await delivery(ines.id, Say("a")) == Retry()


async def test_a_group_that_telegram_renumbered_is_still_written_to(
    delivery: Delivery, sandbox: Sandbox, ines: Person, caplog: pytest.LogCaptureFixture
) -> None:
    old = sandbox.add_group("Mission locale", id=-17, members=[ines.id])
    new = sandbox.add_group("Mission locale", id=RENNES, members=[ines.id])
    migrated = {"ok": False, "description": "group chat was upgraded", "parameters": {"migrate_to_chat_id": new.id}}
    sandbox.faults.refuse("*", 400, chat_id=old.id)
    fault = sandbox.faults._queue[-1].error
    assert fault
    fault.body = lambda: migrated | {"error_code": 400}  # type: ignore[method-assign]
    assert await delivery(old.id, Say("Nouvelle demande", replaces=3)) == Sent()
    assert sandbox.texts(new.id) == ["Nouvelle demande"]
    assert "data/partenaires.yaml" in caplog.text


async def test_a_press_is_answered_with_a_hint(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    await delivery(ines.id, Say("?", YES))
    sandbox.press(ines.id, label="Oui")
    (query,) = sandbox.presses
    delivery.hint(query, "é" * 300)
    await sandbox.changed(lambda: sandbox.answers)
    assert sandbox.answers[0]["text"] == "é" * 200


async def test_a_press_without_a_hint_stops_turning_all_the_same(
    delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    await delivery(ines.id, Say("?", YES))
    sandbox.press(ines.id, label="Oui")
    delivery.hint(next(iter(sandbox.presses)))
    await sandbox.changed(lambda: sandbox.answers)
    assert sandbox.answers[0]["text"] == ""


async def test_a_hint_that_telegram_refuses_disturbs_nobody(
    delivery: Delivery, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    delivery.hint("a query that is too old", "Noté")
    sandbox.faults.drop("answerCallbackQuery")
    delivery.hint("a query whose answer is lost", "Noté")
    await eventually(lambda: not delivery._hinting)
    assert not [record for record in caplog.records if record.name.startswith("bot.")]
    assert len(asyncio.all_tasks()) < 20
