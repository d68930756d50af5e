"""A timer rings once, at its time, unless it was replaced or cancelled."""

from dataclasses import replace

from bot.store import Timer

from .examples import LATER, NOW, SOON

EVE = Timer(7, "veille", SOON, '{"lieu":"chez toi"}')


async def set_timers(store, *timers):
    async with store.begin() as transaction:
        await transaction.set_timers(timers)


async def test_a_timer_is_due_from_its_time_on_the_longest_due_first(store):
    await set_timers(store, replace(EVE, chat=8, due=LATER), EVE)
    assert await store.due_timers(NOW) == []
    assert await store.due_timers(SOON) == [EVE]
    assert [timer.chat for timer in await store.due_timers(LATER)] == [7, 8]
    assert len(await store.due_timers(LATER, limit=1)) == 1


async def test_setting_it_again_replaces_it(store):
    await set_timers(store, EVE, replace(EVE, body="mieux"))
    assert await store.due_timers(LATER) == [replace(EVE, body="mieux")]


async def test_it_is_taken_once(store):
    await set_timers(store, EVE)
    async with store.begin() as transaction:
        assert await transaction.take_timers([EVE, EVE]) == [EVE]
        assert await transaction.take_timers([EVE]) == []


async def test_one_that_was_moved_meanwhile_is_not_taken(store):
    await set_timers(store, EVE)
    (due,) = await store.due_timers(SOON)
    await set_timers(store, replace(EVE, due=LATER))
    async with store.begin() as transaction:
        assert await transaction.take_timers([due]) == []
    assert len(await store.due_timers(LATER)) == 1


async def test_it_can_be_cancelled_by_name_or_with_all_of_its_chat(store):
    await set_timers(store, EVE, replace(EVE, name="silence"), replace(EVE, chat=8), replace(EVE, chat=9))
    async with store.begin() as transaction:
        await transaction.cancel_timers([(7, "silence"), (7, "inconnu")])
        await transaction.cancel_all_timers([8])
    assert sorted((timer.chat, timer.name) for timer in await store.due_timers(LATER)) == [(7, "veille"), (9, "veille")]
