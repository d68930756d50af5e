"""The file on disk: private, unreadable without its key, at today's form, and safe to copy while it serves."""

import asyncio
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError

from bot.store import Mail, Move, Outgoing, Store, Timer, Unsupported

from .examples import NOW, SOON, a_request, on_sqlite

SECRETS = [
    "Prénominventé",
    "99 00 12 34",
    "apprentissage en cuisine",
    "être rappelée",
    "Conseillère",
    "un mot à moi",
    "plutôt le soir",
    "parlent arabe",
    "conseillere@",
    "Un sujet",
    "une salle",
]


async def write_everything(store):
    async with store.begin() as transaction:
        await transaction.save_sessions({7: "un mot à moi"}, NOW)
        await transaction.post([Outgoing(7, "un mot à moi pour Prénominventé")], NOW)
        await transaction.set_timers([Timer(7, "veille", SOON, "un mot à moi")])
        await transaction.open_requests([a_request()])
        move = Move("r4nd0mT0kn", NOW, "prendre", "prise", "Conseillère", "un mot à moi")
        await transaction.move_request(
            move.request,
            was=["ouverte"],
            becomes="prise",
            move=move,
            owner="camille",
            owner_name="Conseillère",
            wish="plutôt le soir",
            routed="parlent arabe",
        )
        await transaction.open_visit("empreinte", "camille", NOW, SOON)
        await transaction.post_mails([Mail("conseillere@exemple.invalid", "appel", "Un sujet", "un mot à moi")], NOW)
        await transaction.raise_alert("personne", "ml-est", NOW)
        await transaction.keep_ideas(["une salle le soir"], NOW.date())


@on_sqlite
async def test_nothing_a_person_wrote_can_be_read_in_the_files(store, file, url):
    await write_everything(store)
    beside_log = b"".join(path.read_bytes() for path in file.parent.iterdir())
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = beside_log + file.read_bytes()
    assert b"r4nd0mT0kn" in file.read_bytes(), "the rows are in the file that was searched"
    assert [secret for secret in SECRETS if secret.encode() in raw] == []


@on_sqlite
async def test_its_files_are_for_their_owner_alone(store, file):
    await write_everything(store)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert modes == dict.fromkeys(("allervers.db", "allervers.db-wal", "allervers.db-shm"), 0o600)


@on_sqlite
async def test_a_commit_survives_a_power_cut_and_rows_keep_their_bonds(store):
    async with store.begin() as transaction:
        settings = [
            (await transaction._connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert settings == ["wal", 2, 1, 5000]


async def test_what_was_committed_is_there_after_a_restart(url, vault):
    for expected in ({}, {7: "a"}):
        store = await Store.open(url, vault)
        async with store.begin() as transaction:
            assert await transaction.sessions([7]) == expected
            await transaction.save_sessions({7: "a"}, NOW)
        await store.close()


async def test_a_reader_sees_one_state_and_waits_for_no_writer(store):
    async with store.begin() as writer:
        await writer.save_sessions({7: "a"}, NOW)
        async with store.read() as reader:
            assert await reader.sessions([7]) == {}
    async with store.read() as reader:
        assert await reader.sessions([7]) == {7: "a"}


async def test_a_reader_cannot_write(store):
    with pytest.raises(DBAPIError, match=r"read-?only") as caught:
        async with store.read() as transaction:
            await transaction.post([Outgoing(7, "un mot à moi")], NOW)
    assert "mot" not in str(caught.value)


async def test_a_transaction_that_is_cancelled_leaves_nothing_and_blocks_no_one(store):
    inside = asyncio.Event()

    async def write():
        async with store.begin() as transaction:
            await transaction.save_sessions({7: "a"}, NOW)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.begin() as transaction:
        assert await transaction.sessions([7]) == {}


@on_sqlite
async def test_a_backup_is_a_whole_private_store(store, tmp_path, vault):
    await write_everything(store)
    copy = tmp_path / "copie.db"
    await store.backup(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    restored = await Store.open(f"sqlite+aiosqlite:///{copy}", vault)
    assert await restored.status() == await store.status()
    await restored.close()
    with pytest.raises(FileExistsError):
        await store.backup(copy)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_postgresql_is_backed_up_by_its_own_tools(store, tmp_path):
    with pytest.raises(Unsupported, match="ses propres outils"):
        await store.backup(tmp_path / "copie.db")


async def test_it_opens_without_its_driver_being_named(store, url, vault):
    again = await Store.open(url.replace("+aiosqlite", "").replace("+asyncpg", ""), vault)
    assert await again.status() == await store.status()
    await again.close()


async def test_many_first_starts_at_once_make_one_set_of_tables(url, vault):
    stores = await asyncio.gather(*(Store.open(url, vault) for _ in range(4)))
    for store in stores:
        assert set((await store.status()).values()) == {0}
        await store.close()


async def test_the_status_counts_rows(store):
    await write_everything(store)
    assert await store.status() == {
        "sessions": 1,
        "unreachable": 0,
        "outbox": 1,
        "timers": 1,
        "requests": 1,
        "ideas": 1,
        "visits": 1,
        "mails": 1,
        "alerts": 1,
    }


async def test_a_database_in_memory_is_refused(vault):
    with pytest.raises(Unsupported, match="fichier"):
        await Store.open("sqlite+aiosqlite://", vault)
