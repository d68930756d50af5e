"""`allervers test`: the conversations that must stay true, replayed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.folders import Paths, about, each, playable, stop
from bot.content import problems
from bot.content.loader import Loaded
from bot.content.mirror import mirror
from bot.content.replay import Outcome, replay, unvisited
from bot.content.scenario import Scenario
from bot.core.engine import Engine
from bot.core.playbook import Playbook
from bot.core.tongue import SOURCE

app = typer.Typer()


@app.command()
def rehearse(
    paths: Paths = None,
    *,
    coverage: Annotated[bool, typer.Option("--coverage")] = False,
    language: Annotated[str, typer.Option("--langue", metavar="CODE")] = SOURCE,
) -> None:
    """Rejoue les scénarios, dans une langue ; avec --coverage, cite les étapes qu'aucun ne visite."""
    failed = 0
    for loaded, only in each(paths):
        playbook = playable(loaded)
        play = _player(playbook, language)
        outcomes = [play(scenario) for scenario in loaded.scenarios if about(scenario.file, only)]
        failures = _tell(outcomes) + _tell_unread(loaded, only)
        failed += failures
        typer.echo(f"{_replayed(len(outcomes))}, {failures} en échec.")
        if coverage:
            missing = unvisited(playbook, outcomes)
            typer.echo("\n".join(["Étapes qu'aucun scénario ne visite :", *missing]) if missing else "Tout est visité.")
    raise typer.Exit(1 if failed else 0)


def _player(playbook: Playbook, language: str) -> Callable[[Scenario], Outcome]:
    """Return what replays a scenario in a language; stops when the bot does not speak it."""
    engine = Engine(playbook)
    if language == SOURCE:
        return lambda scenario: replay(scenario, engine)
    if language not in playbook.languages:
        stop(f"Le bot ne parle pas « {language} ». Il parle : {', '.join(playbook.languages)}.")
    return lambda scenario: mirror(scenario, engine, language)


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
