"""A backup is proved before it takes a place, and nothing is lost to make room for it."""

import sqlite3
import stat
from contextlib import closing

import pytest

from bot.store import Store, Unrestorable, Vault, WrongKey, back_up, restore

from .examples import NOW, a_request

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
async def backup(store, tmp_path):
    """A copy made while the store serves one request."""
    async with store.begin() as transaction:
        await transaction.open_requests([a_request()])
        await transaction.keep_ideas(["Une salle le soir."], NOW.date())
    copy = tmp_path / "copie.db"
    await store.backup(copy)
    return copy


@pytest.fixture
def place(tmp_path):
    (tmp_path / "ailleurs").mkdir()
    return tmp_path / "ailleurs" / "allervers.db"


def names(place):
    return sorted(path.name for path in place.parent.iterdir())


async def first_name(place, vault):
    store = await Store.open(f"sqlite+aiosqlite:///{place}", vault)
    async with store.read() as transaction:
        found = await transaction.request("r4nd0mT0kn")
    await store.close()
    return found and found.first_name


async def test_a_backup_takes_an_empty_place(backup, place, vault):
    restore(backup, place, vault)
    assert names(place) == ["allervers.db"]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert await first_name(place, vault) == "Prénominventé"


async def test_ideas_come_back_with_it(backup, place, vault):
    restore(backup, place, vault)
    store = await Store.open(f"sqlite+aiosqlite:///{place}", vault)
    async with store.read() as transaction:
        assert [(idea.day, idea.text) for idea in await transaction.ideas()] == [(NOW.date(), "Une salle le soir.")]
    await store.close()


async def test_a_database_that_is_there_stays(backup, place, vault):
    restore(backup, place, vault)
    before = place.read_bytes()
    with pytest.raises(Unrestorable, match="--force"):
        restore(backup, place, vault)
    assert (place.read_bytes(), names(place)) == (before, ["allervers.db"])


async def test_a_database_that_is_there_is_kept_aside_whole(backup, place, vault):
    old = await Store.open(f"sqlite+aiosqlite:///{place}", vault)
    async with old.begin() as transaction:
        await transaction.open_requests([a_request(first_name="Ancienprénom")])
    await old.close()
    aside = place.with_name("avant.db")
    restore(backup, place, vault, aside=aside)
    assert await first_name(place, vault) == "Prénominventé"
    assert await first_name(aside, vault) == "Ancienprénom"


async def test_a_database_that_no_longer_opens_is_kept_aside_as_it_is(backup, place, vault):
    place.write_bytes(b"plus rien de lisible" * 100)
    aside = place.with_name("avant.db")
    restore(backup, place, vault, aside=aside)
    assert await first_name(place, vault) == "Prénominventé"
    assert aside.read_bytes().startswith(b"plus rien")


async def test_a_database_in_use_is_not_taken_away(backup, store, file, vault):
    with pytest.raises(Unrestorable, match="arrêtez le bot"):
        restore(backup, file, vault, aside=file.with_name("avant.db"))
    async with store.read() as transaction:
        assert (await transaction.request("r4nd0mT0kn")).first_name == "Prénominventé"


async def test_another_key_is_said_to_be_one(backup, place):
    with pytest.raises(WrongKey, match="Remettez la clé"):
        restore(backup, place, Vault([Vault.new_key()]))
    assert names(place) == []


def damaged(file):
    """Turn over bytes in the middle of the file, where the tables are."""
    content = bytearray(file.read_bytes())
    for at in range(len(content) // 2, len(content) - 100, 50):
        content[at] ^= 0xFF
    file.write_bytes(content)


def cut(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def no_database(file):
    file.write_text("Ceci n'est pas une base.")


def another_program(file):
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recettes (nom TEXT)")


def from_the_future(file):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def empty(file):
    file.write_bytes(b"")


def absent(file):
    file.unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (damaged, "abîmé|pas une base"),
        (cut, "abîmé|pas une base"),
        (no_database, "pas une base"),
        (another_program, "pas une base"),
        (from_the_future, "plus récente"),
        (empty, "pas de fichier"),
        (absent, "pas de fichier"),
    ],
)
async def test_what_is_no_good_takes_no_place(backup, place, vault, spoil, said):
    restore(backup, place, vault)
    before = place.read_bytes()
    spoil(backup)
    with pytest.raises(Unrestorable, match=said):
        restore(backup, place, vault, aside=place.with_name("avant.db"))
    assert (place.read_bytes(), names(place)) == (before, ["allervers.db"])


async def test_a_backup_writes_over_nothing(backup, store, tmp_path):
    with pytest.raises(FileExistsError):
        back_up(backup, backup)
    with pytest.raises(Unrestorable):
        back_up(tmp_path / "absente.db", tmp_path / "copie2.db")
    assert not (tmp_path / "copie2.db").exists()
