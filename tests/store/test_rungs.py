"""A rung of the ladder comes once, whoever looks, however often, and whatever restarts."""

import asyncio

import pytest

from bot.store import Move, Store

from .examples import LATER, NOW, SOON, a_request


async def add(store, rung="membre"):
    async with store.begin() as transaction:
        return await transaction.add_rung("r4nd0mT0kn", rung, SOON)


async def open_one(store, **changes):
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(**changes)])


async def test_of_twenty_who_try_at_once_one_rings(store, url, vault):
    await open_one(store)
    elsewhere = await Store.open(url, vault)
    answers = await asyncio.gather(*(add(store if n % 2 else elsewhere) for n in range(20)))
    await elsewhere.close()
    assert sorted(answers) == [False] * 19 + [True]


async def test_it_stays_done_after_a_restart(store, url, vault):
    await open_one(store)
    assert await add(store)
    for _ in range(2):
        again = await Store.open(url, vault)
        assert not await add(again)
        await again.close()


async def test_one_that_failed_to_commit_may_come_again(store):
    await open_one(store)

    async def fail():
        async with store.begin() as transaction:
            assert await transaction.add_rung("r4nd0mT0kn", "membre", SOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await add(store)


async def test_a_request_tells_the_rungs_it_had(store):
    await open_one(store)
    await add(store, "membre")
    await add(store, "organisation")
    async with store.read() as transaction:
        assert await transaction.rungs_of("r4nd0mT0kn") == {"membre", "organisation"}
        assert await transaction.rungs_of("inconnu") == set()


async def test_ladders_are_looked_at_when_it_is_time_the_longest_due_first(store):
    await open_one(store, id="jamais")
    await open_one(store, id="tard", next_rung_at=LATER)
    await open_one(store, id="tot", next_rung_at=SOON)
    async with store.begin() as transaction:
        assert await transaction.due_rungs(NOW) == []
        assert [request.id for request in await transaction.due_rungs(LATER)] == ["tot", "tard"]
        assert [request.id for request in await transaction.due_rungs(LATER, limit=1)] == ["tot"]
        await transaction.plan_rung("tot", None)
        await transaction.plan_rung("jamais", NOW)
        assert [request.id for request in await transaction.due_rungs(LATER)] == ["jamais", "tard"]
        assert len(await transaction.moves("tot")) == 1, "planning is no move"


async def test_nothing_rings_for_someone_who_was_forgotten(store):
    await open_one(store, next_rung_at=SOON)
    async with store.begin() as transaction:
        await transaction.wipe_request("r4nd0mT0kn")
        assert await transaction.due_rungs(LATER) == []


async def test_a_move_says_when_the_ladder_is_looked_at_next(store):
    await open_one(store)
    move = Move("r4nd0mT0kn", NOW, "prendre", "prise", "", "")
    async with store.begin() as transaction:
        await transaction.move_request(move.request, was=["ouverte"], becomes="prise", move=move, next_rung_at=SOON)
        assert len(await transaction.due_rungs(SOON)) == 1
