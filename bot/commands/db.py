"""`allervers db`: the database brought up to date, copied, put back, and rid of what is past its date."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.commands.folders import Format, settings, stop
from bot.core.dates import PARIS
from bot.service.clock import Clock
from bot.settings import Settings
from bot.store import Store, Unrestorable, Unsupported, Vault, WrongKey, back_up, file_of, restore

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Met la base à jour, la sauvegarde, la restaure, la purge."
)

Backup = Annotated[Path, typer.Argument(help="Le fichier de sauvegarde.")]
Force = Annotated[bool, typer.Option("--force", help="Met de côté la base qui est déjà là.")]
Answer = Annotated[Format, typer.Option()]

KINDS = {
    "seen": "messages déjà vus",
    "sessions": "conversations",
    "unreachable": "personnes injoignables",
    "requests": "demandes rendues anonymes",
    "links": "liens de connexion",
    "visits": "connexions",
    "absences": "absences",
    "mails": "e-mails",
    "alerts": "alertes",
    "ideas": "idées",
}


@app.command()
def upgrade() -> None:
    """Met les tables à la forme de cette version, et vérifie la clé. `allervers run` le fait aussi."""
    with _in_words():
        asyncio.run(_open_once(settings()))
    typer.echo("La base est à jour.")


@app.command()
def backup(file: Backup) -> None:
    """Sauvegarde la base dans un nouveau fichier, même pendant que le bot tourne (SQLite)."""
    found = settings()
    with _in_words():
        back_up(file_of(found.database_url), file)
    typer.echo(f"Sauvegarde écrite : {file}")
    typer.echo("La clé de chiffrement n'y est pas : gardez-la ailleurs, car sans elle ce fichier ne se lit pas.")


@app.command("restore")
def put_back(file: Backup, *, force: Force = False) -> None:
    """Remet une sauvegarde à la place de la base, bot arrêté, après avoir vérifié le fichier et la clé (SQLite)."""
    found = settings()
    with _in_words():
        target = file_of(found.database_url)
        aside = _aside(target, Clock().now()) if force else None
        restore(file, target, _vault(found), aside=aside)
        asyncio.run(_open_once(found))
    if aside is not None and aside.exists():
        typer.echo(f"L'ancienne base est gardée ici : {aside}")
    typer.echo(f"La sauvegarde est en place : {target}")


@app.command()
def purge(format: Answer = Format.TEXT) -> None:  # noqa: A002
    """Efface ce qui a passé sa date. Le bot le fait de lui-même plusieurs fois par jour."""
    with _in_words():
        gone = asyncio.run(_purge(settings()))
    typer.echo(json.dumps(gone) if format is Format.JSON else _told(gone))


def _told(gone: dict[str, int]) -> str:
    lines = [f"  {KINDS[kind]} : {number}" for kind, number in gone.items() if number]
    return "\n".join(["Effacé :", *lines]) if lines else "Rien n'a passé sa date."


def _aside(target: Path, now: datetime) -> Path:
    return target.with_name(f"{target.name}.avant-{now.astimezone(PARIS):%Y%m%d-%H%M%S}")


def _vault(found: Settings) -> Vault:
    return Vault.load(found.secret_key_file, found.secret_key.get_secret_value())


async def _open_once(found: Settings) -> None:
    await (await Store.open(found.database_url, _vault(found))).close()


async def _purge(found: Settings) -> dict[str, int]:
    store = await Store.open(found.database_url, _vault(found))
    try:
        return await store.purge(Clock().now())
    finally:
        await store.close()


@contextmanager
def _in_words() -> Iterator[None]:
    """Say in one sentence what an operator can mend."""
    try:
        yield
    except (WrongKey, Unsupported, Unrestorable) as error:
        stop(str(error))
    except FileExistsError:
        stop("Ce fichier existe déjà : donnez un autre nom, rien n'est jamais écrasé.")
    except SQLAlchemyError:
        stop("La base de données ne s'ouvre pas : vérifiez ALLERVERS_DATABASE_URL.")
    except OSError as error:
        stop(f"Cela n'a pas pu se faire : {error.strerror or 'erreur du système'}.")
