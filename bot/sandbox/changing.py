"""The methods that change what was said: edit, delete, and the answer to a press."""

from typing import Any

from bot.sandbox.addressing import message_to, open_chat
from bot.sandbox.arguments import Arguments, boolean, string
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import check_markup
from bot.sandbox.sending import caption_content, text_content
from bot.sandbox.world import World

Json = dict[str, Any]

TWO_DAYS = 48 * 3600
PATIENCE = 15.0  # seconds that a phone waits for answerCallbackQuery
LONGEST_ANSWER = 200
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def edit_message_text(world: World, arguments: Arguments) -> Json:
    """Change a text; without `reply_markup` its buttons go away."""
    chat, message = _to_edit(world, arguments)
    content = text_content(arguments)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, chat, message, ("text", "entities"), content | _markup(chat, arguments))


def edit_message_caption(world: World, arguments: Arguments) -> Json:
    """Change the caption of a file or a picture."""
    chat, message = _to_edit(world, arguments)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    content = caption_content(arguments) | _markup(chat, arguments)
    return _replace(world, chat, message, ("caption", "caption_entities"), content)


def edit_message_reply_markup(world: World, arguments: Arguments) -> Json:
    """Change or remove the buttons under a message."""
    chat, message = _to_edit(world, arguments)
    return _replace(world, chat, message, (), _markup(chat, arguments))


def _to_edit(world: World, arguments: Arguments) -> tuple[Chat, Json]:
    chat = open_chat(world, arguments)
    return chat, message_to(world, chat, arguments, "message to edit")


def _markup(chat: Chat, arguments: Arguments) -> Json:
    markup = check_markup(arguments.get("reply_markup"), private=chat.private, inline_only=True)
    return {"reply_markup": markup} if markup else {}


def _replace(world: World, chat: Chat, message: Json, replaced: tuple[str, ...], content: Json) -> Json:
    changed = (*replaced, "reply_markup")
    if {name: message[name] for name in changed if name in message} == content:
        raise bad_request(NOT_MODIFIED)
    kept = {name: value for name, value in message.items() if name not in changed}
    edited = kept | content
    if replaced:
        edited["edit_date"] = int(world.now())
    chat.messages[message["message_id"]] = edited
    world.bot_acted("chat", chat_id=chat.id)
    return edited


def delete_message(world: World, arguments: Arguments) -> bool:
    """Take a message away, within two days."""
    chat = open_chat(world, arguments)
    message = message_to(world, chat, arguments, "message to delete")
    theirs = message["from"]["id"] != world.bot["id"] and not (chat.private or chat.bot_is_admin)
    if theirs or message["date"] < world.now() - TWO_DAYS:
        raise bad_request("message can't be deleted for everyone" if not theirs else "message can't be deleted")
    del chat.messages[message["message_id"]]
    world.bot_acted("chat", chat_id=chat.id)
    return True


def answer_callback_query(world: World, arguments: Arguments) -> bool:
    """Stop the spinner of a button, perhaps with a few words; once, and in time."""
    text = string(arguments, "text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = world.presses.pop(string(arguments, "callback_query_id"), None)
    if press is None or world.now() - press.pressed_at > PATIENCE:
        raise bad_request(TOO_OLD)
    answer = {
        "query_id": press.id,
        "person_id": press.person_id,
        "chat_id": press.chat_id,
        "message_id": press.message_id,
        "data": press.data,
        "text": text,
        "show_alert": boolean(arguments, "show_alert"),
    }
    world.answers.append(answer)
    world.bot_acted("answer", **answer)
    return True


METHODS = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
}
