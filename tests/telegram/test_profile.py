"""What Telegram shows of the bot before anyone writes."""

from bot.core.playbook import Playbook
from bot.sandbox import Person, Sandbox
from bot.telegram import profile
from bot.telegram.http import RawBot


async def test_the_dialogues_that_are_commands_stand_in_the_menu(
    raw_bot: RawBot, sandbox: Sandbox, playbook: Playbook, ines: Person
) -> None:
    for language in (profile.EVERYONE, *playbook.languages):
        await profile.publish(raw_bot, playbook, language)
    for language in playbook.languages:
        shown = sandbox.commands_for(sandbox.chats[ines.id], language)
        flows = playbook.speaking(language).flows.values()
        assert shown == [{"command": flow.name, "description": flow.command} for flow in flows if flow.command]
    told = {one["command"]: one["description"] for one in sandbox.commands_for(sandbox.chats[ines.id], "sv")}
    assert told["permanences"] == "Trouver où passer près de chez toi"


async def test_an_empty_chat_shows_the_words_of_welcome(raw_bot: RawBot, sandbox: Sandbox, playbook: Playbook) -> None:
    await profile.publish(raw_bot, playbook)
    await profile.publish(raw_bot, playbook, "snk")
    assert list(sandbox.profile.descriptions) == [""]
    assert sandbox.profile.descriptions[""].startswith("Salut ! Je suis Allervers")
