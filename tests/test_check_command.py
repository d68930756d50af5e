"""`allervers check` and `allervers schema` as an operator types them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.content import schemas
from bot.settings import Settings
from tests.content import folders

Typed = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a few dialogues, in which one stands."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ALLERVERS_{name.upper()}", raising=False)
    for name in ("dialogues", "data"):
        monkeypatch.setenv(f"ALLERVERS_{name.upper()}", name)
    folders.lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def typed(folder: Path) -> Typed:
    return lambda *words: CliRunner().invoke(cli.app, words)


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "dialogues" / "aide.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def promise(folder: Path) -> None:
    edit(folder, "dire: ", "dire: C'est garanti. ")


def lose_a_step(folder: Path) -> None:
    edit(folder, "etapes:\n", "etapes:\n  perdue:\n    dire: Salut.\n    puis: nulle_part\n")


# SARIF


def test_a_code_host_is_told_where(typed: Typed, folder: Path) -> None:
    promise(folder)
    result = typed("check", "--format", "sarif")
    (found,) = json.loads(result.output)["runs"][0]["results"]
    assert (found["ruleId"], found["level"]) == ("promesse", "warning")
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "dialogues/aide.yaml"
    assert result.exit_code == 0


# since the published version


def test_an_old_problem_stands_below_the_new_ones(typed: Typed, folder: Path) -> None:
    promise(folder)
    (folder / "publie.json").write_text(typed("check", "--format", "json").output, "utf-8")
    edit(folder, "dire: ", "dire: Cliquez ici. ")
    said = typed("check", "--depuis", "publie.json").output
    assert said.startswith("Depuis la version publiée : ")
    assert said.index("Nouveau :") < said.index("[lien-ici]") < said.index("Ancien :") < said.index("[promesse]")


def test_the_published_version_may_be_a_folder(
    typed: Typed, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    promise(folder)
    published = tmp_path_factory.mktemp("publie")
    for name in ("dialogues", "data"):
        shutil.copytree(folder / name, published / name)
    edit(folder, "etapes:\n", "# une ligne de plus\netapes:\n")
    said = typed("check", "--depuis", str(published)).output
    assert said.startswith("Depuis la version publiée : aucun nouveau, 1 ancien.\n\nAncien :\n\ndialogues/aide.yaml:")


def test_a_new_warning_stops_nothing_and_a_critical_problem_does(typed: Typed, folder: Path) -> None:
    (folder / "publie.json").write_text(typed("check", "--format", "json").output, "utf-8")
    promise(folder)
    assert typed("check", "--depuis", "publie.json").exit_code == 0
    lose_a_step(folder)
    assert typed("check", "--depuis", "publie.json").exit_code == 1


def test_no_problem_is_said_as_ever(typed: Typed, folder: Path) -> None:
    (folder / "publie.json").write_text(typed("check", "--format", "json").output, "utf-8")
    assert typed("check", "--depuis", "publie.json").output == "Aucun problème.\n"


def test_machines_are_told_what_is_new(typed: Typed, folder: Path) -> None:
    (folder / "publie.json").write_text(typed("check", "--format", "json").output, "utf-8")
    promise(folder)
    found = json.loads(typed("check", "--depuis", "publie.json", "--format", "json").output)
    assert [problem["new"] for problem in found["problems"]] == [True]
    found = json.loads(typed("check", "--depuis", "publie.json", "--format", "sarif").output)
    assert [result["baselineState"] for result in found["runs"][0]["results"]] == ["new"]


@pytest.mark.parametrize(("name", "said"), [("nulle-part.json", "n'existe pas"), ("dialogues/aide.yaml", "ni un")])
def test_what_is_no_published_version_is_refused_in_french(typed: Typed, name: str, said: str) -> None:
    result = typed("check", "--depuis", name)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


# schemas


def test_the_schemas_are_written_where_one_asks(typed: Typed, folder: Path) -> None:
    result = typed("schema", "--sortie", "editeur")
    assert result.exit_code == 0
    assert {path.name: path.read_text("utf-8") for path in (folder / "editeur").iterdir()} == schemas.texts()


def test_a_folder_that_cannot_be_written_is_said_in_french(typed: Typed, folder: Path) -> None:
    (folder / "occupe").write_text("", "utf-8")
    result = typed("schema", "--sortie", "occupe")
    assert result.exit_code == 1
    assert "occupe n'a pas pu s'écrire" in result.output


def test_each_file_is_linked_to_its_schema_once(typed: Typed, folder: Path) -> None:
    before = (folder / "dialogues" / "aide.yaml").read_text("utf-8")
    assert "reliés à leur schéma : 15." in typed("schema", "--sortie", "editeur", "--brancher").output
    line = "# yaml-language-server: $schema=../editeur/dialogue.schema.json\n"
    assert (folder / "dialogues" / "aide.yaml").read_text("utf-8") == line + before
    assert "reliés à leur schéma : 0." in typed("schema", "--sortie", "editeur", "--brancher").output
    assert typed("check").output == "Aucun problème.\n"
