"""Updates act once; sessions come back as they were; the door that closed opens again when its owner writes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import SEEN_KEPT, Outgoing, Store, Timer, Vault

from .examples import LATER, NOW, a_request, bodies


async def test_an_update_delivered_twice_is_new_once(store):
    async with store.begin() as transaction:
        assert await transaction.unseen([(7, 1), (7, 2), (7, 1)], NOW) == {(7, 1), (7, 2)}
    async with store.begin() as transaction:
        assert await transaction.unseen([(7, 2), (7, 3), (8, 2)], LATER) == {(7, 3), (8, 2)}


async def test_an_update_whose_transaction_failed_is_new_again(store):
    async def fail():
        async with store.begin() as transaction:
            await transaction.unseen([(7, 1)], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with store.begin() as transaction:
        assert await transaction.unseen([(7, 1)], NOW) == {(7, 1)}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 4)), max_size=8), max_size=4))
async def test_however_updates_are_batched_each_acts_exactly_once(store, batches):
    await store.purge(NOW + 2 * SEEN_KEPT)  # the updates of the example before
    async with store.begin() as transaction:
        acted = [pair for batch in batches for pair in await transaction.unseen(batch, NOW)]
    assert sorted(acted) == sorted({pair for batch in batches for pair in batch})


async def test_sessions_come_back_as_they_were_saved_last(store):
    many = {chat: f'["é",{chat}]' for chat in range(-5, 1200)}
    async with store.begin() as transaction:
        await transaction.save_sessions(many, NOW)
        await transaction.save_sessions({3: "changé"}, NOW)
    async with store.read() as transaction:
        assert await transaction.sessions([*many, 9999]) == many | {3: "changé"}


async def test_who_cannot_be_reached_is_marked_until_they_write_again(store):
    async with store.begin() as transaction:
        await transaction.post([Outgoing(7, "perdu"), Outgoing(8, "gardé")], NOW)
    await store.unreachable(7, NOW)
    assert await bodies(store) == ["gardé"]
    async with store.begin() as transaction:
        assert await transaction.reachable([7, 8]) == {8}
        await transaction.save_sessions({7: "me revoilà"}, LATER)
        assert await transaction.reachable([7, 8]) == {7, 8}


async def test_forgetting_leaves_only_the_goodbye_posted_after_it(store):
    async with store.begin() as transaction:
        await transaction.save_sessions({7: "a", 8: "b"}, NOW)
        await transaction.set_timers([Timer(chat, "veille", NOW, "") for chat in (7, 8)])
        await transaction.post([Outgoing(7, "avant"), Outgoing(8, "autre")], NOW)
    async with store.begin() as transaction:
        await transaction.forget([7], LATER)
        await transaction.post([Outgoing(7, "au revoir")], LATER)
    async with store.read() as transaction:
        assert await transaction.sessions([7, 8]) == {8: "b"}
        assert [timer.chat for timer in await transaction.due_timers(NOW)] == [8]
    assert await bodies(store) == ["autre", "au revoir"]


async def test_a_naive_time_is_refused(store):
    async with store.begin() as transaction:
        with pytest.raises(ValueError, match="aware"):
            await transaction.save_sessions({7: "a"}, NOW.replace(tzinfo=None))
        with pytest.raises(ValueError, match="aware"):
            await transaction.open_requests([a_request(due_at=NOW.replace(tzinfo=None))])


async def test_every_session_is_read_some_hundreds_at_a_time_in_order(store):
    many = {chat: f"place {chat}" for chat in (*range(-3, 1_100), 2**52)}
    async with store.begin() as transaction:
        await transaction.save_sessions(many, NOW)
    found, after = {}, -(2**63)
    async with store.read() as transaction:
        while some := await transaction.next_sessions(after):
            assert len(some) <= 500
            after = some[-1][0]
            found |= dict(some)
    assert found == many
    assert list(found) == sorted(many)


async def test_a_session_of_a_lost_key_is_passed_over_as_empty(store):
    async with store.begin() as transaction:
        await transaction.save_sessions({7: "sept"}, NOW)
    stranger = Store(store._database, Vault([Vault.new_key()]))
    async with stranger.begin() as transaction:
        await transaction.save_sessions({8: "huit"}, NOW)
        assert await transaction.next_sessions(0) == [(7, ""), (8, "huit")]
