"""How much of each dialogue the scenarios visit, and where the steps are that none does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.content.coverage import Coverage, Unvisited, coverage
from bot.content.replay import Outcome, replay
from bot.core.engine import Engine
from tests.content.conftest import Folder


def covered(folder: Folder, *, played: bool = True) -> dict[str, Coverage]:
    loaded = folder.load()
    assert loaded.playbook
    engine = Engine(loaded.playbook)
    outcomes: list[Outcome] = [replay(scenario, engine) for scenario in loaded.scenarios] if played else []
    return {one.dialogue: one for one in coverage(loaded.playbook, loaded.places, outcomes)}


def test_a_dialogue_visited_is_covered(folder: Folder) -> None:
    found = covered(folder)["bonjour"]
    assert (found.percent, found.unvisited) == (100, ())


def test_what_is_not_visited_is_told_with_its_line(folder: Folder) -> None:
    found = covered(folder)["stop"]
    assert (found.percent, found.unvisited) == (0, (Unvisited("tout", "dialogues/stop.yaml", 5),))


def test_without_a_scenario_every_step_has_its_place(folder: Folder) -> None:
    for one in covered(folder, played=False).values():
        assert len(one.unvisited) == one.steps
        assert all(at.file == f"dialogues/{one.dialogue}.yaml" and at.line for at in one.unvisited)


def test_a_machine_reads_it_too(folder: Folder) -> None:
    assert covered(folder)["stop"].to_json() == {
        "dialogue": "stop",
        "steps": 1,
        "percent": 0,
        "unvisited": [{"step": "tout", "file": "dialogues/stop.yaml", "line": 5}],
    }


@given(st.integers(1, 500), st.integers(0, 500))
def test_only_what_is_wholly_visited_is_a_hundred_per_cent(steps: int, missing: int) -> None:
    missing = min(missing, steps)
    found = Coverage("menu", steps, (Unvisited("etape", "menu.yaml", 1),) * missing)
    assert (found.percent == 100) == (missing == 0)
    assert 0 <= found.percent <= 100
