"""A link signs in once, in time, in the browser that asked; a visit lasts until it ends or is ended."""

import asyncio
from datetime import timedelta

import pytest

from bot.store import Store

from .examples import LATER, NOW, SOON

LINK, BROWSER, VISIT = "empreinte-du-lien", "empreinte-du-navigateur", "empreinte-de-la-visite"


@pytest.fixture
async def linked(store):
    async with store.begin() as transaction:
        await transaction.add_link(LINK, "camille", BROWSER, LATER)
    return store


async def use(store, link=LINK, browser=BROWSER, now=SOON):
    async with store.begin() as transaction:
        return await transaction.use_link(link, browser, now)


async def test_a_link_signs_its_person_in_once(linked):
    assert await use(linked) == "camille"
    assert await use(linked) is None


async def test_of_twenty_uses_at_once_one_signs_in(linked, url, vault):
    elsewhere = await Store.open(url, vault)
    answers = await asyncio.gather(*(use(linked if n % 2 else elsewhere) for n in range(20)))
    await elsewhere.close()
    assert sorted(answers, key=str) == [None] * 19 + ["camille"]


@pytest.mark.parametrize(
    "wrong",
    [{"browser": "un autre"}, {"browser": ""}, {"link": "forge"}, {"now": LATER}, {"now": LATER + LATER.resolution}],
)
async def test_a_link_refuses_what_is_wrong_and_is_not_used_up_by_it(linked, wrong):
    assert await use(linked, **wrong) is None
    assert await use(linked) == "camille"


async def test_looking_at_a_link_consumes_nothing(linked):
    async with linked.read() as transaction:
        for _ in range(2):
            found = await transaction.link(LINK, NOW)
            assert (found.person, found.browser, found.expires_at) == ("camille", BROWSER, LATER)
        assert await transaction.link(LINK, LATER) is None
        assert await transaction.link("forge", NOW) is None
    await use(linked)
    async with linked.read() as transaction:
        assert await transaction.link(LINK, NOW) is None


async def test_an_invitation_belongs_to_the_first_browser_that_opens_it(store):
    async with store.begin() as transaction:
        await transaction.add_link(LINK, "camille", "", LATER)
    assert await use(store, browser="") is None, "no browser is no browser"

    async def bind(browser):
        async with store.begin() as transaction:
            return await transaction.bind_link(LINK, browser)

    assert await bind(BROWSER)
    assert not await bind("un autre")
    assert await use(store, browser="un autre") is None
    assert await use(store) == "camille"


async def test_a_link_of_a_browser_cannot_be_bound_to_another(linked):
    async with linked.begin() as transaction:
        assert not await transaction.bind_link(LINK, "un autre")


async def test_a_visit_lasts_until_its_hour(store):
    async with store.begin() as transaction:
        await transaction.open_visit(VISIT, "camille", NOW, LATER)
        assert (await transaction.visit(VISIT, SOON)).person == "camille"
        assert await transaction.visit(VISIT, LATER) is None
        assert await transaction.visit("forge", NOW) is None


async def test_a_visit_remembers_when_it_was_seen_to_the_minute(store):
    async with store.begin() as transaction:
        await transaction.open_visit(VISIT, "camille", NOW, LATER)
        await transaction.visit(VISIT, NOW + timedelta(seconds=59))
        assert [visit.seen_at for visit in await transaction.visits_of("camille")] == [NOW]
        await transaction.visit(VISIT, SOON)
        assert [visit.seen_at for visit in await transaction.visits_of("camille")] == [SOON]
    async with store.read() as transaction:
        assert (await transaction.visit(VISIT, SOON + timedelta(minutes=5))).seen_at == SOON


async def test_a_visit_can_be_ended_alone_or_with_all_of_its_person(store):
    async with store.begin() as transaction:
        for number in range(3):
            await transaction.open_visit(f"{VISIT}-{number}", "camille", NOW, LATER)
        await transaction.open_visit(VISIT, "sacha", NOW, LATER)
        await transaction.end_visit(f"{VISIT}-0")
        assert await transaction.visit(f"{VISIT}-0", SOON) is None
        assert await transaction.end_visits("camille") == 2
        assert await transaction.visits_of("camille") == []
        assert (await transaction.visit(VISIT, SOON)).person == "sacha"
