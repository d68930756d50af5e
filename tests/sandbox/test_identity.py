"""The bot's public face is kept by language and by scope."""

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import Api

START = [{"command": "start", "description": "Recommencer"}]
STOP = [{"command": "stop", "description": "Effacer"}]


async def test_the_narrowest_commands_are_shown(api: Api, sandbox: Sandbox, ines: Person) -> None:
    await api("setMyCommands", commands=START)
    assert (await api("getMyCommands"))["result"] == START
    assert (await api("getMyCommands", language_code="fr"))["result"] == []
    chat = sandbox.chats[ines.id]
    assert sandbox.commands_for(chat, "fr") == START
    await api("setMyCommands", commands=STOP, scope={"type": "chat", "chat_id": ines.id}, language_code="fr")
    assert sandbox.commands_for(chat, "fr") == STOP
    await api("deleteMyCommands", scope={"type": "chat", "chat_id": ines.id}, language_code="fr")
    assert sandbox.commands_for(chat, "fr") == START


async def test_faulty_commands_are_refused(api: Api) -> None:
    for commands, words in (
        ([{"command": "Arrêt", "description": "a"}], "BOT_COMMAND_INVALID"),
        ([{"command": "stop", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        (START * 101, "BOT_COMMANDS_TOO_MUCH"),
        ("start", "can't parse commands JSON object"),
    ):
        assert (await api("setMyCommands", commands=commands))["description"] == f"Bad Request: {words}"


async def test_words_fall_back_to_the_language_of_all(api: Api) -> None:
    await api("setMyDescription", description="Hello")
    await api("setMyDescription", description="Salut", language_code="fr")
    assert (await api("getMyDescription", language_code="fr"))["result"] == {"description": "Salut"}
    assert (await api("getMyDescription", language_code="ar"))["result"] == {"description": "Hello"}
    assert (await api("setMyShortDescription", short_description="a" * 121))["error_code"] == 400
    assert (await api("getMyName"))["result"] == {"name": "Allervers"}
    assert (await api("setMyName", name="Aller vers"))["ok"]
    assert (await api("getMyName"))["result"] == {"name": "Aller vers"}


async def test_chats_members_and_menu(api: Api, sandbox: Sandbox, ines: Person) -> None:
    group = sandbox.add_group("Mission locale", members=[ines.id])
    assert (await api("getChat", chat_id=group.id))["result"]["title"] == "Mission locale"
    assert (await api("getChatMember", chat_id=group.id, user_id=ines.id))["result"]["status"] == "member"
    assert (await api("getChatMember", chat_id=group.id, user_id=1))["description"] == "Bad Request: user not found"
    assert (await api("setChatMenuButton", menu_button={"type": "commands"}))["ok"]
    assert (await api("getChatMenuButton"))["result"] == {"type": "commands"}
    assert (await api("logOut"))["result"] is True
