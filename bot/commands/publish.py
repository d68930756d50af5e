"""`allervers publish`: what is saved becomes what is played, once its impact is known."""

from __future__ import annotations

import asyncio
import getpass
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.commands.folders import Format, settings, stop
from bot.content.versions import DraftMoved, Version, Versions
from bot.service.clock import Clock
from bot.service.publishing import Publishing, Refused, Sheet
from bot.settings import Settings
from bot.store import Store, Unsupported, Vault, WrongKey, file_of

app = typer.Typer()

_YES = ("o", "oui")
NEW = "elle vient d'être créée : si votre robot en a déjà une, vérifiez ALLERVERS_DATABASE_URL"


@app.command()
def publish(
    *,
    author: Annotated[
        str, typer.Option("--auteur", metavar="NOM", help="Qui publie ; par défaut, votre session.")
    ] = "",
    sure: Annotated[bool, typer.Option("--oui", help="Publie sans demander.")] = False,
    back: Annotated[int | None, typer.Option("--retour", metavar="N", help="Publie de nouveau la version N.")] = None,
    format: Annotated[Format, typer.Option(help="json ne demande rien : sans --oui, il montre.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Vérifie le brouillon, montre qui verra quoi, puis le donne à jouer."""
    try:
        told, done = asyncio.run(_publish(settings(), author or _session(), back, sure=sure, format=format))
    except (Refused, DraftMoved, WrongKey, Unsupported) as error:
        stop(str(error))
    except SQLAlchemyError:
        stop("La base de données ne s'ouvre pas : vérifiez ALLERVERS_DATABASE_URL.")
    except OSError as error:
        stop(f"Rien n'est publié : {error.strerror or 'erreur du système'}.")
    typer.echo(told)
    raise typer.Exit(0 if done else 1)


async def _publish(
    found: Settings,
    author: str,
    back: int | None,
    *,
    sure: bool,
    format: Format,  # noqa: A002  as above
) -> tuple[str, bool]:
    """Return what to print, and whether it went as asked."""
    database = _database(found)
    async with _publishing(found) as publishing:
        sheet = await (publishing.sheet() if back is None else publishing.sheet_of_return(back))
        if format is Format.JSON:
            version = await publishing.publish(sheet, author) if sure and not sheet.refusal else None
            told = sheet.to_json() | {"version": version.number if version else None}
            return json.dumps(told, ensure_ascii=False, indent=2), not sheet.refusal
        typer.echo(database + sheet.told())
        if sheet.refusal:
            return "", not sheet.critical and not sheet.failures
        if not (sure or _agreed(sheet)):
            return "Rien n'est publié.", False
        return _done(await publishing.publish(sheet, author)), True


@asynccontextmanager
async def _publishing(found: Settings) -> AsyncIterator[Publishing]:
    vault = Vault.load(found.secret_key_file, found.secret_key.get_secret_value())
    store = await Store.open(found.database_url, vault)
    try:
        yield Publishing(Versions(found.kept_versions), found.dialogues, found.data, store, Clock())
    finally:
        await store.close()


def _database(found: Settings) -> str:
    """Return where the database is and whether it is about to be made, empty when it is on a server."""
    try:
        file = file_of(found.database_url)
    except Unsupported:
        return ""
    new = "" if file.exists() else f" ({NEW})"
    return f"Base de données : {Path(file).resolve()}{new}\n\n"


def _agreed(sheet: Sheet) -> bool:
    asked = "Publier ?" if sheet.returned is None else f"Revenir à la version {sheet.returned} ?"
    try:
        answer = typer.prompt(f"\n{asked} [oui/non]", default="non", show_default=False)
    except typer.Abort:
        typer.echo("")
        return False
    return answer.strip().casefold() in _YES


def _done(version: Version) -> str:
    return f"\nVersion {version.number} publiée. Un bot en marche la joue dans quelques secondes."


def _session() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
