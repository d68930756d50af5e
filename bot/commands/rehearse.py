"""`allervers test`: the conversations that must stay true, replayed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.folders import Paths, about, each, playable
from bot.content import problems
from bot.content.loader import Loaded
from bot.content.replay import Outcome, replay, unvisited

app = typer.Typer()


@app.command()
def rehearse(paths: Paths = None, *, coverage: Annotated[bool, typer.Option("--coverage")] = False) -> None:
    """Rejoue les scénarios ; avec --coverage, cite les étapes qu'aucun ne visite."""
    failed = 0
    for loaded, only in each(paths):
        playbook = playable(loaded)
        outcomes = [replay(scenario, playbook) for scenario in loaded.scenarios if about(scenario.file, only)]
        failures = _tell(outcomes) + _tell_unread(loaded, only)
        failed += failures
        typer.echo(f"{_replayed(len(outcomes))}, {failures} en échec.")
        if coverage:
            missing = unvisited(playbook, outcomes)
            typer.echo("\n".join(["Étapes qu'aucun scénario ne visite :", *missing]) if missing else "Tout est visité.")
    raise typer.Exit(1 if failed else 0)


def _tell(outcomes: list[Outcome]) -> int:
    """Print how each scenario went; return how many failed."""
    for outcome in outcomes:
        typer.echo(f"{'✓' if outcome.held else '✗'} {outcome.scenario.name}")
        if not outcome.held:
            typer.echo(outcome.told)
    return sum(not outcome.held for outcome in outcomes)


def _tell_unread(loaded: Loaded, only: Path | None) -> int:
    """Print why some scenarios could not be read; return how many."""
    unread = [problem for problem in loaded.problems if _of_scenario(problem.file) and about(problem.file, only)]
    if unread:
        typer.echo(problems.render(unread))
    return len({problem.file for problem in unread})


def _of_scenario(file: str) -> bool:
    return Path(file).parent.name == "scenarios"


def _replayed(number: int) -> str:
    return f"{number} scénario{'s' * (number > 1)} rejoué{'s' * (number > 1)}"
