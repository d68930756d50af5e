"""Two partners' people move one request at the same time: it never has two owners, and no move is lost."""

import asyncio
from collections import Counter
from itertools import count, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.callrequest import MOVES, Status, Verb
from bot.store import Changes, Move, Store

from .examples import NOW, a_request

IDS = count(1)
VERBS = [Verb.PRENDRE, Verb.RENDRE, Verb.TENTER, Verb.NOTER, Verb.CLORE, Verb.TRANSMETTRE]
CHANGES = {
    Verb.RENDRE: Changes(owner=""),
    Verb.CLORE: Changes(outcome="autre", closed_at=NOW),
    Verb.TRANSMETTRE: Changes(owner="", partner="ml-ouest"),
}


async def act(store, request, verb, person):
    """Look, then do what this person may do, in one transaction; return the move that they were told True for."""
    rule = MOVES[verb]
    async with store.begin() as transaction:
        row = await transaction.request(request)
        if row.status not in rule.leaves or (rule.owned and row.owner != person):
            return None
        changes = CHANGES.get(verb, Changes())
        if verb is Verb.PRENDRE:
            changes = Changes(owner=person, owner_name=person)
        if verb is Verb.TENTER:
            changes = Changes(attempts=row.attempts + 1)
        becomes = rule.reaches or row.status
        move = Move(request, NOW, str(verb), str(becomes), person, "")
        owner_was = person if rule.owned else None
        moved = await transaction.move_request(
            request, was=rule.leaves, becomes=becomes, move=move, owner_was=owner_was, **changes
        )
        return move if moved else None


async def play(store, request, person, verbs):
    done = []
    for verb in verbs:
        done.append(await act(store, request, verb, person))
        await asyncio.sleep(0)  # lets the other one in between
    return [move for move in done if move]


def replayed(history):
    """Follow the owner through a history; whoever acts as the owner must be the only one."""
    owner = attempts = 0
    for before, move in pairwise(history):
        rule = MOVES[Verb(move.verb)]
        assert before.status in rule.leaves, "each move left a status that it may leave"
        assert move.status == (rule.reaches or before.status)
        assert not rule.owned or move.who == owner, "only the one owner acted as the owner"
        owner = move.who if move.verb == Verb.PRENDRE else ("" if move.status == Status.OUVERTE else owner)
        attempts += move.verb == Verb.TENTER
    return owner or "", attempts


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(*[st.lists(st.sampled_from(VERBS), max_size=6)] * 2)
async def test_whatever_two_do_at_once_the_history_tells_all_of_it(store, url, vault, ours, theirs):
    request = f"r{next(IDS)}"
    elsewhere = await Store.open(url, vault)
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(id=request)])
    done = await asyncio.gather(play(store, request, "camille", ours), play(elsewhere, request, "sacha", theirs))
    await elsewhere.close()
    async with store.read() as transaction:
        row, history = await transaction.request(request), await transaction.moves(request)
        numbers = await transaction._connection.exec_driver_sql(
            f"SELECT number FROM moves WHERE request = '{request}' ORDER BY number"  # noqa: S608
        )
        assert numbers.scalars().all() == list(range(1, len(history) + 1))
    assert Counter(history[1:]) == Counter(done[0] + done[1]), "told True is written, once"
    assert row.status == history[-1].status
    assert (row.owner, row.attempts) == replayed(history)


async def test_a_move_that_hangs_on_its_owner_fails_once_the_owner_has_changed(store):
    request, move = "r4nd0mT0kn", Move("r4nd0mT0kn", NOW, "clore", "close", "", "")
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(status="prise", owner="camille")])
        how = {"was": ["prise"], "becomes": "close", "move": move}
        assert not await transaction.move_request(request, owner_was="sacha", **how)
        assert not await transaction.move_request(request, owner_was="", **how)
        assert len(await transaction.moves(request)) == 1
        assert await transaction.move_request(request, owner_was="camille", **how)
