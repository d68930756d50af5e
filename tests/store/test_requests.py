"""A request is opened once, taken by one, remembered move by move, and wiped so that no one is left in it."""

import asyncio

from bot.store import Move, Store

from .examples import LATER, NOW, SOON, a_request

TAKEN = Move("r4nd0mT0kn", SOON, "prendre", "prise", "Conseillère Inventée", "")


async def open_one(store, **changes):
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(**changes)])


async def take(store, owner="camille"):
    async with store.begin() as transaction:
        return await transaction.move_request(
            "r4nd0mT0kn", was=["ouverte"], becomes="prise", move=TAKEN, owner=owner, owner_name="Conseillère Inventée"
        )


async def test_a_request_comes_back_as_it_was_opened(store):
    await open_one(store)
    async with store.read() as transaction:
        assert await transaction.request("r4nd0mT0kn") == a_request()
        assert await transaction.requests_of(7) == [a_request()]
        assert await transaction.request("inconnu") is None
        assert [(move.verb, move.status, move.at) for move in await transaction.moves("r4nd0mT0kn")] == [
            ("ouvrir", "ouverte", NOW)
        ]


async def test_opening_it_again_changes_nothing(store):
    await open_one(store)
    await take(store)
    await open_one(store, first_name="Autre")
    async with store.read() as transaction:
        request = await transaction.request("r4nd0mT0kn")
        assert (request.first_name, request.status) == ("Prénominventé", "prise")
        assert len(await transaction.moves("r4nd0mT0kn")) == 2


async def test_who_takes_it_is_written_with_the_move(store):
    await open_one(store)
    assert await take(store)
    async with store.read() as transaction:
        request = await transaction.request("r4nd0mT0kn")
        assert (request.status, request.owner, request.owner_name, request.taken_at) == (
            "prise",
            "camille",
            "Conseillère Inventée",
            SOON,
        )
        assert (await transaction.moves("r4nd0mT0kn"))[1:] == [TAKEN]


async def test_fifty_who_take_it_at_once_are_told_yes_exactly_once(store, url, vault):
    await open_one(store)
    elsewhere = await Store.open(url, vault)
    answers = await asyncio.gather(*(take(store if n % 2 else elsewhere, owner=f"membre-{n}") for n in range(50)))
    await elsewhere.close()
    assert sorted(answers) == [False] * 49 + [True]
    async with store.read() as transaction:
        assert (await transaction.request("r4nd0mT0kn")).owner == f"membre-{answers.index(True)}"
        assert len(await transaction.moves("r4nd0mT0kn")) == 2


async def test_it_can_go_back_to_all_and_on_to_another_partner(store):
    await open_one(store)
    await take(store)
    onward = Move("r4nd0mT0kn", LATER, "passer", "ouverte", "", "délai dépassé")
    async with store.begin() as transaction:
        assert await transaction.move_request(
            "r4nd0mT0kn",
            was=["prise"],
            becomes="ouverte",
            move=onward,
            owner="",
            partner="ml-ouest",
            due_at=LATER,
            consent="{}",
        )
        assert await transaction.request("r4nd0mT0kn") == a_request(partner="ml-ouest", due_at=LATER, consent="{}")
        assert await transaction.requests_for("ml-est", ["ouverte", "prise"]) == []
        assert len(await transaction.requests_for("ml-ouest", ["ouverte"])) == 1
        assert await transaction.requests_for("ml-ouest", ["prise"]) == []


async def test_a_wiped_request_is_a_bare_fact(store):
    await open_one(store)
    await take(store)
    async with store.begin() as transaction:
        await transaction.wipe_request("r4nd0mT0kn")
        bare = a_request(
            chat=0, status="prise", first_name="", phone="", details="", consent="", owner="", taken_at=SOON
        )
        assert await transaction.request("r4nd0mT0kn") == bare
        assert [(move.verb, move.who, move.why) for move in await transaction.moves("r4nd0mT0kn")] == [
            ("ouvrir", "", ""),
            ("prendre", "", ""),
        ]
        assert await transaction.requests_of(7) == []
