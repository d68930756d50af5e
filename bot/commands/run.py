"""`allervers run`: the bot on Telegram."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.app import build
from bot.commands.folders import playable, playing, settings, stop
from bot.commands.living import live
from bot.core.playbook import Playbook
from bot.service.reloading import Feed
from bot.settings import Settings

app = typer.Typer()


@app.command()
def run(
    *,
    follow: Annotated[bool, typer.Option("--follow", help="Joue les dossiers dès qu'ils sont enregistrés.")] = False,
) -> None:
    """Fait vivre le bot sur Telegram, jusqu'à Ctrl-C : la version publiée, ou les dossiers si rien n'est publié."""
    found = settings()
    if not found.telegram_token.get_secret_value():
        stop("Il manque le jeton du bot : réglez ALLERVERS_TELEGRAM_TOKEN (voir docs/installer.md).")
    feed, loaded = playing(found, follow=follow)
    live(_run(found, playable(loaded), feed))


async def _run(found: Settings, playbook: Playbook, feed: Feed) -> None:
    async with build(found, playbook, feed=feed) as house:
        await house.run()
