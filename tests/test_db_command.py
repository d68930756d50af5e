"""`allervers db` as an operator types it: what it says, what it keeps, and how it ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.store import Store, Vault
from tests.store.examples import a_request

Typed = Callable[..., Result]
LONG_AGO = datetime(2020, 1, 6, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place without a database, and its key."""
    key = Vault.new_key()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLERVERS_DATABASE_URL", "sqlite+aiosqlite:///base.db")
    monkeypatch.setenv("ALLERVERS_SECRET_KEY", key)
    return key


@pytest.fixture
def typed() -> Typed:
    return lambda *words: CliRunner().invoke(cli.app, ["db", *map(str, words)])


def in_store(key: str, doing: Callable[[Store], object]) -> object:
    async def do() -> object:
        store = await Store.open("sqlite+aiosqlite:///base.db", Vault([key]))
        try:
            return await doing(store)  # type: ignore[misc]
        finally:
            await store.close()

    return asyncio.run(do())


async def open_one(store: Store) -> None:
    async with store.begin() as transaction:
        await transaction.open_requests([a_request(opened_at=LONG_AGO, status="close")])


async def first_name(store: Store) -> str:
    async with store.read() as transaction:
        found = await transaction.request("r4nd0mT0kn")
    return found.first_name if found else ""


def test_the_tables_are_made(typed: Typed, tmp_path: Path) -> None:
    for _ in range(2):
        result = typed("upgrade")
        assert (result.exit_code, result.output) == (0, "La base est à jour.\n")
    assert (tmp_path / "base.db").exists()


def test_a_backup_goes_back_to_where_it_came_from(typed: Typed, tmp_path: Path, key: str) -> None:
    in_store(key, open_one)
    saved = typed("backup", "copie.db")
    assert saved.exit_code == 0
    assert saved.output.splitlines()[0] == "Sauvegarde écrite : copie.db"
    (tmp_path / "base.db").unlink()
    result = typed("restore", "copie.db")
    assert (result.exit_code, result.output) == (0, "La sauvegarde est en place : base.db\n")
    assert in_store(key, first_name) == "Prénominventé"


def test_a_base_that_is_there_is_moved_only_when_told_to(typed: Typed, tmp_path: Path, key: str) -> None:
    in_store(key, open_one)
    typed("backup", "copie.db")
    refused = typed("restore", "copie.db")
    assert refused.exit_code == 1
    assert "rien n'a été changé" in refused.output
    forced = typed("restore", "copie.db", "--force")
    assert forced.exit_code == 0
    (aside,) = tmp_path.glob("base.db.avant-*")
    assert forced.output.splitlines() == [
        f"L'ancienne base est gardée ici : {aside.name}",
        "La sauvegarde est en place : base.db",
    ]


def test_another_key_changes_nothing(typed: Typed, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_store(key, open_one)
    typed("backup", "copie.db")
    monkeypatch.setenv("ALLERVERS_SECRET_KEY", Vault.new_key())
    for words in (["restore", "copie.db", "--force"], ["upgrade"], ["purge"]):
        result = typed(*words)
        assert result.exit_code == 1
        assert "Remettez la clé d'origine" in result.output
    assert in_store(key, first_name) == "Prénominventé"


def test_nothing_is_written_over(typed: Typed, tmp_path: Path, key: str) -> None:
    assert "pas de fichier" in typed("backup", "copie.db").output
    in_store(key, open_one)
    (tmp_path / "copie.db").write_text("à moi")
    result = typed("backup", "copie.db")
    assert (result.exit_code, result.output) == (
        1,
        "Ce fichier existe déjà : donnez un autre nom, rien n'est jamais écrasé.\n",
    )
    assert (tmp_path / "copie.db").read_text() == "à moi"


def test_what_is_past_its_date_is_erased(typed: Typed, key: str) -> None:
    in_store(key, open_one)
    assert typed("purge").output.splitlines() == ["Effacé :", "  demandes rendues anonymes : 1"]
    assert typed("purge").output == "Rien n'a passé sa date.\n"
    assert set(json.loads(typed("purge", "--format", "json").output).values()) == {0}
    assert in_store(key, first_name) == ""


@pytest.mark.parametrize("words", [["backup", "copie.db"], ["restore", "copie.db"]])
def test_postgresql_has_its_own_tools(typed: Typed, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.setenv("ALLERVERS_DATABASE_URL", "postgresql://allervers@localhost/allervers")
    result = typed(*words)
    assert result.exit_code == 1
    assert "ses propres outils" in result.output


def test_a_base_that_does_not_open_is_said_in_one_sentence(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLERVERS_DATABASE_URL", "pas une adresse")
    result = typed("upgrade")
    assert (result.exit_code, result.output) == (
        1,
        "La base de données ne s'ouvre pas : vérifiez ALLERVERS_DATABASE_URL.\n",
    )
