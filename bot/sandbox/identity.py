"""The methods about the bot itself: its name, its words of welcome, its commands and its menu button."""

import re
from typing import Any

from bot.sandbox.addressing import known_chat
from bot.sandbox.arguments import Arguments, integer, string, structure
from bot.sandbox.errors import bad_request
from bot.sandbox.world import World

Json = dict[str, Any]

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
LONGEST = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, _: Arguments) -> Json:
    """Say who the bot is."""
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, arguments: Arguments) -> bool:
    """Keep the commands of a scope and a language."""
    commands = structure(arguments, "commands", [])
    if not isinstance(commands, list):
        raise bad_request("Expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[_scope(arguments)] = [_command(command) for command in commands]
    world.bot_acted("people")
    return True


def _command(raw: Any) -> Json:
    if not isinstance(raw, dict) or not {"command", "description"} <= raw.keys():
        raise bad_request("Can't parse BotCommand: expected an Object")
    command, description = str(raw["command"]).removeprefix("/"), str(raw["description"]).strip()
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _scope(arguments: Arguments) -> tuple[str, str]:
    scope = structure(arguments, "scope", {})
    kind = scope.get("type", "default")
    return f"{kind}:{scope['chat_id']}" if "chat_id" in scope else kind, string(arguments, "language_code")


def get_my_commands(world: World, arguments: Arguments) -> list[Json]:
    """List the commands of exactly this scope and language."""
    return world.profile.commands.get(_scope(arguments), [])


def delete_my_commands(world: World, arguments: Arguments) -> bool:
    """Forget the commands of a scope and a language."""
    world.profile.commands.pop(_scope(arguments), None)
    world.bot_acted("people")
    return True


def _set_words(what: str, words: dict[str, str], world: World, arguments: Arguments) -> bool:
    text = string(arguments, what)
    if len(text) > LONGEST[what]:
        raise bad_request(f"BOT_{what.upper()}_INVALID")
    words[string(arguments, "language_code")] = text
    world.bot_acted("people")
    return True


def _get_words(what: str, words: dict[str, str], arguments: Arguments, default: str = "") -> Json:
    return {what: words.get(string(arguments, "language_code")) or words.get("") or default}


def set_my_name(world: World, arguments: Arguments) -> bool:
    """Rename the bot."""
    return _set_words("name", world.profile.names, world, arguments)


def get_my_name(world: World, arguments: Arguments) -> Json:
    """Say the bot's name."""
    return _get_words("name", world.profile.names, arguments, str(world.bot["first_name"]))


def set_my_description(world: World, arguments: Arguments) -> bool:
    """Keep the words shown in an empty chat."""
    return _set_words("description", world.profile.descriptions, world, arguments)


def get_my_description(world: World, arguments: Arguments) -> Json:
    """Say the words shown in an empty chat."""
    return _get_words("description", world.profile.descriptions, arguments)


def set_my_short_description(world: World, arguments: Arguments) -> bool:
    """Keep the words shown on the bot's profile."""
    return _set_words("short_description", world.profile.short_descriptions, world, arguments)


def get_my_short_description(world: World, arguments: Arguments) -> Json:
    """Say the words shown on the bot's profile."""
    return _get_words("short_description", world.profile.short_descriptions, arguments)


def set_chat_menu_button(world: World, arguments: Arguments) -> bool:
    """Choose what the menu button opens, for everybody or for one chat."""
    button = structure(arguments, "menu_button", {"type": "default"})
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("Can't parse menu button: MenuButton has unsupported type")
    world.profile.menu_buttons[integer(arguments, "chat_id")] = button
    return True


def get_chat_menu_button(world: World, arguments: Arguments) -> Json:
    """Say what the menu button opens."""
    buttons = world.profile.menu_buttons
    return buttons.get(integer(arguments, "chat_id")) or buttons.get(0) or {"type": "commands"}


def get_chat(world: World, arguments: Arguments) -> Json:
    """Describe a chat."""
    return known_chat(world, arguments).description | {"accent_color_id": 0, "max_reaction_count": 11}


def get_chat_member(world: World, arguments: Arguments) -> Json:
    """Say what someone is in a chat."""
    chat = known_chat(world, arguments)
    asked = integer(arguments, "user_id")
    if asked == world.bot["id"]:
        status = "kicked" if chat.kicked else "administrator" if chat.bot_is_admin else "member"
        return {"status": status, "user": world.bot}
    if asked not in world.people:
        raise bad_request("user not found")
    return {"status": "member" if asked in chat.members else "left", "user": world.people[asked].user()}


METHODS = {
    "getme": get_me,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmyname": set_my_name,
    "getmyname": get_my_name,
    "setmydescription": set_my_description,
    "getmydescription": get_my_description,
    "setmyshortdescription": set_my_short_description,
    "getmyshortdescription": get_my_short_description,
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
}
