"""A database of an older version is brought to today's tables with all that is in it."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Move, Store, migrations
from bot.store.database import make_private
from bot.store.instants import to_ms
from bot.store.schema import metadata

from .examples import LATER, NOW, SOON, a_request

OLD_COLUMNS = (
    "id, chat, partner, theme, quartier, status, opened_at, due_at, moved_at, first_name, phone, details, consent, "
    "owner, owner_name, taken_at"
)
OLD_REQUEST = text(
    f"INSERT INTO requests ({OLD_COLUMNS}) VALUES ({', '.join(':' + name for name in OLD_COLUMNS.split(', '))})"  # noqa: S608
)
OLD_MOVE = text(
    "INSERT INTO moves (request, number, at, verb, status, who, why) "
    "VALUES (:request, :number, :at, 'ouvrir', 'ouverte', :empty, :empty)"
)
TELEGRAM_NUMBER = 7_000_000_001


def old_request(vault, name, owner):
    seal = vault.seal
    return {
        "id": name,
        "chat": 7,
        "partner": "ml-est",
        "theme": "emploi",
        "quartier": "QP000001",
        "status": "prise" if owner else "ouverte",
        "opened_at": to_ms(NOW),
        "due_at": to_ms(LATER),
        "moved_at": to_ms(NOW),
        "first_name": seal("Prénominventé"),
        "phone": seal("+33 1 99 00 12 34"),
        "details": b"",
        "consent": b"",
        "owner": owner,
        "owner_name": seal("Conseillère"),
        "taken_at": to_ms(SOON) if owner else None,
    }


async def at_version_one(url, file, vault):
    make_private(file)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(migrations.upgrade, "0001")
        for number, owner in enumerate([None, TELEGRAM_NUMBER]):
            await connection.execute(OLD_REQUEST, old_request(vault, f"r{number}", owner))
            await connection.execute(OLD_MOVE, {"request": f"r{number}", "number": 1, "at": to_ms(NOW), "empty": b""})
    await engine.dispose()


async def test_requests_of_version_one_keep_what_they_had(url, file, vault):
    await at_version_one(url, file, vault)
    store = await Store.open(url, vault)
    async with store.read() as transaction:
        free, taken = await transaction.request("r0"), await transaction.request("r1")
    assert (free.owner, taken.owner, taken.owner_name) == ("", str(TELEGRAM_NUMBER), "Conseillère")
    assert (taken.first_name, taken.phone, taken.due_at, taken.taken_at) == (
        "Prénominventé",
        "+33 1 99 00 12 34",
        LATER,
        SOON,
    )
    await store.close()


async def test_requests_of_version_one_go_on_with_what_is_new(url, file, vault):
    await at_version_one(url, file, vault)
    store = await Store.open(url, vault)
    plain = a_request()
    new = "outcome", "language", "place", "priority", "attempts", "first_call_at", "closed_at", "next_rung_at", "wish"
    async with store.begin() as transaction:
        free = await transaction.request("r0")
        assert [getattr(free, name) for name in new] == [getattr(plain, name) for name in new]
        move = Move("r0", LATER, "prendre", "prise", "Camille", "")
        assert await transaction.move_request("r0", was=["ouverte"], becomes="prise", move=move, owner="camille")
        assert [move.verb for move in await transaction.moves("r0")] == ["ouvrir", "prendre"]
    await store.close()


async def test_a_base_of_version_two_learns_to_keep_ideas(url, file, vault):
    await at_version_one(url, file, vault)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(migrations.upgrade, "0002")
    await engine.dispose()
    store = await Store.open(url, vault)
    async with store.begin() as transaction:
        await transaction.keep_ideas(["Une salle le soir."], NOW.date())
        assert [idea.text for idea in await transaction.ideas()] == ["Une salle le soir."]
        assert await transaction.request("r0")
    await store.close()


async def test_the_steps_lead_to_the_tables_of_the_code(store, url):
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(lambda c: compare_metadata(MigrationContext.configure(c), metadata))
    await engine.dispose()
    assert found == []


async def test_a_step_can_be_taken_back(url, file, vault):
    await at_version_one(url, file, vault)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(migrations.upgrade)
    async with engine.begin() as connection:
        await connection.run_sync(lambda c: command.downgrade(migrations.settings_for(c), "0001"))
        rows = await connection.execute(text("SELECT owner FROM requests ORDER BY id"))
        assert rows.scalars().all() == [None, TELEGRAM_NUMBER]
    await engine.dispose()
