"""`allervers qr` as an operator types it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands import qr
from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.settings import Settings
from tests.living import REPO, TOKEN


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, and what we ship."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ALLERVERS_{name.upper()}", raising=False)
    for name in ("dialogues", "data"):
        monkeypatch.setenv(f"ALLERVERS_{name.upper()}", str(REPO / name))
    monkeypatch.setenv("ALLERVERS_TELEGRAM_API", "http://127.0.0.1:1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["qr", *words])


def test_a_poster_for_each_place_asked_for(folder: Path) -> None:
    places = ("--lieu", "maurepas", "--lieu", "cosmonautes", "--lieu", "maurepas")
    result = typed("--bot", "@allervers_test_bot", *places)
    assert (result.exit_code, result.output.split()) == (0, ["affiches/maurepas-a4.pdf", "affiches/cosmonautes-a4.pdf"])
    assert {file.name for file in (folder / "affiches").iterdir()} == {"maurepas-a4.pdf", "cosmonautes-a4.pdf"}
    assert (folder / "affiches" / "maurepas-a4.pdf").read_bytes().startswith(b"%PDF-")


def test_every_place_when_none_is_asked_for(folder: Path) -> None:
    result = typed("--bot", "allervers_test_bot", "--format", "svg", "--taille", "a6", "--sortie", "x/y")
    assert result.exit_code == 0
    written = {file.name for file in (folder / "x" / "y").iterdir()}
    assert {"maurepas-a6.svg", "groupe-solidarite-emploi-maurepas-a6.svg"} < written
    assert "allervers_test_bot?start=maurepas" in (folder / "x" / "y" / "maurepas-a6.svg").read_text("utf-8")


def test_a_place_that_does_not_exist_is_said_with_the_nearest_one() -> None:
    result = typed("--bot", "allervers_test_bot", "--lieu", "maurepa")
    assert result.exit_code == 1
    assert "« maurepa » : vouliez-vous dire « maurepas » ?" in result.output


def test_of_very_many_places_some_must_be_chosen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr, "MOST", 3)
    result = typed("--bot", "allervers_test_bot")
    assert result.exit_code == 1
    assert "choisissez-les avec --lieu" in result.output
    assert not (folder / "affiches").exists()


def test_without_a_name_nor_a_token_the_name_is_asked_for() -> None:
    result = typed("--lieu", "maurepas")
    assert result.exit_code == 1
    assert "--bot NOM" in result.output


def test_a_name_that_is_none_is_refused() -> None:
    assert "pas un nom de robot" in typed("--bot", "le robot", "--lieu", "maurepas").output


async def test_with_a_token_telegram_tells_the_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(Sandbox(token=TOKEN)) as url:
        monkeypatch.setenv("ALLERVERS_TELEGRAM_API", url)
        monkeypatch.setenv("ALLERVERS_TELEGRAM_TOKEN", TOKEN)
        result = await asyncio.to_thread(typed, "--lieu", "maurepas", "--format", "svg")
        monkeypatch.setenv("ALLERVERS_TELEGRAM_TOKEN", "999:OTHER")
        unknown = await asyncio.to_thread(typed, "--lieu", "maurepas")
    assert result.exit_code == 0
    assert "t.me/allervers_bot?start=maurepas" in (folder / "affiches" / "maurepas-a4.svg").read_text("utf-8")
    assert unknown.exit_code == 1
    assert "Telegram ne reconnaît pas ce jeton" in unknown.output


def test_a_telegram_that_does_not_answer_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLERVERS_TELEGRAM_TOKEN", TOKEN)
    result = typed("--lieu", "maurepas")
    assert result.exit_code == 1
    assert "Telegram ne répond pas" in result.output
    assert TOKEN not in result.output


def test_a_folder_that_cannot_be_written_is_said_to_be_one(folder: Path) -> None:
    (folder / "affiches").write_text("")
    result = typed("--bot", "allervers_test_bot", "--lieu", "maurepas")
    assert result.exit_code == 1
    assert "n'a pas pu s'écrire" in result.output
