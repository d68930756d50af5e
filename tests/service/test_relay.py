"""What lies in the outbox reaches Telegram: in order, at its pace, at least once, whatever happens on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.effects import Button, Say
from bot.sandbox import Person, Sandbox
from bot.service.letters import Letter
from bot.service.relay import FIRST_WAIT, LONGEST_WAIT, LOOK_AGAIN, Relay
from bot.store import Outgoing, Store
from bot.telegram.delivery import Delivery
from tests.living import HeldClock, eventually, failing, rows, running

CALLS = "sendmessage"
UNREADABLE = ("", "{", "[]", "7", '{"text":"a","buttons":[["a"]]}', '{"text":"a","keyboard":"?"}')


class Post:
    """Posts letters in the outbox, and says what is left of them."""

    def __init__(self, store: Store, clock: HeldClock, relay: Relay) -> None:
        self.store, self.clock, self.relay = store, clock, relay

    async def __call__(self, chat: int, *texts: str, notice: bool = False) -> None:
        await self.letters(chat, *(Letter(Say(text)) for text in texts), notice=notice)

    async def letters(self, chat: int, *letters: Letter, notice: bool = False) -> None:
        async with self.store.begin() as transaction:
            await transaction.post([Outgoing(chat, one.to_json(), notice) for one in letters], self.clock.now())
        self.relay.wake()

    async def left(self) -> int:
        return (await self.store.status())["outbox"]

    async def delivered(self) -> None:
        await eventually(self._nothing_left)

    async def _nothing_left(self) -> bool:
        return not await self.left()

    async def one_left(self) -> bool:
        return await self.left() == 1

    async def delivered_in_time(self) -> bool:
        """Let a second go by; return whether nothing is left."""
        self.clock.move(seconds=FIRST_WAIT)
        return await self._nothing_left()

    async def waits(self) -> float:
        """Wait until the oldest letter is put off; return for how long, and let that time go by."""

        async def put_off() -> timedelta | None:
            at: datetime | None = await self.store.next_outbox_at()
            return at - self.clock.now() if at and at > self.clock.now() else None

        wait: timedelta = await eventually(put_off)
        self.clock.move(seconds=wait.total_seconds())
        return wait.total_seconds()


@pytest.fixture
def post(store: Store, clock: HeldClock, relay: Relay) -> Post:
    return Post(store, clock, relay)


@pytest.fixture
def karim(sandbox: Sandbox) -> Person:
    karim = sandbox.add_person("Karim")
    sandbox.send_text(karim.id, "/start")
    return karim


@pytest.fixture(autouse=True)
def started(sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "/start")


async def test_letters_arrive_in_the_order_they_were_posted(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person
) -> None:
    async with running(relay.run()):
        await post(ines.id, "un", "deux", "trois")
        await post(ines.id, "quatre")
        await post.delivered()
    assert sandbox.texts(ines.id) == ["un", "deux", "trois", "quatre"]


async def test_what_an_earlier_process_left_leaves_at_the_start(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, store: Store, delivery: Delivery, clock: HeldClock
) -> None:
    await post(ines.id, "un", "deux")
    async with running(Relay(store, delivery, clock).run()):
        await post.delivered()
    assert sandbox.texts(ines.id) == ["un", "deux"]


@pytest.mark.parametrize("trouble", ["refused", "cut"])
async def test_a_letter_that_must_wait_holds_back_its_own_chat_and_no_other(
    trouble: str, relay: Relay, post: Post, sandbox: Sandbox, ines: Person, karim: Person
) -> None:
    if trouble == "refused":
        sandbox.faults.refuse("sendMessage", 502, times=2, chat_id=ines.id)
    else:
        sandbox.faults.drop("sendMessage", times=2, chat_id=ines.id)
    await post(ines.id, "un", "deux", "trois")
    await post(karim.id, "salut")
    async with running(relay.run()):
        await sandbox.said(karim.id, "salut")
        await post.waits()
        await post(ines.id, "quatre")
        assert sandbox.texts(ines.id) == []
        await post.waits()
        await post.delivered()
    assert sandbox.texts(ines.id) == ["un", "deux", "trois", "quatre"]


async def test_a_chat_whose_call_hangs_keeps_nobody_waiting(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, karim: Person
) -> None:
    sandbox.faults.hang("sendMessage", chat_id=ines.id)
    await post(ines.id, "un")
    async with running(relay.run()):
        await eventually(lambda: not sandbox.faults.left)
        await post(karim.id, "salut")
        await sandbox.said(karim.id, "salut")
        await eventually(post.one_left)
    assert sandbox.texts(ines.id) == []


async def test_patience_doubles_up_to_five_minutes(relay: Relay, post: Post, sandbox: Sandbox, ines: Person) -> None:
    sandbox.faults.refuse("sendMessage", 500, times=11)
    await post(ines.id, "un")
    async with running(relay.run()):
        waits = [await post.waits() for _ in range(11)]
        await post.delivered()
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert (waits[0], waits[-1]) == (FIRST_WAIT, LONGEST_WAIT)


async def test_a_letter_put_off_leaves_at_its_hour_by_the_clock_and_not_before(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, karim: Person, clock: HeldClock
) -> None:
    sandbox.faults.refuse("sendMessage", 429, retry_after=42, chat_id=ines.id)
    await post(ines.id, "un")
    async with running(relay.run()):
        await eventually(lambda: not sandbox.faults.left)
        await post(karim.id, "salut")
        await sandbox.said(karim.id, "salut")
        clock.move(seconds=LOOK_AGAIN)
        clock.move(seconds=41 - LOOK_AGAIN)
        await post(karim.id, "encore là ?")
        await sandbox.said(karim.id, "encore là ?")
        assert sandbox.texts(ines.id) == []
        clock.move(seconds=1)
        await sandbox.said(ines.id, "un")


async def test_what_someone_else_posted_is_found_within_twenty_seconds(
    relay: Relay, sandbox: Sandbox, ines: Person, clock: HeldClock, store: Store
) -> None:
    async with running(relay.run()):
        await eventually(lambda: clock.alarms)
        async with store.begin() as transaction:
            await transaction.post([Outgoing(ines.id, Letter(Say("un")).to_json())], clock.now())
        clock.move(seconds=LOOK_AGAIN)
        await sandbox.said(ines.id, "un")


async def test_telegram_s_own_wait_rules(relay: Relay, post: Post, sandbox: Sandbox, ines: Person) -> None:
    sandbox.faults.refuse("sendMessage", 429, retry_after=42)
    await post(ines.id, "un")
    async with running(relay.run()):
        assert await post.waits() == 42
        await post.delivered()


async def test_a_letter_whose_answer_was_lost_is_sent_again(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person
) -> None:
    sandbox.faults.drop("sendMessage", after=True)
    await post(ines.id, "un", "deux")
    async with running(relay.run()):
        await post.waits()
        await post.delivered()
    assert sandbox.texts(ines.id) == ["un", "un", "deux"]


async def test_an_edit_whose_answer_was_lost_is_seen_once(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person
) -> None:
    await post(ines.id, "Menu")
    async with running(relay.run()):
        shown = await sandbox.said(ines.id, "Menu")
        sandbox.faults.drop("editMessageText", after=True)
        await post.letters(ines.id, Letter(Say("Suite", replaces=shown.id)))
        await post.waits()
        await post.delivered()
    assert sandbox.texts(ines.id) == ["Suite"]


async def test_what_telegram_refuses_is_dropped_and_the_rest_follows(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, caplog: pytest.LogCaptureFixture
) -> None:
    bad = Letter(Say("une phrase que personne ne doit lire", (Button("Oui", "a" * 65),)))
    await post.letters(ines.id, bad, Letter(Say("deux")))
    async with running(relay.run()):
        await post.delivered()
    assert sandbox.texts(ines.id) == ["deux"]
    assert "Telegram refused a message" in caplog.text
    assert "phrase" not in caplog.text


async def test_letters_that_cannot_be_read_hold_back_nobody(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, store: Store, clock: HeldClock
) -> None:
    async with store.begin() as transaction:
        await transaction.post([Outgoing(ines.id, body) for body in UNREADABLE], clock.now())
    await post(ines.id, "deux")
    async with running(relay.run()):
        await post.delivered()
    assert sandbox.texts(ines.id) == ["deux"]


async def test_who_blocked_the_bot_is_noted_and_what_waited_for_them_is_dropped(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, file: Path
) -> None:
    sandbox.block(ines.id)
    await post(ines.id, "un", "deux")
    async with running(relay.run()):
        await post.delivered()
    assert rows(file, "SELECT chat FROM unreachable") == [(ines.id,)]
    assert sandbox.texts(ines.id) == []


async def test_a_letter_says_who_is_told_when_its_reader_cannot_be_reached(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person
) -> None:
    group = sandbox.add_group("Mission locale", members=[ines.id])
    samira = sandbox.add_person("Samira")
    await post.letters(samira.id, Letter(Say("06…"), otherwise=(group.id, "Samira, écris-moi d'abord.")))
    async with running(relay.run()):
        await sandbox.said(group.id, "Samira, écris-moi d'abord.")
        await post.delivered()
    assert sandbox.texts(samira.id) == []


async def test_a_group_that_put_the_bot_out_loses_no_request_and_the_operators_are_alerted(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, file: Path
) -> None:
    group = sandbox.add_group("Mission locale", members=[ines.id])
    sandbox.kick_bot(group.id, ines.id)
    await post(group.id, "Nouvelle demande")
    async with running(relay.run()):
        assert await post.waits() == LONGEST_WAIT
        assert rows(file, "SELECT kind, detail FROM alerts") == [("groupe_injoignable", str(group.id))]
        sandbox.invite_bot(group.id, ines.id)
        await eventually(lambda: _after_waits(post, sandbox, group.id))


async def _after_waits(post: Post, sandbox: Sandbox, chat: int) -> bool:
    if not sandbox.texts(chat) and await post.left():
        post.clock.move(seconds=LONGEST_WAIT)
    return bool(sandbox.texts(chat))


async def test_a_chat_hears_no_more_than_telegram_allows(
    sandbox: Sandbox, clock: HeldClock, relay: Relay, post: Post, ines: Person
) -> None:
    sandbox.now = lambda: clock.now().timestamp()
    sandbox.limits.enabled = True
    group = sandbox.add_group("Mission locale", members=[ines.id])
    await post(ines.id, *(f"{n}" for n in range(12)))
    await post(group.id, *(f"{n}" for n in range(45)))
    async with running(relay.run()):
        await post.delivered()
    assert len(sandbox.texts(ines.id)) == 12
    assert len(sandbox.texts(group.id)) == 45
    assert sandbox.calls[CALLS] == 57


async def test_answers_pass_by_a_long_round_of_news(
    sandbox: Sandbox, relay: Relay, post: Post, ines: Person, clock: HeldClock, store: Store
) -> None:
    clock.hurried = False
    crowd = [sandbox.add_person(f"Jeune {n}") for n in range(1_200)]
    async with store.begin() as transaction:
        news = [Outgoing(one.id, Letter(Say("Demain…")).to_json(), notice=True) for one in crowd]
        await transaction.post(news, clock.now())
    async with running(relay.run()):
        await clock.asleep(499)
        await post(ines.id, "Salut !")
        await sandbox.said(ines.id, "Salut !")


async def test_trouble_while_reading_the_outbox_passes(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, clock: HeldClock, file: Path
) -> None:
    clock.hurried = False
    await post(ines.id, "un")
    async with running(relay.run()):
        with away(file, "outbox"):
            relay.wake()
            await clock.asleep()
        clock.move(seconds=FIRST_WAIT)
        await sandbox.said(ines.id, "un")


async def test_what_was_delivered_is_not_sent_again_while_the_outbox_cannot_be_cleared(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, karim: Person, clock: HeldClock, file: Path
) -> None:
    clock.hurried = False
    async with running(relay.run()):
        async with failing(file, "DELETE", "outbox"):
            await post(ines.id, "un", "deux")
            await clock.asleep(1)
            clock.move(seconds=FIRST_WAIT)
            await clock.asleep(2)
            await post(karim.id, "salut")
        clock.hurried = True
        clock.move(seconds=FIRST_WAIT)
        await sandbox.said(karim.id, "salut")
        await eventually(post.delivered_in_time)
    assert sandbox.texts(ines.id) == ["un", "deux"]
    assert sandbox.texts(karim.id) == ["salut"]


async def test_a_retry_that_cannot_be_written_does_not_hammer_telegram(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person, clock: HeldClock, file: Path
) -> None:
    clock.hurried = False
    sandbox.faults.refuse("sendMessage", 500, times=2)
    async with running(relay.run()):
        async with failing(file, "UPDATE", "outbox"):
            await post(ines.id, "un")
            await clock.asleep(1)
            assert sandbox.faults.left == 1
            clock.move(seconds=FIRST_WAIT)
            await clock.asleep(2)
        clock.move(seconds=FIRST_WAIT)
        await sandbox.said(ines.id, "un")


async def test_a_fault_of_ours_in_a_delivery_is_a_retry(
    store: Store, clock: HeldClock, delivery: Delivery, sandbox: Sandbox, ines: Person, caplog: pytest.LogCaptureFixture
) -> None:
    faults = [LookupError("une phrase que personne ne doit lire")]

    async def faulty(chat: int, say: Say) -> Any:
        if faults:
            raise faults.pop()
        return await delivery(chat, say)

    relay = Relay(store, faulty, clock)
    post = Post(store, clock, relay)
    await post(ines.id, "un", "deux")
    async with running(relay.run()):
        assert await post.waits() == FIRST_WAIT
        await post.delivered()
    assert sandbox.texts(ines.id) == ["un", "deux"]
    assert "phrase" not in caplog.text


async def test_what_was_under_way_at_a_stop_leaves_at_the_next_start(
    relay: Relay, post: Post, sandbox: Sandbox, ines: Person
) -> None:
    sandbox.faults.hang("sendMessage")
    await post(ines.id, "un")
    async with running(relay.run()):
        await eventually(lambda: not sandbox.faults.left)
        await post(ines.id, "deux")
    assert await post.left() == 2
    async with running(relay.run()):
        await post.delivered()
    assert sandbox.texts(ines.id) == ["un", "deux"]


@contextmanager
def away(file: Path, table: str) -> Iterator[None]:
    """Take a table away while the block runs."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        try:
            yield
        finally:
            connection.execute(f"ALTER TABLE elsewhere RENAME TO {table}")
