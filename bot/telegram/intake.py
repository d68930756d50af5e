"""From a Telegram update to an arrival. Decides nothing, sends nothing.

Updates are read as the JSON they are: building python-telegram-bot's objects from one costs more CPU than its whole
turn, for the five fields that are looked at (`python -m tests.bench` shows both).
"""

from __future__ import annotations

import logging
from typing import Any

from bot.core import events, markup
from bot.service.arrivals import Arrival, GroupCalled, Left, PartnerPressed

log = logging.getLogger(__name__)

Json = dict[str, Any]

ALLOWED = ["message", "callback_query", "my_chat_member"]
"""The kinds of update that the bot asks Telegram for."""

_KINDS = ("voice", "photo", "sticker", "video", "video_note", "audio", "document", "animation", "poll", "venue", "dice")
_LONGEST_LANGUAGE = 35
"""Characters of an IETF language tag that are read."""
_NUMBERS = 2**63
"""Telegram's numbers are below it; a greater one is no number of a chat, a person or an update."""
_UNREADABLE = (LookupError, TypeError, AttributeError, ValueError, ArithmeticError, RecursionError)
_JOINED, _OUT = ("member", "administrator"), ("left", "kicked")


def read(raw: Any) -> Arrival | None:
    """Return what an update says happened; None for what concerns nobody, and for what cannot be read."""
    try:
        return _arrival(raw)
    except _UNREADABLE as error:
        log.error("an update could not be read: %s", type(error).__name__)
        return None


def number(raw: Any) -> int | None:
    """Return an update's number."""
    found = raw.get("update_id") if isinstance(raw, dict) else None
    return found if isinstance(found, int) else None


def _arrival(raw: Json) -> Arrival | None:
    update = _number(raw["update_id"])
    if query := raw.get("callback_query"):
        return _press(update, query)
    if message := raw.get("message"):
        return _message(update, message)
    if change := raw.get("my_chat_member"):
        return _membership(update, change)
    return None


def _press(update: int, query: Json) -> Arrival:
    data, person, message = markup.strip(str(query.get("data", ""))), query["from"], query.get("message")
    query_id = str(query["id"])
    if message is None:
        return Arrival(_number(person["id"]), events.Pressed(data), update, query_id)
    chat, under = message["chat"], _number(message["message_id"])
    verb, colon, request = data.partition(":")
    if chat["type"] == "private" and not colon:
        return Arrival(_number(chat["id"]), events.Pressed(data, under), update, query_id)
    press = PartnerPressed(verb, request, _number(person["id"]), under)
    return Arrival(_number(chat["id"]), press, update, query_id)


def _number(found: Any) -> int:
    number = int(found)
    if abs(number) >= _NUMBERS:
        raise ValueError("too great")
    return number


def _message(update: int, message: Json) -> Arrival | None:
    chat = message["chat"]
    if chat["type"] == "private":
        return Arrival(_number(chat["id"]), _said(message), update)
    called = str(message.get("text", "")).startswith("/") or message.get("group_chat_created")
    return Arrival(_number(chat["id"]), GroupCalled(), update) if called and chat["type"] != "channel" else None


def _said(message: Json) -> events.Event:
    if text := message.get("text"):
        return events.typed(str(text), _language(message))
    if place := message.get("location"):
        return _located(float(place["latitude"]), float(place["longitude"]))
    if contact := message.get("contact"):
        own = contact.get("user_id") == message["from"]["id"]
        return events.SharedNumber(str(contact["phone_number"]), own)
    return events.SentOther(next((kind for kind in _KINDS if kind in message), "other"))


def _language(message: Json) -> str:
    """Return the language of someone's Telegram (« pt-br »), empty when it does not say."""
    spoken = message.get("from", {}).get("language_code")
    return spoken if isinstance(spoken, str) and len(spoken) <= _LONGEST_LANGUAGE else ""


def _located(latitude: float, longitude: float) -> events.Located:
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("nowhere on Earth")
    return events.Located(latitude, longitude)


def _membership(update: int, change: Json) -> Arrival | None:
    chat, became, was = change["chat"], change["new_chat_member"]["status"], change["old_chat_member"]["status"]
    if chat["type"] == "private":
        return Arrival(_number(chat["id"]), Left(), update) if became == "kicked" else None
    joined = became in _JOINED and was in _OUT and chat["type"] != "channel"
    return Arrival(_number(chat["id"]), GroupCalled(), update) if joined else None
