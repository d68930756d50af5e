"""`allervers versions`: what was published, when, by whom."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from bot.commands.folders import Format, settings
from bot.content.versions import Version, Versions
from bot.core.dates import PARIS

app = typer.Typer()

NONE = "Rien n'a été publié : le bot joue les dossiers eux-mêmes. Pour publier : allervers publish"


@app.command()
def versions(format: Annotated[Format, typer.Option(help="Comment répondre.")] = Format.TEXT) -> None:  # noqa: A002
    """Liste ce qui a été publié, la version en cours d'abord."""
    found = Versions(settings().kept_versions).every()[::-1]
    if format is Format.JSON:
        typer.echo(json.dumps([_row(version) for version in found], ensure_ascii=False, indent=2))
        return
    typer.echo("\n".join(map(_line, found)) if found else NONE)


def _line(version: Version) -> str:
    entry = version.entry
    back = f" (retour à la version {entry.returned})" if entry.returned else ""
    at = f"{entry.at.astimezone(PARIS):%d/%m/%Y %H:%M}"
    return f"{version.number:>4}  {at}  {entry.author} : {', '.join(entry.kinds)}{back}"


def _row(version: Version) -> dict[str, object]:
    entry = version.entry
    return {
        "version": version.number,
        "at": entry.at.isoformat(),
        "author": entry.author,
        "kinds": entry.kinds,
        "returns_to": entry.returned,
        "folder": str(version.folder),
    }
