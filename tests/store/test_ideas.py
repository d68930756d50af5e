"""An idea is kept with its day, and nothing that leads back to whoever wrote it."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import IDEA_KEPT
from bot.store.schema import ideas

from .examples import NOW, on_sqlite

TODAY, YESTERDAY = NOW.date(), NOW.date() - timedelta(days=1)
A_DAY = timedelta(days=1)


async def written(store):
    async with store.read() as transaction:
        return [(idea.day, idea.text) for idea in await transaction.ideas()]


async def leave(store, *texts, day=TODAY):
    async with store.begin() as transaction:
        await transaction.keep_ideas(texts, day)


async def test_the_latest_day_comes_first(store):
    await leave(store, "le bus", day=YESTERDAY)
    await leave(store, "une salle")
    assert await written(store) == [(TODAY, "une salle"), (YESTERDAY, "le bus")]


async def test_what_is_empty_is_not_kept(store):
    await leave(store, "", "une salle", "")
    await leave(store)
    assert await written(store) == [(TODAY, "une salle")]


async def test_a_row_is_a_key_drawn_by_chance_a_day_and_a_sealed_text(store):
    assert [column.name for column in ideas.columns] == ["key", "day", "text"]
    await leave(store, *map(str, range(50)))
    shown = [idea for _, idea in await written(store)]
    assert sorted(shown, key=int) == [str(number) for number in range(50)]
    assert shown != sorted(shown, key=int), "their order would tell who came first"


@on_sqlite
async def test_no_hidden_number_tells_their_order(store, url):
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        (made,) = (await connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'ideas'"))).scalars()
    await engine.dispose()
    assert "WITHOUT ROWID" in made


async def test_one_is_erased_and_the_others_stay(store):
    await leave(store, "le bus", "une salle")
    async with store.begin() as transaction:
        bus = next(idea for idea in await transaction.ideas() if idea.text == "le bus")
        assert await transaction.erase_idea(bus.key)
        assert not await transaction.erase_idea(bus.key)
    assert await written(store) == [(TODAY, "une salle")]


async def test_it_goes_once_its_days_are_over(store):
    await leave(store, "une salle")
    assert (await store.purge(NOW + IDEA_KEPT))["ideas"] == 0
    assert (await store.purge(NOW + IDEA_KEPT + A_DAY))["ideas"] == 1
    assert await written(store) == []


async def test_after_a_purge_no_row_bears_the_transaction_that_wrote_it(store, url, backend):
    """PostgreSQL shows it as `xmin`: an idea and the session of its author would bear the same one."""
    for name in "un", "deux":
        await leave(store, name)
    await store.purge(NOW)
    assert {idea for _, idea in await written(store)} == {"un", "deux"}
    if backend == "postgresql":
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            found = (await connection.execute(text("SELECT DISTINCT xmin::text FROM ideas"))).scalars().all()
        await engine.dispose()
        assert len(found) == 1
