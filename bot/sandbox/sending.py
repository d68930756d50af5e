"""The methods that put a message into a chat: text, document, photo, location, venue."""

import secrets
from typing import Any

from bot.sandbox.addressing import open_chat
from bot.sandbox.arguments import Arguments, Upload, boolean, string, structure
from bot.sandbox.chats import Chat
from bot.sandbox.entities import message_text
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import check_markup
from bot.sandbox.world import World

Json = dict[str, Any]

LONGEST_CAPTION = 1024
WRONG_ADDRESS = "Wrong file identifier/HTTP URL specified"
WRONG_FILE_ID = "Wrong remote file identifier specified: can't unserialize it"
ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"),
    *("upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}


def send_message(world: World, arguments: Arguments) -> Json:
    """Send a text."""
    chat = open_chat(world, arguments)
    return _put(world, chat, arguments, text_content(arguments))


def text_content(arguments: Arguments) -> Json:
    """Read `text` with its formatting, for sending or for editing."""
    raw = string(arguments, "text")
    if not raw:
        raise bad_request("Message text is empty")
    text, entities = message_text(raw, string(arguments, "parse_mode"), structure(arguments, "entities", []))
    return {"text": text, "entities": entities} if entities else {"text": text}


def caption_content(arguments: Arguments) -> Json:
    """Read `caption` with its formatting; it may be absent."""
    raw = string(arguments, "caption")
    if not raw.strip():
        return {}
    given = structure(arguments, "caption_entities", [])
    text, entities = message_text(raw, string(arguments, "parse_mode"), given, LONGEST_CAPTION)
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def send_document(world: World, arguments: Arguments) -> Json:
    """Send a file."""
    chat = open_chat(world, arguments)
    file_id, upload = _file(world, arguments, "document")
    document = _file_fields(file_id, upload) | {"file_name": upload.name, "mime_type": upload.content_type}
    return _put(world, chat, arguments, {"document": document} | caption_content(arguments))


def send_photo(world: World, arguments: Arguments) -> Json:
    """Send a picture."""
    chat = open_chat(world, arguments)
    file_id, upload = _file(world, arguments, "photo")
    sizes = [_file_fields(file_id, upload) | {"width": 800, "height": 600}]
    return _put(world, chat, arguments, {"photo": sizes} | caption_content(arguments))


def _file(world: World, arguments: Arguments, name: str) -> tuple[str, Upload]:
    given = arguments.get(name)
    if isinstance(given, str) and given.startswith("attach://"):
        given = arguments.get(given.removeprefix("attach://"))
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        file_id = secrets.token_urlsafe(24)
        world.keep_file(file_id, given)
        return file_id, given
    if not given:
        raise bad_request(f"There is no {name} in the request")
    if str(given) not in world.files:
        address = "." in str(given)  # Telegram takes what has a dot for an address; this sandbox fetches none
        raise bad_request(WRONG_ADDRESS if address else WRONG_FILE_ID)
    return str(given), world.files[str(given)]


def _file_fields(file_id: str, upload: Upload) -> Json:
    return {"file_id": file_id, "file_unique_id": file_id[:12], "file_size": len(upload.content)}


def send_location(world: World, arguments: Arguments) -> Json:
    """Send a point on the map."""
    chat = open_chat(world, arguments)
    return _put(world, chat, arguments, {"location": _point(arguments)})


def send_venue(world: World, arguments: Arguments) -> Json:
    """Send a point with a name and an address."""
    chat = open_chat(world, arguments)
    title, address = string(arguments, "title"), string(arguments, "address")
    if not title:
        raise bad_request("venue title must be non-empty")
    point = _point(arguments)
    return _put(
        world, chat, arguments, {"venue": {"location": point, "title": title, "address": address}, "location": point}
    )


def _point(arguments: Arguments) -> Json:
    point = {}
    for name, most in (("latitude", 90), ("longitude", 180)):
        given = string(arguments, name)
        if not given:
            raise bad_request(f"{name} is empty")
        try:
            point[name] = float(given)
        except ValueError:
            raise bad_request(f"{name} is not a valid number") from None
        if abs(point[name]) > most:
            raise bad_request("wrong location specified")
    return point


def send_chat_action(world: World, arguments: Arguments) -> bool:
    """Show that the bot is writing."""
    chat = open_chat(world, arguments)
    if string(arguments, "action").lower() not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    world.bot_acted("action", chat_id=chat.id)
    return True


def _put(world: World, chat: Chat, arguments: Arguments, content: Json) -> Json:
    markup = check_markup(arguments.get("reply_markup"), private=chat.private)
    quoted = _quoted(chat, structure(arguments, "reply_parameters", {}))
    now = world.now()
    world.limits.check(chat.id, now)
    message: Json = {"message_id": chat.next_id(), "from": world.bot, "chat": chat.description, "date": int(now)}
    message |= quoted | content
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    elif markup:
        chat.keyboard = None if "remove_keyboard" in markup else markup
        chat.keyboard_since = message["message_id"]
    if boolean(arguments, "protect_content"):
        message["has_protected_content"] = True
    chat.keep(message)
    chat.bot_spoke_last = True
    world.bot_acted("chat", chat_id=chat.id)
    return message


def _quoted(chat: Chat, reply: Json) -> Json:
    if not reply or "message_id" not in reply:
        return {}
    original = chat.messages.get(reply["message_id"])
    if original is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    if original is None:
        return {}
    return {"reply_to_message": {name: value for name, value in original.items() if name != "reply_to_message"}}


METHODS = {
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "sendchataction": send_chat_action,
}
