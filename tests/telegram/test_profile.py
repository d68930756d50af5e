"""What Telegram shows of the bot before anyone writes."""

from bot.core.playbook import Playbook
from bot.sandbox import Person, Sandbox
from bot.telegram import profile
from bot.telegram.http import RawBot


async def test_the_dialogues_that_are_commands_stand_in_the_menu(
    raw_bot: RawBot, sandbox: Sandbox, playbook: Playbook, ines: Person
) -> None:
    await profile.publish(raw_bot, playbook.flows.values())
    for language in ("fr", "en"):
        shown = sandbox.commands_for(sandbox.chats[ines.id], language)
        assert {"command": "permanences", "description": "Trouver où passer près de chez toi"} in shown
        assert [one["command"] for one in shown] == [flow.name for flow in playbook.flows.values() if flow.command]
