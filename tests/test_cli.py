"""The commands as an operator types them: what they print, and how they end."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import ArgumentError
from telegram.error import BadRequest, InvalidToken
from typer.testing import CliRunner, Result

from bot import cli
from bot.commands import living
from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.settings import Settings
from bot.store import Unsupported, Vault, WrongKey
from tests.content import folders
from tests.living import REPO, WELCOME

ALLERVERS = Path(sys.executable).with_name("allervers")
Typed = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with a few dialogues, and no setting but where they are."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ALLERVERS_{name.upper()}", raising=False)
    folders.lay(tmp_path)
    for name in ("dialogues", "data"):
        monkeypatch.setenv(f"ALLERVERS_{name.upper()}", name)
    monkeypatch.setenv("ALLERVERS_SECRET_KEY", Vault.new_key())
    monkeypatch.setenv("ALLERVERS_TELEGRAM_API", "http://127.0.0.1:1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What we ship."""
    for name in ("dialogues", "data"):
        monkeypatch.setenv(f"ALLERVERS_{name.upper()}", str(REPO / name))


@pytest.fixture
def typed() -> Typed:
    """Type a command; return what it printed and how it ended."""

    def type_it(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli.app, words, input=stdin)

    return type_it


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def break_a_step(folder: Path) -> None:
    edit(folder / "dialogues" / "permanences.yaml", "si_vide: rien", "si_vide: rein")


def break_a_scenario(folder: Path) -> None:
    edit(folder / "dialogues" / "scenarios" / "bonjour.yaml", "bot: Salut !", "bot: Bonsoir !")


def blank_a_scenario(folder: Path) -> None:
    edit(folder / "dialogues" / "scenarios" / "bonjour.yaml", "conversation:", "conversatio:")


def add_a_scenario(folder: Path) -> None:
    scenarios = folder / "dialogues" / "scenarios"
    text = (scenarios / "bonjour.yaml").read_text("utf-8")
    (scenarios / "encore.yaml").write_text(text, "utf-8")


# check


@pytest.mark.usefixtures("shipped")
def test_what_we_ship_has_no_problem_but_translations_that_nobody_read_again(typed: Typed) -> None:
    result = typed("check", "--format", "json")
    found = {problem["code"] for problem in json.loads(result.stdout)["problems"]}
    assert (result.exit_code, found) == (0, {"traduction-a-relire"})


def test_no_problem_reads_as_json_too(typed: Typed) -> None:
    found = json.loads(typed("check", "--format", "json").output)
    assert found["problems"] == []


def test_a_critical_problem_is_shown_where_it_is_with_its_cure(typed: Typed, folder: Path) -> None:
    break_a_step(folder)
    result = typed("check")
    assert result.exit_code == 1
    assert "dialogues/permanences.yaml:" in result.output
    assert "[etape-inconnue]" in result.output
    assert "^^^^" in result.output
    assert "rien" in result.output.partition("= ")[2]


def test_a_problem_reads_as_json(typed: Typed, folder: Path) -> None:
    break_a_step(folder)
    result = typed("check", "--format", "json")
    found = json.loads(result.output)
    assert result.exit_code == 1
    problem = next(one for one in found["problems"] if one["code"] == "etape-inconnue")
    assert set(problem) == {"code", "severity", "file", "line", "column", "message", "fix"}
    assert problem["file"] == "dialogues/permanences.yaml"
    assert sum(found["counts"].values()) == len(found["problems"])


def test_a_warning_is_shown_and_stops_nothing(typed: Typed, folder: Path) -> None:
    blank_a_scenario(folder)
    result = typed("check")
    assert "scenarios/bonjour.yaml" in result.output
    assert result.exit_code == 0


@pytest.mark.parametrize("path", [".", "dialogues", "dialogues/permanences.yaml", "data"])
def test_a_path_says_what_to_check(typed: Typed, folder: Path, path: str) -> None:
    break_a_step(folder)
    assert "[etape-inconnue]" in typed("check", path).output


def test_another_file_s_problem_is_not_that_of_the_file_asked_for(typed: Typed, folder: Path) -> None:
    break_a_step(folder)
    assert typed("check", "dialogues/aide.yaml").output == "Aucun problème.\n"
    assert typed("check", "dialogues/scenarios").exit_code == 0


def test_a_problem_asked_for_twice_is_shown_once(typed: Typed, folder: Path) -> None:
    break_a_step(folder)
    once, twice = typed("check", "dialogues"), typed("check", "dialogues", "data", "dialogues/permanences.yaml")
    assert once.output == twice.output


def test_a_folder_somewhere_else_is_checked_with_its_own_data(
    typed: Typed, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("ailleurs")
    shutil.copytree(folder / "dialogues", elsewhere / "dialogues")
    shutil.copytree(folder / "data", elsewhere / "data")
    edit(elsewhere / "data" / "partenaires.yaml", "[maurepas]", "[morpas]")
    assert typed("check").exit_code == 0
    assert "partenaires.yaml" in typed("check", str(elsewhere)).output
    assert "partenaires.yaml" in typed("check", str(elsewhere / "dialogues")).output
    assert "partenaires.yaml" in typed("check", str(elsewhere / "data" / "partenaires.yaml")).output


def test_folders_that_the_settings_place_elsewhere_are_named_beside_what_is_told(
    typed: Typed, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("dialogues", "data"):
        monkeypatch.setenv(f"ALLERVERS_{name.upper()}", str(folder / name))
    assert typed("check").stderr == ""
    monkeypatch.chdir(tmp_path_factory.mktemp("ailleurs"))
    result = typed("check", "--format", "json")
    assert result.stderr == f"Dossiers lus : {folder / 'dialogues'} et {folder / 'data'}\n"
    assert json.loads(result.stdout)["problems"] == []


def test_a_path_that_does_not_exist_is_said_not_to(typed: Typed) -> None:
    result = typed("check", "dialogue")
    assert (result.exit_code, result.stderr) == (1, "dialogue n'existe pas.\n")


# test


@pytest.mark.usefixtures("shipped")
def test_what_we_ship_holds_and_every_step_is_visited(typed: Typed) -> None:
    result = typed("test", "--coverage")
    assert result.exit_code == 0
    assert "✓ De Start à une demande prise" in result.output
    assert ", 0 en échec." in result.output
    assert result.output.endswith("Tout est visité.\n")


def test_a_conversation_that_is_no_longer_true_is_shown(typed: Typed, folder: Path) -> None:
    break_a_scenario(folder)
    result = typed("test")
    assert result.exit_code == 1
    assert "✗ " in result.output
    assert "- Bonsoir !" in result.output
    assert "+ Salut !" in result.output
    assert ", 1 en échec." in result.output


def test_one_scenario_may_be_replayed(typed: Typed, folder: Path) -> None:
    add_a_scenario(folder)
    break_a_scenario(folder)
    assert typed("test", "dialogues/scenarios/bonjour.yaml").exit_code == 1
    result = typed("test", "dialogues/scenarios/encore.yaml")
    assert result.exit_code == 0
    assert "1 scénario rejoué, 0 en échec." in result.output


@pytest.mark.parametrize(
    "paths", [("dialogues", "data"), ("dialogues/scenarios/bonjour.yaml", "dialogues"), ("data", "./data/")]
)
def test_a_scenario_asked_for_twice_is_replayed_once(typed: Typed, paths: tuple[str, ...]) -> None:
    assert typed("test", *paths).output == typed("test").output


def test_a_scenario_that_cannot_be_read_is_a_failure(typed: Typed, folder: Path) -> None:
    blank_a_scenario(folder)
    result = typed("test")
    assert result.exit_code == 1
    assert "dialogues/scenarios/bonjour.yaml:" in result.output
    assert ", 1 en échec." in result.output


def test_steps_that_no_scenario_visits_are_named(typed: Typed) -> None:
    result = typed("test", "--coverage")
    assert result.exit_code == 0
    assert "Étapes qu'aucun scénario ne visite :\n" in result.output
    assert "\ndialogues/rappel.yaml:9: accord\n" in result.output
    assert "\n   0 %  stop (0 sur 1)\n" in result.output


def test_a_machine_reads_how_the_scenarios_went(typed: Typed, folder: Path) -> None:
    break_a_scenario(folder)
    result = typed("test", "--coverage", "--format", "json")
    found = json.loads(result.output)
    assert (result.exit_code, found["failed"], found["unread"]) == (1, 1, [])
    (scenario,) = found["scenarios"]
    assert (scenario["scenario"], scenario["held"]) == ("Dire bonjour", False)
    assert "- Bonsoir !" in scenario["told"]
    stop = {"dialogue": "stop", "steps": 1, "percent": 0}
    assert {**stop, "unvisited": [{"step": "tout", "file": "dialogues/stop.yaml", "line": 5}]} in found["coverage"]


def test_a_machine_reads_which_scenarios_cannot_be_read(typed: Typed, folder: Path) -> None:
    blank_a_scenario(folder)
    result = typed("test", "--format", "json")
    found = json.loads(result.output)
    assert (result.exit_code, found["failed"], found["scenarios"], found["coverage"]) == (1, 1, [], [])
    assert {problem["file"] for problem in found["unread"]} == {"dialogues/scenarios/bonjour.yaml"}


@pytest.mark.parametrize("command", ["test", "chat", "run", "demo"])
def test_what_is_broken_is_not_played(
    typed: Typed, folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLERVERS_TELEGRAM_TOKEN", "123:TEST")
    break_a_step(folder)
    result = typed(command, stdin="")
    assert result.exit_code == 1
    assert "[etape-inconnue]" in result.stderr
    assert "Corrigez ces problèmes" in result.stderr


# understand


def test_each_text_is_judged_on_a_line_of_its_own(typed: Typed) -> None:
    result = typed("understand", "Rappelez-moi !", "je veux mourir", "zzz")
    assert [json.loads(line) for line in result.output.splitlines()] == [
        {"text": "Rappelez-moi !", "dialogue": "rappel", "score": 1.0, "urgence": None, "suggestions": []},
        {"text": "je veux mourir", "dialogue": "urgence", "score": 1.0, "urgence": "suicide", "suggestions": []},
        {"text": "zzz", "dialogue": None, "score": 0.0, "urgence": None, "suggestions": []},
    ]


def test_texts_may_be_piped_one_a_line(typed: Typed) -> None:
    result = typed("understand", stdin="rappelez-moi\n\nstop\n")
    assert [json.loads(line)["dialogue"] for line in result.output.splitlines()] == ["rappel", None, "stop"]


@pytest.mark.usefixtures("shipped")
def test_texts_are_judged_for_someone_of_a_language(typed: Typed) -> None:
    said = "write resume"
    theirs, french = (json.loads(typed("understand", said, *chosen).output) for chosen in (("--langue", "en"), ()))
    assert (theirs["dialogue"], french["dialogue"]) == ("cv_entretien", None)


def test_a_language_that_the_bot_does_not_speak_is_told(typed: Typed) -> None:
    result = typed("understand", "stop", "--langue", "xx")
    assert result.exit_code == 1
    assert result.stderr == "Le robot ne parle pas « xx ». Choisissez parmi : fr.\n"


def test_a_person_may_read_it(typed: Typed) -> None:
    assert typed("understand", "stop", "--format", "text").output == "stop\n  → stop (100 %)\n"


# chat


@pytest.mark.usefixtures("shipped")
def test_a_conversation_may_be_piped(typed: Typed) -> None:
    result = typed("chat", stdin="c'est quoi le cej\n> Il y a de l'argent ?\n")
    assert result.exit_code == 0
    assert result.output.startswith(WELCOME)
    assert "*560 € par mois*" in result.output


def test_what_is_piped_is_shown_before_its_answer(typed: Typed) -> None:
    said = typed("chat", stdin="menu\n>De l'aide\n").output
    assert said.index("\n> menu\n") < said.index("\n> De l'aide\n") < said.index("Touche un bouton.")


def test_bytes_that_are_no_text_are_answered_all_the_same() -> None:
    result = CliRunner().invoke(cli.app, ["chat"], input=b"\xff\xfe\nmenu\n")
    assert result.exit_code == 0
    assert result.output.count("Que veux-tu ?") == 3


# run


def test_without_a_token_it_says_which_setting_is_missing(typed: Typed) -> None:
    result = typed("run")
    assert result.exit_code == 1
    assert "ALLERVERS_TELEGRAM_TOKEN" in result.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "trop courte", "La clé de chiffrement est illisible"),
        ("DATABASE_URL", "sqlite+aiosqlite:////nulle/part/a.db", "Le bot n'a pas pu démarrer"),
        ("DATABASE_URL", "sqlite+aiosqlite:///:memory:", "La base SQLite doit être un fichier"),
        ("DATABASE_URL", "n'importe quoi", "ALLERVERS_DATABASE_URL"),
        ("PORT", "quatre-vingt", "ALLERVERS_PORT"),
    ],
)
def test_a_setting_that_is_wrong_is_said_in_a_sentence(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv("ALLERVERS_TELEGRAM_TOKEN", "123:TEST")
    monkeypatch.setenv(f"ALLERVERS_{name}", value)
    result = typed("run")
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


async def test_a_token_that_telegram_does_not_know_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(Sandbox(token="123:TEST")) as url:
        monkeypatch.setenv("ALLERVERS_TELEGRAM_API", url)
        monkeypatch.setenv("ALLERVERS_TELEGRAM_TOKEN", "999:OTHER")
        running = await asyncio.create_subprocess_exec(
            ALLERVERS, "run", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        said, _ = await asyncio.wait_for(running.communicate(), 30)
    assert running.returncode == 1
    assert said.decode().splitlines()[-1].startswith("Telegram ne reconnaît pas ce jeton")
    assert b"OTHER" not in said
    assert b"Traceback" not in said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (InvalidToken(), "Telegram ne reconnaît pas ce jeton"),
        (BadRequest("Bad webhook: https needed"), "https needed"),
        (WrongKey("La clé n'ouvre pas."), "La clé n'ouvre pas."),
        (Unsupported("Utilisez un fichier."), "Utilisez un fichier."),
        (ArgumentError("postgresql://moi:secret@base"), "ALLERVERS_DATABASE_URL"),
        (OSError(98, "Address already in use"), "Address already in use"),
        (OSError(), "erreur du système"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_an_operator_can_mend_is_said_however_deep_it_broke(error: Exception, said: str) -> None:
    found = living.why(ExceptionGroup("", [ExceptionGroup("", [error])]))
    assert found
    assert said in found
    assert "secret" not in found


def test_a_fault_of_ours_is_not_dressed_up() -> None:
    assert living.why(ExceptionGroup("", [LookupError("x")])) is None


def test_no_command_is_a_call_for_help(typed: Typed) -> None:
    result = typed()
    for command in ("check", "test", "chat", "run", "demo"):
        assert command in result.output
