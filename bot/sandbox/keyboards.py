"""Checks `reply_markup` as Telegram does, and returns the keyboard as it will be shown."""

import json
import re
from typing import Any

from bot.sandbox.errors import ApiError, bad_request

Json = dict[str, Any]

LONGEST_DATA = 64  # bytes
ROW_WIDTH = 8  # what stands beyond is cut without a word
MOST_BUTTONS = 100
STYLES = ("danger", "success", "primary")
INLINE_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
PRIVATE_ONLY = {
    "request_contact": "Phone number",
    "request_location": "Location",
    "request_poll": "Poll",
    "request_users": "Users",
    "request_chat": "Chats",
}


def check_markup(raw: Any, *, private: bool, inline_only: bool = False) -> Json | None:
    """Return the checked markup, or None when there is none; raise what Telegram would answer."""
    if raw in (None, ""):
        return None
    markup = _decode(raw)
    if rows := _rows(markup, "keyboard", 'Field "keyboard" must be an Array of Arrays'):
        checked = _reply_keyboard(markup, rows, private=private)
    elif rows := _rows(
        markup, "inline_keyboard", 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    ):
        checked = {"inline_keyboard": [[_inline_button(button) for button in row[:ROW_WIDTH]] for row in rows]}
    elif markup.get("remove_keyboard"):
        checked = {"remove_keyboard": True}
    elif markup.get("force_reply"):
        checked = {"force_reply": True, "input_field_placeholder": markup.get("input_field_placeholder", "")}
    else:
        return None
    if inline_only and "inline_keyboard" not in checked:
        raise bad_request("Inline keyboard expected")
    return checked


def _decode(raw: Any) -> Json:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError:
            raise bad_request("Can't parse reply keyboard markup JSON object") from None
    if not isinstance(raw, dict):
        raise bad_request("Object expected as reply markup")
    return raw


def _rows(markup: Json, name: str, words: str) -> list[list[Any]]:
    rows = markup.get(name, [])
    if not isinstance(rows, list):
        raise bad_request(f'Field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(words)
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _reply_keyboard(markup: Json, rows: list[list[Any]], *, private: bool) -> Json:
    keyboard = [[_reply_button(button, private=private) for button in row[:ROW_WIDTH]] for row in rows]
    options = ("resize_keyboard", "one_time_keyboard", "is_persistent", "input_field_placeholder", "selective")
    return {"keyboard": keyboard} | {name: markup[name] for name in options if markup.get(name)}


def _reply_button(button: Any, *, private: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise _unreadable("keyboard button", "KeyboardButton must be a String or an Object")
    _check_label(button, "keyboard button")
    for name, asked in PRIVATE_ONLY.items():
        if button.get(name) and not private:
            raise bad_request(f"{asked} can be requested in private chats only")
    return dict(button)


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("inline keyboard button", "InlineKeyboardButton must be an Object")
    _check_label(button, "inline keyboard button")
    actions = [name for name in INLINE_ACTIONS if button.get(name) is not None]
    if not actions:
        raise _unreadable("inline keyboard button", "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:  # Telegram keeps the first without a word; its manual forbids it
        raise _unreadable("inline keyboard button", f"exactly one action is expected, found {', '.join(actions)}")
    _check_action(actions[0], button[actions[0]])
    return dict(button)


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data":
        if not isinstance(value, str) or not 1 <= len(value.encode()) <= LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        _check_link(value, ("http://", "https://", "tg://", "ton://", "t.me/"), "Inline keyboard button URL")
    elif action == "web_app":
        _check_link(value.get("url", ""), ("https://",), "Inline keyboard button Web App URL")
    elif action == "copy_text" and not 1 <= len(value.get("text", "")) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_link(url: str, starts: tuple[str, ...], what: str) -> None:
    if not url.lower().startswith(starts) or " " in url:
        raise bad_request(f"{what} '{url}' is invalid: Wrong HTTP URL")
    if re.fullmatch(r"https?://([/?#].*)?", url, re.IGNORECASE):
        raise bad_request(f"{what} '{url}' is invalid: URL host is empty")


def _check_label(button: Json, what: str) -> None:
    text = button.get("text")
    if text is None:
        raise _unreadable(what, 'Can\'t find field "text"')
    if not isinstance(text, str):
        raise _unreadable(what, 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request(f"{what.capitalize()} text must be non-empty")
    if button.get("style") not in (None, "", *STYLES):
        raise _unreadable(what, "invalid button style specified")


def _unreadable(what: str, words: str) -> ApiError:
    return bad_request(f"Can't parse {what}: {words}")
