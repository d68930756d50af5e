"""Ideas: what people left for the operators, apart from whoever wrote it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, delete, insert, select

from bot.store.part import Part
from bot.store.records import Idea
from bot.store.schema import ideas

_KEEP = insert(ideas)
_ALL = select(ideas.c.key, ideas.c.day, ideas.c.text).order_by(ideas.c.day.desc(), ideas.c.key)
_ERASE = delete(ideas).where(ideas.c.key == bindparam("named"))


class Ideas(Part):
    """A text and its day. No chat, no update, no hour, no order: nothing here leads back to anyone."""

    __slots__ = ()

    async def keep_ideas(self, texts: Sequence[str], day: date) -> None:
        """Keep these texts, sealed, as written on a day in Paris."""
        rows = [
            {"key": secrets.token_hex(8), "day": day, "text": self._vault.seal_of_day(text, day)}
            for text in texts
            if text
        ]
        if rows:
            await self._connection.execute(_KEEP, rows)

    async def ideas(self) -> list[Idea]:
        """Return every idea that is kept, the latest day first; within a day their order means nothing."""
        return [Idea(key, day, self._vault.open(text)) for key, day, text in await self._all(_ALL)]

    async def erase_idea(self, key: str) -> bool:
        """Erase an idea, and return whether it was there."""
        return await self._changed(_ERASE, named=key) > 0
