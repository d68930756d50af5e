"""What we ship is itself without a problem, and every scenario holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.loader import load
from bot.content.problems import render
from bot.content.replay import replay, unvisited

ROOT = Path(__file__).parents[2]
LOADED = load(ROOT / "dialogues", ROOT / "data")


def test_the_shipped_dialogues_and_data_have_no_problem() -> None:
    assert render(LOADED.problems) == ""


@pytest.mark.parametrize("scenario", LOADED.scenarios, ids=lambda scenario: scenario.name)
def test_every_shipped_scenario_holds(scenario) -> None:
    assert LOADED.playbook
    assert replay(scenario, LOADED.playbook).told == ""


def test_every_shipped_step_is_visited_by_a_scenario() -> None:
    assert LOADED.playbook
    assert unvisited(LOADED.playbook, [replay(s, LOADED.playbook) for s in LOADED.scenarios]) == []
