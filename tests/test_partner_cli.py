"""`allervers partner …`: who may enter the desk, and the link of a first visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.partner_cli import partner
from bot.settings import Settings
from bot.store import Vault
from tests.living import REPO, rows


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What ships, a database of its own, and an address."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ALLERVERS_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "allervers.db"
    monkeypatch.setenv("ALLERVERS_DATABASE_URL", f"sqlite+aiosqlite:///{file}")
    monkeypatch.setenv("ALLERVERS_SECRET_KEY", Vault.new_key())
    monkeypatch.setenv("ALLERVERS_PUBLIC_URL", "https://desk.test/")
    for name in ("dialogues", "data"):
        monkeypatch.setenv(f"ALLERVERS_{name.upper()}", str(REPO / name))
    return file


def typed(*words: str) -> Result:
    return CliRunner().invoke(partner, words)


def test_everyone_declared_is_listed() -> None:
    listed = typed("list").output
    assert "samira-rennes : Samira, responsable, Mission locale du bassin d'emploi de Rennes" in listed
    assert "Camille, opérateur, tout le territoire" in listed


@pytest.mark.parametrize("who", ["samira-rennes", "Samira@Rennes.exemple.invalid"])
def test_someone_declared_is_given_a_link_of_which_only_a_hash_is_kept(who: str, file: Path) -> None:
    done = typed("invite", who)
    assert done.exit_code == 0
    link = done.output.splitlines()[-1]
    assert link.startswith("https://desk.test/bureau/entrer/")
    ((kept, person),) = rows(file, "SELECT hash, person FROM links")
    assert person == "samira-rennes"
    assert kept not in link


def test_a_stranger_is_given_none(file: Path) -> None:
    done = typed("invite", "qui@exemple.invalid")
    assert (done.exit_code, "n'est pas déclarée" in done.stderr) == (1, True)
    assert not file.exists()


def test_without_an_address_there_is_no_desk_to_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALLERVERS_PUBLIC_URL")
    done = typed("invite", "samira-rennes")
    assert (done.exit_code, "ALLERVERS_PUBLIC_URL" in done.stderr) == (1, True)
