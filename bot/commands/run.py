"""`allervers run`: the bot on Telegram."""

from __future__ import annotations

import typer

from bot.app import build
from bot.commands.folders import loaded, playable, settings, stop
from bot.commands.living import live
from bot.core.playbook import Playbook
from bot.settings import Settings

app = typer.Typer()


@app.command()
def run() -> None:
    """Fait vivre le bot sur Telegram, jusqu'à Ctrl-C."""
    found = settings()
    if not found.telegram_token.get_secret_value():
        stop("Il manque le jeton du bot : réglez ALLERVERS_TELEGRAM_TOKEN (voir docs/installer.md).")
    live(_run(found, playable(loaded(found))))


async def _run(found: Settings, playbook: Playbook) -> None:
    async with build(found, playbook) as house:
        await house.run()
