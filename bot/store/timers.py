"""Timers: what a chat is to hear of later, one for each name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.store.instants import from_ms, to_ms
from bot.store.part import KEYS, Part, chunks
from bot.store.records import Timer
from bot.store.schema import timers
from bot.store.upserts import insert_or_replace

_SET = insert_or_replace(timers)
_ALL = select(timers.c.chat, timers.c.name, timers.c.due, timers.c.body)
_DUE = _ALL.where(timers.c.due <= bindparam("now")).order_by(timers.c.due).limit(bindparam("limit"))
_OF_CHATS = _ALL.where(timers.c.chat.in_(KEYS)).with_for_update()
_CANCEL = delete(timers).where(timers.c.chat == bindparam("of_chat"), timers.c.name == bindparam("named"))
_CANCEL_ALL = delete(timers).where(timers.c.chat.in_(KEYS))


class Timers(Part):
    """What is to happen at a given time."""

    __slots__ = ()

    async def set_timers(self, timers: Sequence[Timer]) -> None:
        """Set timers; one that bears the chat and name of another replaces it, the last in the list winning."""
        seal = self._vault.seal
        await self._insert(
            _SET,
            [{"chat": one.chat, "name": one.name, "due": to_ms(one.due), "body": seal(one.body)} for one in timers],
        )

    async def due_timers(self, now: datetime, limit: int = 100) -> list[Timer]:
        """Return the timers whose time has come, the longest due first. They stay until taken or cancelled."""
        return [self._timer(*row) for row in await self._all(_DUE, now=to_ms(now), limit=limit)]

    async def take_timers(self, timers: Sequence[Timer]) -> list[Timer]:
        """Remove those of these timers that still stand as they were read, and return them: each rings once."""
        chats = sorted({timer.chat for timer in timers})
        standing = {self._timer(*row) for some in chunks(chats) for row in await self._all(_OF_CHATS, keys=some)}
        taken = [timer for timer in dict.fromkeys(timers) if timer in standing]
        await self.cancel_timers([(timer.chat, timer.name) for timer in taken])
        return taken

    async def cancel_timers(self, timers: Sequence[tuple[int, str]]) -> None:
        """Remove timers by (chat, name); one that is not there is no error."""
        if timers:
            await self._connection.execute(_CANCEL, [{"of_chat": chat, "named": name} for chat, name in timers])

    async def cancel_all_timers(self, chats: Collection[int]) -> None:
        """Remove every timer of these chats."""
        await self._delete_in(_CANCEL_ALL, chats)

    def _timer(self, chat: int, name: str, due: int, body: bytes) -> Timer:
        return Timer(chat, name, from_ms(due), self._vault.open(body))
