"""`allervers qr`: posters to print, each with the QR code that opens the bot at its place."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from telegram.error import InvalidToken, TelegramError

from bot import posters
from bot.commands.folders import loaded, playable, settings, stop
from bot.commands.living import why
from bot.content.problems import meant
from bot.core.playbook import Playbook
from bot.posters import BadName, Place, Sheet
from bot.posters.layout import Size
from bot.settings import Settings
from bot.telegram.http import connect

app = typer.Typer()

MOST = 200
"""Posters of one command that nobody chose one by one."""


class As(StrEnum):
    """How a poster is written."""

    PDF = "pdf"
    SVG = "svg"


@app.command()
def qr(
    bot: Annotated[str, typer.Option("--bot", help="Nom du robot ; sans lui, il est demandé à Telegram.")] = "",
    lieu: Annotated[list[str] | None, typer.Option(help="Lieu de l'affiche, autant de fois qu'il faut.")] = None,
    format: Annotated[As, typer.Option(help="PDF à imprimer, ou SVG.")] = As.PDF,  # noqa: A002
    taille: Annotated[Size, typer.Option(help="Taille de la feuille.")] = Size.A4,
    sortie: Annotated[Path, typer.Option(help="Dossier où écrire.")] = Path("affiches"),
) -> None:
    """Écrit une affiche par lieu, avec le QR code qui ouvre le robot en sachant d'où l'on vient."""
    found = settings()
    playbook = playable(loaded(found))
    chosen = _chosen(playbook, lieu or [])
    robot = _robot(found, bot)
    try:
        sortie.mkdir(parents=True, exist_ok=True)
        for place in chosen:
            file = sortie / f"{place.link}-{taille}.{format}"
            _write(file, posters.lay_out(place, robot, playbook.poster_words), taille, format)
            typer.echo(file)
    except OSError as error:
        stop(f"L'affiche n'a pas pu s'écrire dans {sortie} : {error.strerror or 'erreur du système'}.")


def _write(file: Path, sheet: Sheet, size: Size, written: As) -> None:
    if written is As.PDF:
        file.write_bytes(posters.as_pdf([sheet], size))
    else:
        file.write_text(posters.as_svg(sheet, size), "utf-8")


def _chosen(playbook: Playbook, links: Sequence[str]) -> list[Place]:
    """Return the places asked for, all of them when none is; stops at one that does not exist."""
    known = {place.link: place for place in posters.places(playbook)}
    for link in links:
        if link not in known:
            near = meant(link, sorted(known))
            stop(f"Aucun lieu ne s'appelle « {link} »{f' : {near}' if near else '.'} {_WHERE}")
    if not links and len(known) > MOST:
        stop(f"Il y a {len(known)} lieux : choisissez-les avec --lieu. {_WHERE}")
    return [known[link] for link in dict.fromkeys(links or known)]


_WHERE = "Un lieu, c'est le nom de gauche d'un quartier, ou la fin de l'id d'une structure (après « -- »)."


def _robot(found: Settings, written: str) -> str:
    """Return the name of the bot: the one typed, else the one that Telegram knows by the token."""
    token = found.telegram_token.get_secret_value()
    if not written and not token:
        stop("Il manque le nom du robot : ajoutez --bot NOM, ou réglez ALLERVERS_TELEGRAM_TOKEN.")
    try:
        return posters.robot_name(written or asyncio.run(_asked(token, found.telegram_api)))
    except BadName as error:
        stop(str(error))
    except InvalidToken as error:
        stop(why(error) or "")
    except TelegramError:
        stop("Telegram ne répond pas : donnez le nom du robot avec --bot.")


async def _asked(token: str, api: str) -> str:
    robot = connect(token, api)
    try:
        return await robot.own_name()
    finally:
        await robot.hang_up()
