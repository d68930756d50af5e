"""What Telegram shows of the bot before anyone writes: its commands and its description, by language."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import Bot, BotCommand

from bot.core import markup
from bot.core.flow import WELCOME, Flow, Tell
from bot.core.playbook import Playbook

EVERYONE = ""
"""Those whose Telegram is in a language that the bot does not speak: they are shown French."""
TELEGRAMS = 2
"""Letters of the codes that Telegram takes for a language (ISO 639-1)."""
MOST_OF_A_DESCRIPTION = 512
"""Characters that Telegram takes (Bot API, setMyDescription)."""


def commands(flows: Iterable[Flow]) -> list[BotCommand]:
    """Return the commands of the menu: the dialogues that bear a `commande`, in the order they are written."""
    return [BotCommand(flow.name, flow.command) for flow in flows if flow.command]


def description(playbook: Playbook) -> str:
    """Return what an empty chat shows: the words of welcome; empty when they are too long or more than said."""
    flow = playbook.flows[WELCOME]
    step = flow.steps[flow.first]
    said = markup.strip(step.text({})) if isinstance(step, Tell) else ""
    return said if len(said) <= MOST_OF_A_DESCRIPTION else ""


async def publish(bot: Bot, playbook: Playbook, language: str = EVERYONE) -> None:
    """Show the commands and the description of the bot to those whose Telegram is in a language."""
    if len(language) not in (0, TELEGRAMS):
        return
    spoken, code = playbook.speaking(language), language or None
    await bot.set_my_commands(commands(spoken.flows.values()), language_code=code)
    await bot.set_my_description(description(spoken), language_code=code)
