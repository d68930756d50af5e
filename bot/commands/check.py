"""`allervers check`: every problem of what operators write, at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.folders import Paths, about, each, stop
from bot.content import problems
from bot.content.problems import Problem
from bot.content.sarif import to_sarif
from bot.content.since import Known, Since, known, known_from_json, since

app = typer.Typer()


class Told(StrEnum):
    """How the problems are told."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


_PUBLISHED = (
    "La version publiée : son dossier, ou ce que « check --format json » en a dit. Le nouveau est montré d'abord."
)


@app.command()
def check(
    paths: Paths = None,
    format: Annotated[Told, typer.Option(help="sarif : pour les forges et les éditeurs.")] = Told.TEXT,  # noqa: A002
    depuis: Annotated[Path | None, typer.Option(help=_PUBLISHED)] = None,
) -> None:
    """Montre tout ce qui ne va pas dans les dialogues et les données, et comment le corriger."""
    found = _found(paths)
    compared = since(found, _known(depuis)) if depuis else None
    typer.echo(_told([*compared.new, *compared.old] if compared else found, compared, format))
    raise typer.Exit(1 if any(problem.critical for problem in found) else 0)


def _found(paths: list[Path] | None) -> list[Problem]:
    named = (problem for loaded, only in each(paths) for problem in loaded.problems if about(problem.file, only))
    return list(dict.fromkeys(named))


def _known(published: Path) -> Known:
    """Return what the published version had; stops when that cannot be read."""
    if published.is_dir():
        return known(_found([published]))
    try:
        return known_from_json(published.read_text("utf-8"))
    except OSError:
        stop(f"{published} n'existe pas, ou ne peut pas être lu.")
    except ValueError:
        stop(f"{published} n'est ni un dossier, ni ce que « allervers check --format json » écrit.")


def _told(found: list[Problem], compared: Since | None, told: Told) -> str:
    match told:
        case Told.JSON:
            return problems.to_json(found, compared and compared.new)
        case Told.SARIF:
            return to_sarif(found, compared and compared.new)
    if not found:
        return "Aucun problème."
    return "\n\n".join([*(_parts(compared) if compared else [problems.render(found)]), problems.counted(found)])


def _parts(compared: Since) -> list[str]:
    """Return what is new, then what is old, under a line that counts both."""
    parts = {"Nouveau :": compared.new, "Ancien :": compared.old}
    said = [part for title, some in parts.items() if some for part in (title, problems.render(some))]
    return [compared.headline(), *said]
