"""Finds the chat and the message that a call means, and refuses where Telegram refuses."""

from typing import Any

from bot.sandbox.arguments import Arguments, integer, string
from bot.sandbox.chats import Chat
from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.world import World

Json = dict[str, Any]


def known_chat(world: World, arguments: Arguments) -> Chat:
    """Return the chat named by `chat_id`."""
    asked = string(arguments, "chat_id")
    if not asked:
        raise bad_request("chat_id is empty")
    chat = world.chats.get(integer(arguments, "chat_id"))
    if chat is None:
        chat = next((one for one in world.chats.values() if f"@{one.description.get('username')}" == asked), None)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def open_chat(world: World, arguments: Arguments) -> Chat:
    """Return the chat named by `chat_id` if the bot may write there."""
    chat = known_chat(world, arguments)
    if refused := _closed(chat):
        raise refused
    return chat


def _closed(chat: Chat) -> ApiError | None:
    if chat.kicked:
        return forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.deactivated:
        return forbidden("user is deactivated")
    if chat.blocked:
        return forbidden("bot was blocked by the user")
    if not chat.started:
        return forbidden("bot can't initiate conversation with a user")
    return None


def message_to(world: World, chat: Chat, arguments: Arguments, what: str) -> Json:
    """Return the message named by `message_id`, for example the "message to edit"."""
    if integer(arguments, "message_id") <= 0:
        raise bad_request("Message identifier is not specified")
    message = chat.messages.get(integer(arguments, "message_id"))
    if message is None:
        raise bad_request(f"{what} not found")
    if what == "message to edit" and message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return message
