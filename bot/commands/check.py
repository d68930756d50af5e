"""`allervers check`: every problem of what operators write, at once."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.folders import Format, Paths, about, each
from bot.content import problems

app = typer.Typer()


@app.command()
def check(paths: Paths = None, format: Annotated[Format, typer.Option()] = Format.TEXT) -> None:  # noqa: A002
    """Montre tout ce qui ne va pas dans les dialogues et les données, et comment le corriger."""
    named = (problem for loaded, only in each(paths) for problem in loaded.problems if about(problem.file, only))
    found = list(dict.fromkeys(named))
    if format is Format.JSON:
        typer.echo(problems.to_json(found))
    else:
        typer.echo(problems.render(found) if found else "Aucun problème.")
    raise typer.Exit(1 if any(problem.critical for problem in found) else 0)
