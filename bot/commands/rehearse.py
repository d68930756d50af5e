"""`allervers test`: the conversations that must stay true, replayed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from bot.commands.folders import Format, Paths, about, each, playable, stop
from bot.content import problems
from bot.content.coverage import Coverage, coverage
from bot.content.loader import Loaded
from bot.content.mirror import mirror
from bot.content.problems import Problem
from bot.content.replay import Outcome, replay
from bot.content.scenario import Scenario
from bot.core.engine import Engine
from bot.core.playbook import Playbook
from bot.core.tongue import SOURCE

app = typer.Typer()


class _Rehearsal(NamedTuple):
    """How the scenarios of a folder went, why some could not be read, and what they visit when that is asked for."""

    outcomes: tuple[Outcome, ...]
    unread: tuple[Problem, ...]
    visited: tuple[Coverage, ...] | None

    @property
    def failed(self) -> int:
        """Return how many did not hold, or could not be read."""
        return sum(not outcome.held for outcome in self.outcomes) + len({problem.file for problem in self.unread})


@app.command()
def rehearse(
    paths: Paths = None,
    *,
    covered: Annotated[bool, typer.Option("--coverage", help="Dit aussi quelles étapes aucun ne visite.")] = False,
    language: Annotated[str, typer.Option("--langue", metavar="CODE")] = SOURCE,
    format: Annotated[Format, typer.Option(help="json : pour un autre programme.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Rejoue les scénarios, dans une langue ; avec --coverage, cite les étapes qu'aucun ne visite."""
    done = [_rehearsal(loaded, only, language, covered=covered) for loaded, only in each(paths)]
    lines = [_json(done)] if format is Format.JSON else (line for one in done for line in _told(one))
    for line in lines:
        typer.echo(line)
    raise typer.Exit(1 if any(one.failed for one in done) else 0)


def _rehearsal(loaded: Loaded, only: Path | None, language: str, *, covered: bool) -> _Rehearsal:
    playbook = playable(loaded)
    play = _player(playbook, language)
    outcomes = tuple(play(scenario) for scenario in loaded.scenarios if about(scenario.file, only))
    unread = tuple(problem for problem in loaded.problems if _of_scenario(problem.file) and about(problem.file, only))
    return _Rehearsal(outcomes, unread, coverage(playbook, loaded.places, outcomes) if covered else None)


def _player(playbook: Playbook, language: str) -> Callable[[Scenario], Outcome]:
    """Return what replays a scenario in a language; stops when the bot does not speak it."""
    engine = Engine(playbook)
    if language == SOURCE:
        return lambda scenario: replay(scenario, engine)
    if language not in playbook.languages:
        stop(f"Le bot ne parle pas « {language} ». Il parle : {', '.join(playbook.languages)}.")
    return lambda scenario: mirror(scenario, engine, language)


def _of_scenario(file: str) -> bool:
    return Path(file).parent.name == "scenarios"


def _told(done: _Rehearsal) -> Iterator[str]:
    """Yield what an operator reads of how it went."""
    for outcome in done.outcomes:
        yield f"{'✓' if outcome.held else '✗'} {outcome.scenario.name}"
        if not outcome.held:
            yield outcome.told
    if done.unread:
        yield problems.render(done.unread)
    number = len(done.outcomes)
    yield f"{number} scénario{'s' * (number > 1)} rejoué{'s' * (number > 1)}, {done.failed} en échec."
    if done.visited is not None:
        yield from _covered(done.visited)


def _covered(dialogues: Iterable[Coverage]) -> Iterator[str]:
    """Yield how much of each dialogue is visited, then where the steps are that are not."""
    missing = []
    for one in dialogues:
        yield f"{one.percent:4} %  {one.dialogue} ({one.steps - len(one.unvisited)} sur {one.steps})"
        missing += [f"{at.file}:{at.line}: {at.step}" for at in one.unvisited]
    yield "\n".join(["Étapes qu'aucun scénario ne visite :", *missing]) if missing else "Tout est visité."


def _json(done: Iterable[_Rehearsal]) -> str:
    """Return how it went as a machine reads it."""
    found: dict[str, list[Any]] = {"scenarios": [], "unread": [], "coverage": []}
    for one in done:
        found["scenarios"] += [_outcome(outcome) for outcome in one.outcomes]
        found["unread"] += [
            {"code": p.code, "file": p.file, "line": p.line, "column": p.column, "message": p.message}
            for p in one.unread
        ]
        found["coverage"] += [part.to_json() for part in one.visited or ()]
    return json.dumps({**found, "failed": sum(one.failed for one in done)}, ensure_ascii=False, indent=2)


def _outcome(outcome: Outcome) -> dict[str, Any]:
    scenario = outcome.scenario
    return {"scenario": scenario.name, "file": scenario.file, "held": outcome.held, "told": outcome.told}
