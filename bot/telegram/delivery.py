"""Delivers one message to Telegram and says what became of it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.core.effects import Document, Say
from bot.service.relay import Outcome, Refused, Retry, Sent, Unreachable
from bot.telegram import rendering
from bot.telegram.http import RawBot, asked_to_wait

log = logging.getLogger(__name__)

_PLAIN = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}

# Compared without case: python-telegram-bot capitalises what Telegram says.
_ALREADY = "message is not modified"
_CANNOT_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",  # what it would write over is a file
)
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid")


class Delivery:
    """Sends and edits over the Bot API."""

    def __init__(self, bot: RawBot) -> None:
        """Use `bot` for every call."""
        self._bot = bot
        self._hinting: set[asyncio.Task[None]] = set()

    async def __call__(self, chat: int, say: Say) -> Outcome:
        """Say something in a chat, in place of another message where asked; raises nothing of Telegram's.

        What comes with a file never takes the place of another message: a text cannot become a file.
        """
        try:
            if say.replaces is None or say.document or not await self._edit(chat, say):
                await self._send(chat, say)
        except RetryAfter as error:
            return Retry(asked_to_wait(error))
        except Forbidden:
            return Unreachable()
        except BadRequest as error:
            return _refusal(error)
        except ChatMigrated as error:
            log.error("a group has a new number since Telegram changed its kind: write it in data/partenaires.yaml")
            return await self(error.new_chat_id, replace(say, replaces=None))
        except TelegramError as error:
            log.warning("a message was not taken: %s", type(error).__name__)
            return Retry()
        return Sent()

    def hint(self, query: str, text: str = "") -> None:
        """Answer a press beside all else, so that its button stops turning; best effort."""
        task = asyncio.create_task(self._hint(query, text))
        self._hinting.add(task)
        task.add_done_callback(self._hinting.discard)

    async def _hint(self, query: str, text: str) -> None:
        try:
            await self._bot.call("answerCallbackQuery", callback_query_id=query, text=text[:200] or None)
        except TelegramError as error:
            log.debug("a press was not answered: %s", type(error).__name__)

    async def _send(self, chat: int, say: Say) -> None:
        document = say.document if say.document and say.document.body else None  # Telegram refuses an empty file
        *before, last = rendering.captioned(say.text) if document else rendering.parts(say.text)
        for part in before:
            await self._bot.call("sendMessage", chat_id=chat, text=rendering.text(part), **_PLAIN)
        place = {"chat_id": chat, "reply_markup": rendering.keyboard(say)}
        if document:
            await self._upload(document, caption=rendering.text(last) or None, **place)
        else:
            await self._bot.call("sendMessage", text=rendering.text(last), **place, **_PLAIN)

    async def _upload(self, document: Document, **parameters: Any) -> None:
        file = (rendering.file_name(document.name), document.body.encode(), document.mime)
        await self._bot.upload("sendDocument", "document", file, parse_mode="HTML", **parameters)

    async def _edit(self, chat: int, say: Say) -> bool:
        """Write over a message; False when it can no longer be written over."""
        if len(say.text) > rendering.MOST:
            return False
        place = {"chat_id": chat, "message_id": say.replaces, "reply_markup": rendering.keyboard(say)}
        try:
            await self._bot.call("editMessageText", text=rendering.text(say.text), **place, **_PLAIN)
        except BadRequest as error:
            said = error.message.casefold()
            if any(words in said for words in _CANNOT_EDIT):
                return False
            if _ALREADY not in said:
                raise
        return True


def _refusal(error: BadRequest) -> Outcome:
    said = error.message.casefold()
    if any(words in said for words in _GONE):
        return Unreachable()
    return Refused(said.partition(":")[0][:60])
