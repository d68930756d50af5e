"""Everything has its date, and nothing outlives it."""

from datetime import date, timedelta

from bot.store import ALERT_KEPT, MAIL_KEPT, REQUEST_KEPT, SEEN_KEPT, SESSION_KEPT, Mail, Move

from .examples import NOW, a_request

INSTANT = timedelta(milliseconds=1)


async def test_each_thing_is_kept_until_its_date_and_not_a_moment_longer(store):
    async with store.begin() as transaction:
        await transaction.unseen([(7, 1)], NOW - SEEN_KEPT)
        await transaction.save_sessions({7: "a"}, NOW - SESSION_KEPT)
        await transaction.unreachable(8, NOW - SESSION_KEPT)
        await transaction.open_requests([a_request(opened_at=NOW - REQUEST_KEPT)])
        await transaction.add_link("lien", "camille", "", NOW)
        await transaction.open_visit("visite", "camille", NOW - INSTANT, NOW)
        await transaction.set_away("ml-est", NOW, "camille")
        await transaction.post_mails([Mail("a@exemple.invalid", "appel", "", "")], NOW - MAIL_KEPT)
        await transaction.raise_alert("personne", "ml-est", NOW - ALERT_KEPT)
    assert set((await store.purge(NOW)).values()) == {0}
    gone = await store.purge(NOW + INSTANT)
    assert {kind for kind, number in gone.items() if number == 0} == {"ideas"}
    assert set(gone.values()) == {0, 1}
    assert set((await store.purge(NOW + INSTANT)).values()) == {0}
    async with store.read() as transaction:
        assert await transaction.sessions([7]) == {}
        assert (await transaction.request("r4nd0mT0kn")).phone == ""


async def test_a_requests_date_counts_from_its_last_move(store):
    move = Move("r4nd0mT0kn", NOW, "clore", "close", "Conseillère", "fait")
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(opened_at=NOW - REQUEST_KEPT)])
        await transaction.move_request("r4nd0mT0kn", was=["ouverte"], becomes="close", move=move)
    assert (await store.purge(NOW + INSTANT))["requests"] == 0
    assert (await store.purge(NOW + REQUEST_KEPT + INSTANT))["requests"] == 1
    async with store.read() as transaction:
        assert [move.who for move in await transaction.moves("r4nd0mT0kn")] == ["", ""]


async def test_what_has_no_end_stays(store):
    async with store.begin() as transaction:
        await transaction.set_away("ml-est", None, "camille")
    assert set((await store.purge(NOW + 10 * REQUEST_KEPT)).values()) == {0}


async def test_a_request_that_still_waits_can_be_spared(store):
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(opened_at=NOW - 2 * REQUEST_KEPT)])
    assert (await store.purge(NOW, alive=["ouverte"]))["requests"] == 0


async def test_counters_add_up_by_day(store):
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    for _ in range(2):
        async with store.begin() as transaction:
            await transaction.count({(tuesday, "demandes"): 2, (monday, "demandes"): 1})
    assert await store.counts() == {(monday, "demandes"): 2, (tuesday, "demandes"): 4}
    assert await store.counts(since=tuesday) == {(tuesday, "demandes"): 4}
