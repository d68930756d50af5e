"""A message as a person sees it on the phone."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.entities import to_html

Json = dict[str, Any]

KINDS = (
    "photo",
    "document",
    "venue",
    "location",
    "contact",
    "voice",
    "sticker",
    "new_chat_members",
    "left_chat_member",
)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message or of the reply keyboard."""

    text: str
    callback_data: str | None = None
    url: str | None = None
    style: str | None = None
    requests: str | None = None  # contact or location


@dataclass(frozen=True, slots=True)
class Message:
    """One visible message."""

    id: int
    chat_id: int
    sender_id: int
    sender: str
    from_bot: bool
    date: int
    kind: str
    text: str
    html: str
    buttons: tuple[tuple[Button, ...], ...]
    edited: bool
    raw: Json

    @property
    def file_name(self) -> str:
        """Return the name of the file that it carries, empty when it carries none."""
        return str(self.raw.get("document", {}).get("file_name", ""))

    @property
    def labels(self) -> list[str]:
        """List the words on the buttons, row after row."""
        return [button.text for row in self.buttons for button in row]


def visible(raw: Json) -> Message:
    """Show a message of the Bot API as a person sees it."""
    text: str = raw.get("text") or raw.get("caption") or ""
    entities: list[Json] = raw.get("entities") or raw.get("caption_entities") or []
    return Message(
        id=raw["message_id"],
        chat_id=raw["chat"]["id"],
        sender_id=raw["from"]["id"],
        sender=raw["from"]["first_name"],
        from_bot=raw["from"]["is_bot"],
        date=raw["date"],
        kind=next((kind for kind in KINDS if kind in raw), "text"),
        text=text,
        html=to_html(text, entities),
        buttons=rows(raw.get("reply_markup", {}).get("inline_keyboard", [])),
        edited="edit_date" in raw,
        raw=raw,
    )


def rows(keyboard: list[list[Json]]) -> tuple[tuple[Button, ...], ...]:
    """Show the buttons of a keyboard."""
    return tuple(tuple(_button(button) for button in row) for row in keyboard)


def _button(raw: Json) -> Button:
    asked = "contact" if raw.get("request_contact") else "location" if raw.get("request_location") else None
    return Button(raw["text"], raw.get("callback_data"), raw.get("url"), raw.get("style"), asked)
