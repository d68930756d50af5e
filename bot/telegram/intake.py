"""From a Telegram update to an arrival. Decides nothing, sends nothing."""

from __future__ import annotations

import logging
from typing import Any

from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update

from bot.core import events
from bot.service.arrivals import Arrival, GroupCalled, Left, PartnerPressed

log = logging.getLogger(__name__)

ALLOWED = ["message", "callback_query", "my_chat_member"]
"""The kinds of update that the bot asks Telegram for."""

_KINDS = ("voice", "photo", "sticker", "video", "video_note", "audio", "document", "animation", "poll", "venue", "dice")


def read(raw: Any, bot: Bot) -> Arrival | None:
    """Return what an update says happened; None for what concerns nobody, and for what cannot be read."""
    try:
        update = Update.de_json(raw, bot)
        return _arrival(update)
    except Exception as error:  # noqa: BLE001  Telegram may send anything, and the next update must be heard
        log.error("an update could not be read: %s", type(error).__name__)
        return None


def number(raw: Any) -> int | None:
    """Return an update's number."""
    found = raw.get("update_id") if isinstance(raw, dict) else None
    return found if isinstance(found, int) else None


def _arrival(update: Update) -> Arrival | None:
    if update.callback_query:
        return _press(update.update_id, update.callback_query)
    if update.message:
        return _message(update.update_id, update.message)
    if update.my_chat_member:
        return _membership(update.update_id, update.my_chat_member)
    return None


def _press(update: int, query: CallbackQuery) -> Arrival | None:
    data, message = query.data or "", query.message
    if message is None or message.chat.type == "private":
        chat = message.chat.id if message else query.from_user.id
        return Arrival(chat, events.Pressed(data, message.message_id if message else None), update, query.id)
    verb, _, request = data.partition(":")
    member = query.from_user
    return Arrival(
        message.chat.id,
        PartnerPressed(verb, request, member.id, member.full_name, message.message_id),
        update,
        query.id,
    )


def _message(update: int, message: Message) -> Arrival | None:
    if message.chat.type != "private":
        called = (message.text or "").startswith("/") or message.group_chat_created
        return Arrival(message.chat.id, GroupCalled(), update) if called else None
    return Arrival(message.chat.id, _said(message), update)


def _said(message: Message) -> events.Event:
    if message.text:
        return events.typed(message.text)
    if message.location:
        return events.Located(message.location.latitude, message.location.longitude)
    if message.contact:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return events.SharedNumber(message.contact.phone_number, own)
    return events.SentOther(next((kind for kind in _KINDS if getattr(message, kind, None)), "other"))


def _membership(update: int, change: ChatMemberUpdated) -> Arrival | None:
    status = change.new_chat_member.status
    if change.chat.type == "private":
        return Arrival(change.chat.id, Left(), update) if status == "kicked" else None
    joined = status in ("member", "administrator") and change.old_chat_member.status in ("left", "kicked")
    return Arrival(change.chat.id, GroupCalled(), update) if joined else None
