"""`allervers publish` and `allervers versions`, as an operator types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.content.versions import Versions
from bot.settings import Settings
from bot.store import Vault
from tests.service.drafting import Draft

Typed = Callable[..., Result]


@pytest.fixture(autouse=True)
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A small draft, and no setting but where it is."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ALLERVERS_{name.upper()}", raising=False)
    draft = Draft(tmp_path)
    monkeypatch.setenv("ALLERVERS_DIALOGUES", str(draft.dialogues))
    monkeypatch.setenv("ALLERVERS_DATA", str(draft.data))
    monkeypatch.setenv("ALLERVERS_SECRET_KEY", Vault.new_key())
    monkeypatch.chdir(tmp_path)
    return draft


@pytest.fixture
def typed() -> Typed:
    def type_it(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli.app, words, input=stdin)

    return type_it


def numbers() -> list[int]:
    return [version.number for version in Versions(Path("allervers.versions")).every()]


def test_it_asks_once_the_sheet_was_read(typed: Typed) -> None:
    result = typed("publish", stdin="oui\n")
    sheet, _, done = result.output.partition("Publier ?")
    assert "Personne n'est en conversation." in sheet
    assert "Version 1 publiée." in done
    assert (result.exit_code, numbers()) == (0, [1])


def test_the_database_is_named_and_said_to_be_new_only_once(typed: Typed) -> None:
    first, second = typed("publish", "--oui").output, typed("publish", "--oui").output
    named = f"Base de données : {Path('allervers.db').resolve()}"
    assert first.startswith(f"{named} (elle vient d'être créée : ")
    assert second.startswith(f"{named}\n")


@pytest.mark.parametrize("answer", ["non\n", "\n", None])
def test_without_a_yes_nothing_is_published(typed: Typed, answer: str | None) -> None:
    result = typed("publish", stdin=answer)
    assert "Rien n'est publié." in result.output
    assert (result.exit_code, numbers()) == (1, [])


def test_what_is_wrong_stops_it_even_for_who_is_sure(typed: Typed, draft: Draft) -> None:
    draft.breaks()
    result = typed("publish", "--oui")
    assert "[etape-inconnue]" in result.output
    assert (result.exit_code, numbers()) == (1, [])


def test_a_machine_is_shown_the_sheet_and_publishes_only_when_told(typed: Typed) -> None:
    shown = typed("publish", "--format", "json")
    found = json.loads(shown.output)
    assert (found["publishable"], found["version"], found["kinds"]) == (True, None, ["première version"])
    assert found["impact"]["people"] == 0
    assert numbers() == []
    assert json.loads(typed("publish", "--oui", "--format", "json").output)["version"] == 1


def test_a_machine_is_told_why_not(typed: Typed, draft: Draft) -> None:
    draft.breaks()
    result = typed("publish", "--oui", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.output)["refusal"] == "1 problème critique : rien n'est publié."


def test_the_list_says_who_when_and_what_the_latest_first(typed: Typed, draft: Draft) -> None:
    assert "Rien n'a été publié" in typed("versions").output
    typed("publish", "--oui", "--auteur", "Zoé")
    draft.greets("Bonsoir")
    typed("publish", "--oui", "--auteur", "Karim")
    typed("publish", "--oui", "--auteur", "Zoé", "--retour", "1")
    latest, second, first = typed("versions").output.splitlines()
    assert latest.endswith("Zoé : textes, scénarios (retour à la version 1)")
    assert second.endswith("Karim : textes, scénarios")
    assert first.endswith("Zoé : première version")
    rows = json.loads(typed("versions", "--format", "json").output)
    assert [(row["version"], row["returns_to"]) for row in rows] == [(3, 1), (2, None), (1, None)]


def test_one_does_not_return_to_what_never_was(typed: Typed) -> None:
    result = typed("publish", "--retour", "9", "--oui")
    assert "Il n'y a pas de version 9." in result.output
    assert result.exit_code == 1


def test_what_did_not_change_is_no_failure(typed: Typed) -> None:
    typed("publish", "--oui")
    result = typed("publish", "--oui")
    assert "Rien n'a changé depuis la version publiée." in result.output
    assert (result.exit_code, numbers()) == (0, [1])


def test_a_disk_that_refuses_is_said_in_a_sentence(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plein").write_text("", "utf-8")
    monkeypatch.setenv("ALLERVERS_VERSIONS", "plein/versions")
    result = typed("publish", "--oui")
    assert "Rien n'est publié : " in result.output
    assert result.exit_code == 1


def test_without_its_key_the_database_is_not_read(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("publish", "--oui")
    monkeypatch.setenv("ALLERVERS_SECRET_KEY", Vault.new_key())
    assert typed("publish", "--oui").exit_code == 1


def test_run_stops_when_what_is_published_can_no_longer_be_played(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("publish", "--oui")
    broken = Path("allervers.versions/0001/dialogues/permanences.yaml")
    text = broken.read_text("utf-8")
    broken.unlink()
    broken.write_text(text.replace("si_vide: rien", "si_vide: rein"), "utf-8")
    monkeypatch.setenv("ALLERVERS_TELEGRAM_TOKEN", "1:TEST")
    result = typed("run")
    assert "La version publiée, la 1, n'est plus jouable" in result.output
    assert result.exit_code == 1
