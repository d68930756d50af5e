"""Messages leave in order, none before its time, and stay until Telegram has them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import Outgoing

from .examples import LATER, NOW, SOON, bodies


async def post(store, *messages):
    async with store.begin() as transaction:
        await transaction.post(messages, NOW)


async def test_a_message_comes_out_as_it_went_in(store):
    await post(store, Outgoing(7, '{"dire":"Salut"}', notice=True))
    (row,) = await store.outbox(NOW)
    assert (row.chat, row.body, row.notice, row.attempts, row.posted_at) == (7, '{"dire":"Salut"}', True, 0, NOW)


async def test_messages_leave_oldest_first_and_the_ones_sent_are_gone(store):
    await post(store, *(Outgoing(chat, f"{number}") for number, chat in enumerate([7, 8, 7])))
    first, *_ = await store.outbox(NOW)
    await store.sent([first.id])
    assert await bodies(store) == ["1", "2"]
    assert await bodies(store, limit=1) == ["1"]
    assert await bodies(store, exclude=[8]) == ["2"]


async def test_a_turn_that_failed_says_nothing(store):
    async def fail():
        async with store.begin() as transaction:
            await transaction.post([Outgoing(7, "jamais")], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await store.outbox(NOW) == []


async def test_a_message_that_waits_for_its_retry_holds_back_the_later_ones_of_its_chat(store):
    await post(store, Outgoing(7, "1"), Outgoing(8, "autre"), Outgoing(7, "2"), Outgoing(7, "info", notice=True))
    first, *_ = await store.outbox(NOW)
    await store.retry(first.id, LATER)
    assert await bodies(store, SOON) == ["autre"]
    assert await bodies(store, LATER) == ["1", "autre", "2", "info"]
    assert (await store.outbox(LATER))[0].attempts == 1


async def test_tomorrows_reminder_keeps_no_one_waiting_for_an_answer_today(store):
    await post(store, Outgoing(7, "rappel", notice=True, not_before=LATER), Outgoing(7, "réponse"))
    assert await bodies(store, NOW) == ["réponse"]
    assert await bodies(store, LATER) == ["rappel", "réponse"]


async def test_answers_can_pass_by_a_long_news_round(store):
    await post(store, *(Outgoing(chat, "info", notice=True) for chat in range(20)), Outgoing(7, "réponse"))
    assert await bodies(store, limit=5, notices=False) == ["réponse"]


async def test_a_clock_set_back_holds_no_answer(store):
    await post(store, Outgoing(7, "réponse"))
    assert await bodies(store, NOW - timedelta(hours=1)) == ["réponse"]


async def test_the_relay_can_sleep_until_the_next_message_may_leave(store):
    assert await store.next_outbox_at() is None
    await post(store, Outgoing(7, "tard", not_before=LATER), Outgoing(7, "derrière", not_before=SOON))
    assert await store.next_outbox_at() == LATER
    await post(store, Outgoing(8, "tout de suite"))
    assert await store.next_outbox_at() <= NOW
    assert await store.next_outbox_at(exclude=[8]) == LATER


async def test_an_id_is_never_used_again(store):
    await post(store, Outgoing(7, "1"))
    (first,) = await store.outbox(NOW)
    await store.sent([first.id])
    await post(store, Outgoing(7, "2"))
    (second,) = await store.outbox(NOW)
    assert second.id > first.id


MINUTES = [None, 1, 2, 3]
MESSAGES = st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.sampled_from(MINUTES)), max_size=8)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(MESSAGES, st.integers(0, 4))
async def test_what_may_leave_is_what_nothing_before_it_holds_back(store, messages, minute):
    await store.sent([row.id for row in await store.outbox(datetime(9999, 1, 1, tzinfo=UTC))])
    at = [None if after is None else NOW + timedelta(minutes=after) for _, _, after in messages]
    await post(store, *(Outgoing(c, f"{n}", notice, at[n]) for n, (c, notice, _) in enumerate(messages)))

    def leaves_at(number):
        chat, notice, _ = messages[number]
        before = [n for n, (c, other, _) in enumerate(messages[: number + 1]) if c == chat and (notice or not other)]
        return max(at[n] or datetime(1970, 1, 1, tzinfo=UTC) for n in before)

    now = NOW + timedelta(minutes=minute)
    assert await bodies(store, now) == [f"{n}" for n in range(len(messages)) if leaves_at(n) <= now]
    assert await store.next_outbox_at() == min((leaves_at(n) for n in range(len(messages))), default=None)
