"""A store over a real file, as in service."""

import pytest

from bot.store import Store, Vault


@pytest.fixture
def file(tmp_path):
    return tmp_path / "allervers.db"


@pytest.fixture
def url(file):
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(scope="session")
def vault():
    return Vault([Vault.new_key()])


@pytest.fixture
async def store(url, vault):
    store = await Store.open(url, vault)
    yield store
    await store.close()
