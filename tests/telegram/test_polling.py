"""Updates are confirmed to Telegram once what they led to is written, never before."""

from __future__ import annotations

from pathlib import Path

import pytest
from telegram.error import InvalidToken

from bot.sandbox import Person, Sandbox
from bot.service.conversation import NotTaken
from bot.store import Store
from bot.telegram.polling import LONGEST_WAIT
from tests.living import MENU, Bot, HeldClock, failing, running


async def test_what_was_written_is_confirmed_with_the_next_call(bot: Bot, sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "/start")
    async with running(bot.conversation.run()):
        await bot.polling.once(0)
        assert len(sandbox.updates.pending) == 1
        await bot.polling.once(0)
    assert not sandbox.updates.pending


async def test_what_could_not_be_written_comes_again_and_acts_once(
    bot: Bot, sandbox: Sandbox, ines: Person, file: Path, store: Store
) -> None:
    sandbox.send_text(ines.id, "/start")
    sandbox.send_text(ines.id, "c'est quoi le cej")
    async with running(bot.conversation.run(), bot.relay.run()):
        async with failing(file, "INSERT", "sessions"):
            for _ in range(3):
                with pytest.raises(NotTaken):
                    await bot.polling.once(0)
        assert len(sandbox.updates.pending) == 2
        assert sandbox.texts(ines.id) == []
        await bot.polling.once(0)
        await bot.polling.once(0)
        await sandbox.said(ines.id, "Le CEJ, c'est")
    assert [text.split()[0] for text in sandbox.texts(ines.id)] == ["Salut", "Qu'est-ce", "Le"]
    assert not sandbox.updates.pending
    assert {number for (_, what), number in (await store.counts()).items() if what == "dialogue:cej"} == {1}


async def test_the_loop_goes_on_after_a_disk_in_trouble(
    bot: Bot, sandbox: Sandbox, ines: Person, clock: HeldClock, file: Path
) -> None:
    async with bot.live():
        async with failing(file, "INSERT", "seen"):
            sandbox.send_text(ines.id, "/start")
            await clock.asleep()
        await sandbox.said(ines.id, MENU)


async def test_the_loop_survives_whatever_the_network_does(
    bot: Bot, sandbox: Sandbox, ines: Person, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.refuse("getUpdates", 409, description="Conflict: terminated by other getUpdates request")
    sandbox.faults.refuse("getUpdates", 500)
    sandbox.faults.refuse("getUpdates", 502, times=2)
    sandbox.faults.drop("getUpdates", times=2)
    sandbox.faults.refuse("getUpdates", 403, description="Forbidden: who knows")
    sandbox.send_text(ines.id, "/start")
    async with bot.live():
        await sandbox.said(ines.id, MENU)
    assert clock.slept == [0.5, 1, 2, 4, 8, 16, LONGEST_WAIT]
    assert "another process polls with the same token" in caplog.text


async def test_patience_begins_anew_once_updates_come(
    bot: Bot, sandbox: Sandbox, ines: Person, clock: HeldClock
) -> None:
    sandbox.faults.refuse("getUpdates", 500, times=3)
    sandbox.send_text(ines.id, "/start")
    async with bot.live():
        await sandbox.said(ines.id, MENU)
        sandbox.faults.refuse("getUpdates", 500)
        sandbox.send_text(ines.id, "c'est quoi le cej")
        await sandbox.said(ines.id, "Le CEJ, c'est")
        await clock.asleep(4)
    assert clock.slept == [0.5, 1, 2, 0.5]


async def test_telegram_s_own_wait_rules(bot: Bot, sandbox: Sandbox, ines: Person, clock: HeldClock) -> None:
    sandbox.faults.refuse("getUpdates", 429, retry_after=42)
    sandbox.send_text(ines.id, "/start")
    async with bot.live():
        await sandbox.said(ines.id, MENU)
    assert clock.slept == [42]


async def test_a_lost_answer_loses_no_update(bot: Bot, sandbox: Sandbox, ines: Person) -> None:
    sandbox.faults.drop("getUpdates", after=True, times=2)
    sandbox.send_text(ines.id, "/start")
    async with bot.live():
        await sandbox.said(ines.id, MENU)


async def test_a_token_that_telegram_does_not_know_stops_at_once(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.token = "999:OTHER"
    with pytest.raises(InvalidToken):
        await bot.polling.run()


async def test_an_update_that_cannot_be_read_does_not_come_for_ever(bot: Bot, sandbox: Sandbox, ines: Person) -> None:
    sandbox.updates.add("message", {"what": "is this"}, 1)
    sandbox.send_text(ines.id, "/start")
    async with bot.live():
        await sandbox.said(ines.id, MENU)
        await sandbox.changed(lambda: not sandbox.updates.pending)


async def test_only_what_is_read_is_asked_for(bot: Bot, sandbox: Sandbox, ines: Person) -> None:
    async with running(bot.conversation.run()):
        await bot.polling.once(0)
    sandbox.send_text(ines.id, "/start")
    sandbox.edit_text(ines.id, 1, "stop")
    assert len(sandbox.updates.pending) == 1


async def test_a_press_is_answered_with_its_hint(bot: Bot, sandbox: Sandbox, ines: Person) -> None:
    async with bot.live():
        sandbox.send_text(ines.id, "/start")
        shown = await sandbox.said(ines.id, MENU)
        sandbox.press(ines.id, label="Mes données")
        await sandbox.said(ines.id, "Ce que je garde")
        await sandbox.changed(lambda: len(sandbox.answers) == 1)
        pressed = next(b.callback_data for row in shown.buttons for b in row if b.text == "Mes données")
        sandbox.press(ines.id, message_id=shown.id, callback_data=pressed)
        await sandbox.changed(lambda: len(sandbox.answers) == 2)
    assert [answer["text"] for answer in sandbox.answers] == ["", "C'est déjà fait."]


async def test_a_press_of_long_ago_is_answered_in_the_chat_all_the_same(
    bot: Bot, sandbox: Sandbox, ines: Person
) -> None:
    sandbox.send_text(ines.id, "/start")
    async with bot.live():
        await sandbox.said(ines.id, MENU)
        sandbox.press(ines.id, label="Mes données")
        sandbox.presses.clear()  # Telegram waits for an answer no longer
        await sandbox.said(ines.id, "Ce que je garde")


async def test_a_crowd_that_waited_is_answered(bot: Bot, sandbox: Sandbox) -> None:
    crowd = [sandbox.add_person(f"Jeune {number}").id for number in range(250)]
    for person in crowd:
        sandbox.send_text(person, "/start")
    async with bot.live():
        await sandbox.changed(lambda: all(len(sandbox.texts(person)) == 2 for person in crowd))
    assert not sandbox.updates.pending


async def test_who_blocks_the_bot_is_noted(bot: Bot, sandbox: Sandbox, ines: Person, store: Store) -> None:
    async with bot.live():
        sandbox.send_text(ines.id, "/start")
        await sandbox.said(ines.id, MENU)
        sandbox.block(ines.id)
        await sandbox.changed(lambda: not sandbox.updates.pending)
    assert (await store.status())["unreachable"] == 1
