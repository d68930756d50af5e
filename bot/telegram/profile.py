"""What Telegram shows of the bot before anyone writes: its commands and its description."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Bot, BotCommand

from bot.core.flow import Flow

LANGUAGES = ("", "fr")
"""For whom the commands are set: everyone, then those whose Telegram is in French."""


def commands(flows: Iterable[Flow]) -> list[BotCommand]:
    """Return the commands of the menu: the dialogues that bear a `commande`, in the order they are written."""
    return [BotCommand(flow.name, flow.command) for flow in flows if flow.command]


async def publish(bot: Bot, flows: Iterable[Flow]) -> None:
    """Show the commands in Telegram's menu, for each language that has texts."""
    shown = commands(flows)
    for language in LANGUAGES:
        await bot.set_my_commands(shown, language_code=language or None)
