"""The commands of `allervers`; what they print is French."""

from __future__ import annotations

import asyncio
import io
import logging
import signal
import sys
from collections.abc import Coroutine, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import uvloop
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, InvalidToken

from bot import terminal
from bot.app import build
from bot.content import problems
from bot.content.loader import Loaded, load
from bot.content.replay import replay, unvisited
from bot.core.playbook import Playbook
from bot.demo import demo as run_demo
from bot.imports_cli import imports
from bot.service.clock import Clock
from bot.settings import Settings
from bot.store import Unsupported, WrongKey

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its traces show values, and a value may be what a person wrote
    help="Allervers : aller vers les jeunes, sur Telegram.",
)
app.add_typer(imports, name="import")

Paths = Annotated[list[Path] | None, typer.Argument(help="Dossiers ou fichiers ; par défaut dialogues/ et data/.")]


class Format(StrEnum):
    """How a command answers."""

    TEXT = "text"
    JSON = "json"


@app.command()
def check(paths: Paths = None, format: Annotated[Format, typer.Option()] = Format.TEXT) -> None:  # noqa: A002
    """Montre tout ce qui ne va pas dans les dialogues et les données, et comment le corriger."""
    named = (problem for loaded, only in _each(paths) for problem in loaded.problems if _about(problem.file, only))
    found = list(dict.fromkeys(named))
    if format is Format.JSON:
        typer.echo(problems.to_json(found))
    else:
        typer.echo(problems.render(found) if found else "Aucun problème.")
    raise typer.Exit(1 if any(problem.critical for problem in found) else 0)


@app.command("test")
def rehearse(paths: Paths = None, *, coverage: Annotated[bool, typer.Option("--coverage")] = False) -> None:
    """Rejoue les scénarios ; avec --coverage, cite les étapes qu'aucun ne visite."""
    failed = 0
    for loaded, only in _each(paths):
        playbook = _playable(loaded)
        chosen = [scenario for scenario in loaded.scenarios if _about(scenario.file, only)]
        outcomes = [replay(scenario, playbook) for scenario in chosen]
        for outcome in outcomes:
            typer.echo(f"{'✓' if outcome.held else '✗'} {outcome.scenario.name}")
            if not outcome.held:
                typer.echo(outcome.told)
        unread = [problem for problem in loaded.problems if _of_scenario(problem.file) and _about(problem.file, only)]
        if unread:
            typer.echo(problems.render(unread))
        failures = sum(not outcome.held for outcome in outcomes) + len({problem.file for problem in unread})
        failed += failures
        typer.echo(f"{_replayed(len(outcomes))}, {failures} en échec.")
        if coverage:
            missing = unvisited(playbook, outcomes)
            typer.echo("\n".join(["Étapes qu'aucun scénario ne visite :", *missing]) if missing else "Tout est visité.")
    raise typer.Exit(1 if failed else 0)


def _replayed(number: int) -> str:
    return f"{number} scénario{'s' * (number > 1)} rejoué{'s' * (number > 1)}"


@app.command()
def chat() -> None:
    """Parle avec le bot dans ce terminal. Une ligne « > Libellé » appuie sur un bouton."""
    person = sys.stdin.isatty()
    playbook = _playable(_load(_settings()))
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for said in terminal.chat(playbook, _lines() if person else sys.stdin, Clock(), colour=sys.stdout.isatty()):
        typer.echo(said)


def _lines() -> Iterator[str]:
    while True:
        try:
            yield input("toi : ")
        except (EOFError, KeyboardInterrupt):
            return


@app.command()
def run() -> None:
    """Fait vivre le bot sur Telegram, jusqu'à Ctrl-C."""
    settings = _settings()
    if not settings.telegram_token.get_secret_value():
        _stop("Il manque le jeton du bot : réglez ALLERVERS_TELEGRAM_TOKEN (voir docs/installer.md).")
    _serve(_run(settings, _playable(_load(settings))))


async def _run(settings: Settings, playbook: Playbook) -> None:
    async with build(settings, playbook) as house:
        await house.run()


@app.command()
def demo(port: Annotated[int | None, typer.Option(help="Port des téléphones de démonstration.")] = None) -> None:
    """Ouvre des téléphones de démonstration dans le navigateur, avec le vrai bot au bout. Sans jeton."""
    settings = _settings() if port is None else _settings().model_copy(update={"port": port})
    _serve(run_demo(settings, _playable(_load(settings)), _announce))


def _announce(url: str) -> None:
    typer.echo(f"Les téléphones (jeunes et partenaires) : {url}")
    typer.echo("Ctrl-C pour arrêter. Rien n'est gardé.")


def _serve(running: Coroutine[Any, Any, None]) -> None:
    """Run until Ctrl-C or SIGTERM; what cannot begin is said in one sentence."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        uvloop.run(_until_told(running))
    except Exception as error:
        sentence = _why(error)
        if sentence is None:
            raise
        _stop(sentence)


def _why(error: BaseException) -> str | None:
    """Return the sentence for what an operator can mend; None for a fault of ours."""
    match error:
        case BaseExceptionGroup():
            return next(filter(None, map(_why, error.exceptions)), None)
        case InvalidToken():
            return "Telegram ne reconnaît pas ce jeton : vérifiez ALLERVERS_TELEGRAM_TOKEN."
        case BadRequest():
            return f"Telegram refuse le webhook ({error.message}) : vérifiez ALLERVERS_WEBHOOK_URL et _SECRET."
        case WrongKey() | Unsupported():
            return str(error)
        case SQLAlchemyError():
            return "La base de données ne s'ouvre pas : vérifiez ALLERVERS_DATABASE_URL."
        case OSError():
            return f"Le bot n'a pas pu démarrer : {error.strerror or 'erreur du système'}."
        case _:
            return None


async def _until_told(running: Coroutine[Any, Any, None]) -> None:
    task = asyncio.ensure_future(running)
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return


def _each(paths: list[Path] | None) -> Iterator[tuple[Loaded, Path | None]]:
    """Load what each path belongs to; a path that is a file also says what to speak about."""
    settings = _settings()
    if not paths:
        yield _load(settings), None
    for path in paths or []:
        if not path.exists():
            _stop(f"{path} n'existe pas.")
        folder = path if path.is_dir() else path.parent
        yield load(*_folders(settings, folder)), None if path.is_dir() and folder.name != "scenarios" else path


def _folders(settings: Settings, folder: Path) -> tuple[Path, Path]:
    """Return the dialogues and the data that a folder is, holds, or stands beside."""
    if (folder / "dialogues").is_dir():
        return folder / "dialogues", folder / "data"
    if folder.name == "scenarios":
        folder = folder.parent
    if folder.name == "data":
        beside = folder.parent / "dialogues"
        return beside if beside.is_dir() else settings.dialogues, folder
    beside = folder.parent / "data"
    return folder, beside if beside.is_dir() else settings.data


def _of_scenario(file: str) -> bool:
    return Path(file).parent.name == "scenarios"


def _about(file: str, only: Path | None) -> bool:
    return only is None or Path(file).resolve().is_relative_to(only.resolve())


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        wrong = sorted({f"ALLERVERS_{place}".upper() for found in error.errors() for place in found["loc"]})
        _stop(f"Réglage illisible : {', '.join(wrong)} (voir docs/installer.md).")


def _load(settings: Settings) -> Loaded:
    return load(settings.dialogues, settings.data)


def _playable(loaded: Loaded) -> Playbook:
    """Return the playbook, or show what keeps it from being played and stop."""
    if loaded.playbook is None:
        typer.echo(problems.render(loaded.critical), err=True)
        _stop("Corrigez ces problèmes, puis relancez la commande.")
    return loaded.playbook


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
