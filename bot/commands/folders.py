"""What every command begins with: the settings, the folders that paths stand for, and a word when one must stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

from bot.content import problems
from bot.content.loader import Loaded, load, load_to_play
from bot.content.versions import Versions
from bot.core.dates import PARIS
from bot.core.playbook import Playbook
from bot.service.clock import Clock
from bot.service.reloading import Feed, Published, Saved
from bot.settings import Settings

_BY_DEFAULT = "Dossiers ou fichiers ; par défaut ceux des réglages, sinon dialogues/ et data/."
Paths = Annotated[list[Path] | None, typer.Argument(help=_BY_DEFAULT)]


_INSIDE = ("scenarios", "exemples")
"""Folders among the dialogues, of which one may speak alone."""


class Format(StrEnum):
    """How a command answers."""

    TEXT = "text"
    JSON = "json"


def each(paths: list[Path] | None) -> Iterator[tuple[Loaded, Path | None]]:
    """Load what the paths belong to, once; a path that is a file also says what to speak about."""
    found = settings()
    asked: dict[tuple[Path, Path], list[Path | None]] = {} if paths else {(found.dialogues, found.data): [None]}
    for path in paths or []:
        if not path.exists():
            stop(f"{path} n'existe pas.")
        folder = path if path.is_dir() else path.parent
        only = None if path.is_dir() and folder.name not in _INSIDE else path
        asked.setdefault(_folders(found, folder), []).append(only)
    for folders, named in asked.items():
        _tell_far(found, folders)
        loaded = load(*folders, _today())
        yield from ((loaded, only) for only in ([None] if None in named else dict.fromkeys(named)))


def _tell_far(found: Settings, folders: tuple[Path, Path]) -> None:
    """Print which folders are read when the settings, not who types, say that they are elsewhere."""
    far = [folder for folder in folders if not folder.resolve().is_relative_to(Path.cwd())]
    if {found.dialogues, found.data} & set(far):
        typer.echo(f"Dossiers lus : {' et '.join(map(str, folders))}", err=True)


def _folders(found: Settings, folder: Path) -> tuple[Path, Path]:
    """Return the dialogues and the data that a folder is, holds, or stands beside."""
    if (folder / "dialogues").is_dir():
        return folder / "dialogues", folder / "data"
    if folder.name in _INSIDE:
        folder = folder.parent
    if folder.name == "data":
        beside = folder.parent / "dialogues"
        return beside if beside.is_dir() else found.dialogues, folder
    beside = folder.parent / "data"
    return folder, beside if beside.is_dir() else found.data


def about(file: str, only: Path | None) -> bool:
    """Return whether a file is what one speaks about."""
    return only is None or Path(file).resolve().is_relative_to(only.resolve())


def settings() -> Settings:
    """Return the settings, or say which cannot be read and stop."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = sorted({f"ALLERVERS_{place}".upper() for found in error.errors() for place in found["loc"]})
        stop(f"Réglage illisible : {', '.join(wrong)} (voir docs/installer.md).")


def loaded(found: Settings) -> Loaded:
    """Return what the folders of the settings hold, for a command that plays it."""
    return load_to_play(found.dialogues, found.data)


def playing(found: Settings, *, follow: bool) -> tuple[Feed, Loaded]:
    """Return what a bot plays and where it comes from: the published version, else the folders themselves.

    Who follows plays the folders as they are saved, whatever was published.
    """
    saved, published = Saved(found.dialogues, found.data), Published(Versions(found.kept_versions))
    source = saved if follow else published
    played = source.sign()
    if follow or played is None:
        return Feed(source, played, tell_refused), saved.load()
    loaded = published.load()
    if loaded.playbook is None:
        typer.echo(problems.render(loaded.critical), err=True)
        stop(f"La version publiée, la {played}, n'est plus jouable : publiez-en une autre (docs/operateurs.md).")
    return Feed(source, played, tell_refused), loaded


def tell_refused(loaded: Loaded) -> None:
    """Print why what was saved or published is not played."""
    typer.echo(problems.render(loaded.critical), err=True)
    typer.echo("Cette version n'est pas jouée ; la précédente continue.", err=True)


def _today() -> date:
    return Clock().now().astimezone(PARIS).date()


def playable(found: Loaded) -> Playbook:
    """Return the playbook, or show what keeps it from being played and stop."""
    if found.playbook is None:
        typer.echo(problems.render(found.critical), err=True)
        stop("Corrigez ces problèmes, puis relancez la commande.")
    return found.playbook


def stop(sentence: str) -> NoReturn:
    """End the command with a sentence, as a failure."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
