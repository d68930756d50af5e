"""What we ship is itself without a problem, and every scenario holds, in every language."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content.codes import Severity
from bot.content.coverage import unvisited
from bot.content.loader import load
from bot.content.mirror import mirror
from bot.content.problems import render
from bot.content.replay import Outcome, replay
from bot.content.scenario import Scenario
from bot.core.engine import Engine

ROOT = Path(__file__).parents[2]
LOADED = load(ROOT / "dialogues", ROOT / "data")
OTHERS = ("ar", "en", "es", "tr", "uk")


@pytest.fixture(scope="module")
def engine() -> Engine:
    assert LOADED.playbook
    return Engine(LOADED.playbook)


@pytest.fixture(scope="module")
def mirrored(engine: Engine) -> dict[str, list[Outcome]]:
    return {code: [mirror(scenario, engine, code) for scenario in LOADED.scenarios] for code in OTHERS}


def test_the_shipped_dialogues_and_data_have_no_problem_but_advice() -> None:
    assert render(p for p in LOADED.problems if p.severity is not Severity.CONSEIL) == ""


@pytest.mark.parametrize("scenario", LOADED.scenarios, ids=lambda scenario: scenario.name)
def test_every_shipped_scenario_holds(scenario: Scenario, engine: Engine) -> None:
    assert replay(scenario, engine).told == ""


def test_every_shipped_step_is_visited_by_a_scenario(engine: Engine) -> None:
    assert unvisited(engine.playbook, [replay(scenario, engine) for scenario in LOADED.scenarios]) == []


def test_every_shipped_step_has_its_place(engine: Engine) -> None:
    assert unvisited(engine.playbook, []) == [spot for spot in unvisited(engine.playbook, []) if spot in LOADED.places]


def test_the_languages_are_those_we_promise(engine: Engine) -> None:
    assert set(engine.playbook.languages) == {"fr", *OTHERS}


@pytest.mark.parametrize("code", OTHERS)
class TestInAnotherLanguage:
    def test_every_scenario_walks_the_same_steps(self, code: str, mirrored: dict[str, list[Outcome]]) -> None:
        assert [outcome.told for outcome in mirrored[code] if not outcome.held] == []

    def test_every_step_is_visited(self, code: str, engine: Engine, mirrored: dict[str, list[Outcome]]) -> None:
        assert unvisited(engine.playbook, mirrored[code]) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("dialogues/urgence.yaml", "    vital: oui", "    vital: un peu"),
        ("dialogues/mots.yaml", "  pas_compris:", "  pas_compri:"),
        ("data/dispositifs.yaml", "    en_bref:", "    en_bre:"),
    ],
)
def test_one_mistake_in_what_we_ship_is_one_problem_and_accuses_no_translation(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    for folder in ("dialogues", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    written = (tmp_path / name).read_text("utf-8")
    assert old in written
    (tmp_path / name).write_text(written.replace(old, new, 1), "utf-8")
    found = load(tmp_path / "dialogues", tmp_path / "data").problems
    assert [problem.file.endswith(name) for problem in found] == [True]
