"""The outbox: messages lie here from the turn that caused them until Telegram has taken them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, delete, exists, func, insert, select, update

from bot.store.instants import AT_ONCE, from_ms, to_ms
from bot.store.part import KEYS, Part
from bot.store.records import Outgoing, Posted
from bot.store.schema import outbox

_earlier = outbox.alias("earlier")
_EXCLUDED: BindParameter[Any] = bindparam("exclude", expanding=True)


def _held(moment: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a row, or one posted earlier to its chat, waits beyond `moment`.

    A notice holds back no answer: someone who writes tonight need not wait for tomorrow's reminder.
    """
    return exists().where(
        _earlier.c.chat == outbox.c.chat,
        _earlier.c.id <= outbox.c.id,
        _earlier.c.notice <= outbox.c.notice,
        _earlier.c.not_before > moment,
    )


_POST = insert(outbox)
_DUE = (
    select(outbox.c.id, outbox.c.chat, outbox.c.body, outbox.c.notice, outbox.c.attempts, outbox.c.posted_at)
    .where(~_held(bindparam("now")), outbox.c.chat.not_in(_EXCLUDED))
    .order_by(outbox.c.id)
    .limit(bindparam("limit"))
)
_DUE_ANSWERS = _DUE.where(outbox.c.notice.is_(False))
# The first row of all to become due is one that none before it outlasts.
_NEXT = select(func.min(outbox.c.not_before)).where(~_held(outbox.c.not_before), outbox.c.chat.not_in(_EXCLUDED))
_SENT = delete(outbox).where(outbox.c.id.in_(KEYS))
_RETRY = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(attempts=outbox.c.attempts + 1, not_before=bindparam("moment"))
)


class Outbox(Part):
    """What is to leave, oldest first for each chat."""

    __slots__ = ()

    async def post(self, messages: Sequence[Outgoing], now: datetime) -> None:
        """Put messages in the outbox, in this order; they leave only if this transaction commits."""
        at, seal = to_ms(now), self._vault.seal
        rows = [
            {
                "chat": message.chat,
                "body": seal(message.body),
                "notice": message.notice,
                "attempts": 0,
                "not_before": AT_ONCE if message.not_before is None else to_ms(message.not_before),
                "posted_at": at,
            }
            for message in messages
        ]
        if rows:
            await self._connection.execute(_POST, rows)

    async def outbox(
        self, now: datetime, *, limit: int = 500, exclude: Collection[int] = (), notices: bool = True
    ) -> list[Posted]:
        """Return the messages that may leave, oldest first, but for the chats to `exclude`.

        An answer that waits for its retry holds back all that its chat was posted later. With `notices=False` only
        answers are read, so that they pass by a long news round.
        """
        values = {"now": to_ms(now), "limit": limit, "exclude": list(exclude)}
        rows = await self._all(_DUE if notices else _DUE_ANSWERS, **values)
        unseal = self._vault.open
        return [
            Posted(number, chat, unseal(body), notice, attempts, from_ms(posted_at))
            for number, chat, body, notice, attempts, posted_at in rows
        ]

    async def next_outbox_at(self, *, exclude: Collection[int] = ()) -> datetime | None:
        """Return when the next message may leave: in the past if one may now, None if there is none at all."""
        ((moment,),) = await self._all(_NEXT, exclude=list(exclude))
        return None if moment is None else from_ms(moment)

    async def sent(self, ids: Sequence[int]) -> None:
        """Remove messages that Telegram has taken: what was said lives no longer here."""
        await self._delete_in(_SENT, ids)

    async def retry(self, id: int, not_before: datetime) -> None:  # noqa: A002 - the name of the column
        """Count one more attempt, and keep the message until `not_before`."""
        await self._changed(_RETRY, row=id, moment=to_ms(not_before))
