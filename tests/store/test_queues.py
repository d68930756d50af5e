"""The queues of partners: what is theirs, what is late, and how much each one has."""

from datetime import timedelta

import pytest

from bot.store import Move

from .examples import LATER, NOW, SOON, a_request

LONG_AFTER = NOW + timedelta(days=9)


@pytest.fixture
async def opened(store):
    async with store.begin() as transaction:
        await transaction.open_requests(
            [
                a_request(id="tard", due_at=LATER, chat=1),
                a_request(id="tot", due_at=SOON, chat=2),
                a_request(id="finie", due_at=SOON, chat=3, status="close"),
                a_request(id="appelee", due_at=SOON, chat=4, status="prise", first_call_at=NOW),
                a_request(id="ailleurs", due_at=SOON, chat=5, partner="ml-ouest", status="refusee"),
            ]
        )
    return store


def ids(requests):
    return [request.id for request in requests]


async def test_a_partner_has_its_own_the_soonest_due_first(opened):
    async with opened.read() as transaction:
        assert ids(await transaction.requests_for("ml-est", ["ouverte"])) == ["tot", "tard"]
        assert ids(await transaction.requests_for("ml-ouest", ["ouverte"])) == []


async def test_late_is_what_lives_and_no_one_called_in_time(opened):
    async with opened.read() as transaction:
        assert ids(await transaction.requests_late("ml-est", SOON)) == []
        assert ids(await transaction.requests_late("ml-est", LATER)) == ["tot"]
        assert ids(await transaction.requests_late(None, LONG_AFTER)) == ["ailleurs", "tot", "tard"]


async def test_a_load_counts_what_lives(opened):
    async with opened.read() as transaction:
        assert await transaction.loads() == {"ml-est": 3, "ml-ouest": 1}
        assert await transaction.loads({"ouverte"}) == {"ml-est": 2}


async def test_a_person_finds_the_request_of_theirs_that_lives(opened):
    async with opened.read() as transaction:
        assert (await transaction.living_of(1)).id == "tard"
        assert await transaction.living_of(3) is None
        assert await transaction.living_of(99) is None


async def test_a_partner_is_away_until_its_date_or_until_it_is_back(store):
    async with store.begin() as transaction:
        await transaction.set_away("ml-est", SOON, "camille")
        await transaction.set_away("ml-ouest", None, "sacha")
        assert await transaction.away(NOW) == {"ml-est", "ml-ouest"}
        assert await transaction.away(SOON) == {"ml-ouest"}
        await transaction.set_away("ml-est", LATER, "camille")
        await transaction.clear_away("ml-ouest")
        assert await transaction.away(SOON) == {"ml-est"}


async def test_all_that_a_move_may_change_comes_back_as_it_was_given(store):
    changes = {
        "owner": "camille",
        "owner_name": "Conseillère Inventée",
        "partner": "ml-ouest",
        "due_at": LATER,
        "consent": "{}",
        "first_name": "Autreprénom",
        "phone": "+33 1 99 00 56 78",
        "details": "{}",
        "wish": "plutôt le soir",
        "routed": "parlent arabe",
        "outcome": "rdv_pris",
        "satisfied": "oui",
        "priority": True,
        "attempts": 2,
        "first_call_at": SOON,
        "closed_at": LATER,
        "next_rung_at": LATER,
    }
    move = Move("r4nd0mT0kn", SOON, "clore", "close", "Conseillère Inventée", "")
    async with store.begin() as transaction:
        await transaction.open_requests([a_request()])
        assert await transaction.move_request(move.request, was=["ouverte"], becomes="close", move=move, **changes)
        assert await transaction.request(move.request) == a_request(status="close", taken_at=SOON, **changes)


async def test_every_field_can_be_given_at_the_opening(store):
    full = a_request(
        owner="camille",
        owner_name="Conseillère",
        taken_at=SOON,
        outcome="autre",
        language="ar",
        place="gare",
        priority=True,
        attempts=1,
        first_call_at=SOON,
        closed_at=LATER,
        next_rung_at=LATER,
        wish="le matin",
        routed="couvrent le quartier",
        satisfied="manque",
    )
    async with store.begin() as transaction:
        await transaction.open_requests([full])
        assert await transaction.request(full.id) == full
