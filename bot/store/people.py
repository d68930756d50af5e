"""Updates already seen, the sessions of the people who write, and who can be written to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.store import schema
from bot.store.instants import to_ms
from bot.store.part import CHUNK, KEYS, Part, chunks
from bot.store.upserts import insert_new, insert_or_replace
from bot.store.vault import WrongKey

_SEE = insert_new(schema.seen).returning(schema.seen.c.chat, schema.seen.c.update_id)
_SESSIONS = (
    select(schema.sessions.c.chat, schema.sessions.c.body)
    .where(schema.sessions.c.chat.in_(KEYS))
    .order_by(schema.sessions.c.chat)
)
# Locked in chat order: several workers on PostgreSQL wait for each other and never in a circle.
_LOCKED_SESSIONS = _SESSIONS.with_for_update()
_EVERY_SESSION = (
    select(schema.sessions.c.chat, schema.sessions.c.body)
    .where(schema.sessions.c.chat > bindparam("after"))
    .order_by(schema.sessions.c.chat)
    .limit(CHUNK)
)
_SAVE = insert_or_replace(schema.sessions)
_MARK = insert_or_replace(schema.unreachable)
_UNMARK = delete(schema.unreachable).where(schema.unreachable.c.chat.in_(KEYS))
_MARKED = select(schema.unreachable.c.chat).where(schema.unreachable.c.chat.in_(KEYS))
_DROP_OUTBOX = delete(schema.outbox).where(schema.outbox.c.chat.in_(KEYS))
_FORGET = (
    delete(schema.sessions).where(schema.sessions.c.chat.in_(KEYS)),
    delete(schema.timers).where(schema.timers.c.chat.in_(KEYS)),
    _DROP_OUTBOX,
    _UNMARK,
)


class People(Part):
    """Who wrote, where each of them stands, and who has closed the door."""

    __slots__ = ()

    async def unseen(self, updates: Iterable[tuple[int, int]], now: datetime) -> set[tuple[int, int]]:
        """Record (chat, update_id) pairs as seen; return those that had not been seen before, each once."""
        at = to_ms(now)
        rows = [{"chat": chat, "update_id": update, "seen_at": at} for chat, update in sorted(set(updates))]
        if not rows:
            return set()
        found = await self._connection.execute(_SEE[self._connection.dialect.name], rows)
        return {(chat, update) for chat, update in found}

    async def sessions(self, chats: Collection[int]) -> dict[int, str]:
        """Return the session body of each of these chats that has one; no one else writes it until this commits."""
        statement = _SESSIONS if self._reads_only else _LOCKED_SESSIONS
        rows = [row for some in chunks(sorted(chats)) for row in await self._all(statement, keys=some)]
        return {chat: self._vault.open(body) for chat, body in rows}

    async def next_sessions(self, after: int) -> list[tuple[int, str]]:
        """Return the next sessions in order of chat, some hundreds at most; those of a lost key have an empty body."""
        found = []
        for chat, body in await self._all(_EVERY_SESSION, after=after):
            try:
                found.append((chat, self._vault.open(body)))
            except WrongKey:
                found.append((chat, ""))
        return found

    async def save_sessions(self, bodies: Mapping[int, str], now: datetime) -> None:
        """Write these sessions; whoever has one saved is reachable again, as they have just written."""
        at, seal = to_ms(now), self._vault.seal
        await self._insert(
            _SAVE, [{"chat": chat, "body": seal(bodies[chat]), "touched_at": at} for chat in sorted(bodies)]
        )
        await self._delete_in(_UNMARK, bodies)

    async def reachable(self, chats: Collection[int]) -> set[int]:
        """Return those of these chats that nothing says we cannot write to."""
        rows = [row for some in chunks(chats) for row in await self._all(_MARKED, keys=some)]
        return set(chats) - {chat for (chat,) in rows}

    async def unreachable(self, chat: int, now: datetime) -> None:
        """Note that this person cannot be written to (bot blocked, account gone) and drop what waited for them."""
        await self._insert(_MARK, [{"chat": chat, "since_at": to_ms(now)}])
        await self._delete_in(_DROP_OUTBOX, [chat])

    async def forget(self, chats: Collection[int], now: datetime) -> None:  # noqa: ARG002 - told the time, like every change
        """Erase the sessions, timers and unsent messages of these chats; what is posted from here on still leaves."""
        for statement in _FORGET:
            await self._delete_in(statement, chats)
