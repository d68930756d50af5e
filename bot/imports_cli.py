"""The commands `allervers import …`: official files into the data folder, with their account."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import track as shown

from bot.content.imports.bringing import bring_events, bring_quartiers, bring_records
from bot.content.imports.report import Report
from bot.settings import Settings

imports = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Charge des données officielles dans le dossier des données."
)


class Format(StrEnum):
    """How a command answers."""

    TEXT = "text"
    JSON = "json"


Files = Annotated[list[Path], typer.Argument(help="Un ou plusieurs fichiers, donnés ensemble.")]
Answer = Annotated[Format, typer.Option()]
Everywhere = Annotated[bool, typer.Option("--partout", help="Garde aussi ce qui est hors du territoire.")]


@imports.command("quartiers")
def quartiers(files: Files, format: Answer = Format.TEXT) -> None:  # noqa: A002
    """Charge les quartiers prioritaires : contours officiels (GeoJSON), liste officielle (CSV)."""
    _say(bring_quartiers(files, _data(), track=_track), format)


@imports.command("data-inclusion")
def data_inclusion(files: Files, format: Answer = Format.TEXT, *, everywhere: Everywhere = False) -> None:  # noqa: A002
    """Charge des structures et des services data·inclusion v1 (JSON, JSON par ligne, CSV, Parquet)."""
    _say(bring_records(files, _data(), everywhere=everywhere, track=_track), format)


@imports.command("evenements")
def evenements(files: Files, format: Answer = Format.TEXT) -> None:  # noqa: A002
    """Charge des job datings et des réunions d'information (JSON, JSON par ligne, CSV)."""
    _say(bring_events(files, _data(), track=_track), format)


def _say(report: Report, answer: Format) -> None:
    typer.echo(report.json() if answer is Format.JSON else report.text())
    raise typer.Exit(0 if report.read else 1)


def _track(rows: Sequence[Any], name: str) -> Iterable[Any]:
    """Show a bar on the error stream, where there is someone to see it."""
    console = Console(stderr=True)
    return shown(rows, name, console=console, transient=True) if sys.stderr.isatty() else rows


def _data() -> Path:
    try:
        return Settings().data
    except ValidationError:
        typer.echo("Réglage illisible (voir docs/installer.md).", err=True)
        raise typer.Exit(1) from None
