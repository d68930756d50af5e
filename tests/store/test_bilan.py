"""The bilan counts every request of a period, and its tables agree with a count made by hand."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from bot.core.dates import PARIS
from bot.store import Issue, Move, Place, Tally, Wait, Week, bilan

from .examples import LATER, NOW, SOON, a_request

HOUR = timedelta(hours=1)
SINCE, UNTIL = NOW - timedelta(days=40), NOW + timedelta(days=40)


def some_requests(number, seed=1):
    """Requests of eighty days, the change of the clocks in October among them."""
    chance = random.Random(seed)  # noqa: S311
    for n in range(number):
        opened = SINCE + (UNTIL - SINCE) * chance.random()
        status = chance.choice(["close", "close", "retiree", "ouverte"])
        yield a_request(
            id=f"r{n:09}",
            quartier=chance.choice(["QN000001", "QN000002", "QN000003"]),
            partner=chance.choice(["ml-est", "ml-ouest"]),
            theme=chance.choice(["emploi", "logement"]),
            language=chance.choice(["fr", "ar"]),
            place=chance.choice(["", "gare", "piscine"]),
            status=status,
            outcome=chance.choice(["rdv_pris", "autre"]) if status == "close" else "",
            opened_at=opened,
            due_at=opened + 2 * HOUR,
            first_call_at=chance.choice([None, opened + 4 * HOUR * chance.random()]),
        )


def tally(requests, now=UNTIL):
    kept = [request for request in requests if request.first_call_at and request.first_call_at <= request.due_at]
    called = sum(request.first_call_at is not None for request in requests)
    return Tally(len(requests), called, len(kept), sum(r in kept or r.due_at <= now for r in requests))


def by(requests, key):
    groups = {}
    for request in requests:
        groups.setdefault(key(request), []).append(request)
    return {name: tally(group) for name, group in groups.items()}


def week(request):
    day = request.opened_at.astimezone(PARIS).date()
    return Week(day - timedelta(days=day.weekday()), request.quartier, request.theme)


async def test_every_table_equals_a_count_by_hand(store):
    requests = list(some_requests(400))
    async with store.begin() as transaction:
        await transaction.open_requests(requests)
    since, until = SINCE + timedelta(days=10), UNTIL - timedelta(days=10)
    async with store.read() as transaction:
        found = await transaction.bilan(since, until, UNTIL)
    counted = [request for request in requests if since <= request.opened_at < until]
    assert found.weeks == by(counted, week)
    assert found.issues == by(counted, lambda r: Issue(*(getattr(r, name) for name in Issue._fields)))
    assert found.places == Counter(Place(r.place, r.status, r.outcome) for r in counted)
    waits = ((r.quartier, r.language, (r.first_call_at - r.opened_at) // HOUR) for r in counted if r.first_call_at)
    assert found.waits == Counter(Wait(*wait) for wait in waits)


async def test_a_first_call_is_timed_when_it_is_made_and_forgotten_when_it_is_asked_again(store):
    async with store.begin() as transaction:
        await transaction.open_requests([a_request()])
    for first_call, waits in [
        (LATER, {Wait("QP000001", "fr", 1): 1}),
        (SOON, {Wait("QP000001", "fr", 0): 1}),
        (None, {}),
    ]:
        move = Move("r4nd0mT0kn", NOW, "tenter", "ouverte", "", "")
        async with store.begin() as transaction:
            await transaction.move_request(
                move.request, was=["ouverte"], becomes="ouverte", move=move, first_call_at=first_call
            )
            assert (await transaction.bilan(NOW, LATER)).waits == waits


async def test_a_promise_is_judged_once_its_hour_has_come(store):
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(due_at=LATER)])
        for now, due in [(SOON, 0), (LATER, 1)]:
            (found,) = (await transaction.bilan(NOW, SOON, now)).weeks.values()
            assert found == Tally(asked=1, called=0, kept=0, due=due)


async def test_a_wiped_request_still_counts(store):
    async with store.begin() as transaction:
        await transaction.open_requests([a_request()])
        before = await transaction.bilan(NOW, LATER)
        await transaction.wipe_request("r4nd0mT0kn")
        assert await transaction.bilan(NOW, LATER) == before
        assert before.weeks == {Week(date(2026, 11, 23), "QP000001", "emploi"): Tally(1, 0, 0, 0)}


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
async def test_the_tables_are_counted_in_the_order_they_lie_in(store):
    """No sorting and no row is read: what makes a year of requests countable while someone waits for the page."""
    async with store.read() as transaction:
        for statement in (bilan._WEEKS, bilan._ISSUES, bilan._PLACES, bilan._WAITS):
            explained = str(statement.compile(compile_kwargs={"literal_binds": False}))
            names = statement.compile().params
            plan = await transaction._connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {explained}", dict.fromkeys(names, 0)
            )
            told = " ".join(row[3] for row in plan)
            assert "COVERING INDEX ix_requests_by_" in told
            assert "TEMP B-TREE" not in told
