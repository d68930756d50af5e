"""`allervers import` as an operator types it: its account, in words and for a machine, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from tests.content import folders
from tests.content.imports import samples

ALLERVERS = Path(sys.executable).with_name("allervers")
Typed = Callable[..., Result]


@pytest.fixture(autouse=True)
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A data folder of its own; returns what writes a file to import."""
    folders.lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLERVERS_DATA", "data")
    return samples.writer(tmp_path)


@pytest.fixture
def typed() -> Typed:
    return lambda *words: CliRunner().invoke(cli.app, ["import", *map(str, words)])


def test_a_person_reads_what_was_kept_and_what_was_refused(typed: Typed, write: Callable[..., Path]) -> None:
    file = write("s.json", [samples.structure(), samples.service(), samples.service("exemple--v2", nom="ab")])
    result = typed("data-inclusion", file)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Gardées : 2 fiches, dont 2 nouvelles ou changées.",
        "Refusées : 1.",
        "  exemple--v2 : « nom » est trop court : au moins 3 caractères",
    ]


def test_a_machine_reads_the_same(typed: Typed, write: Callable[..., Path]) -> None:
    outline = write("q.geojson", samples.outlines(samples.feature(), samples.feature("QP093001")))
    result = typed("quartiers", outline, "--format", "json")
    reason = "c'est un code de 2015 : prenez la géographie 2024, dont les codes commencent par QN"
    refused = [{"id": "QP093001", "reason": reason}]
    assert json.loads(result.output) == {"kept": 1, "changed": 1, "outside": 0, "refused": refused}
    assert json.loads(typed("quartiers", outline, "--format", "json").output)["changed"] == 0


def test_partout_keeps_what_is_outside_the_territory(typed: Typed, write: Callable[..., Path]) -> None:
    file = write("s.json", [samples.structure(**samples.ELSEWHERE)])
    assert "Hors du territoire : 1" in typed("data-inclusion", file).output
    assert "Gardées : 1" in typed("data-inclusion", file, "--partout").output


def test_events_are_imported_with_the_same_account(typed: Typed, write: Callable[..., Path]) -> None:
    row = {"id": "jd", "titre": "Job dating", "genre": "job_dating", "commune": "Rennes"}
    row |= {"debut": "2026-12-03 14:00", "fin": "2026-12-03 17:00"}
    file = write("e.json", [row, row | {"id": "autre", "fin": "2026-12-03 13:00"}])
    assert typed("evenements", file).output.splitlines() == [
        "Gardées : 1 fiches, dont 1 nouvelles ou changées.",
        "Refusées : 1.",
        "  autre : cet événement finit avant de commencer",
    ]


@pytest.mark.parametrize("what", ["quartiers", "data-inclusion"])
def test_it_fails_only_when_nothing_could_be_read(typed: Typed, write: Callable[..., Path], what: str) -> None:
    good = write("bon.json", samples.outlines(samples.feature()) if what == "quartiers" else [samples.structure()])
    assert typed(what, write("page.json", "<html>")).exit_code == 1
    assert typed(what, "page.json", good).exit_code == 0


def test_no_bar_is_drawn_where_nobody_looks(write: Callable[..., Path]) -> None:
    file = write("s.json", [samples.structure()])
    result = subprocess.run([ALLERVERS, "import", "data-inclusion", file], capture_output=True, check=True)  # noqa: S603
    assert result.stderr == b""
