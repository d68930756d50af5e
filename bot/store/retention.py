"""Forgets what is past its date. How long each thing is kept is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, delete, or_, select, update

from bot.core.dates import PARIS
from bot.store import schema
from bot.store.fields import WIPED
from bot.store.instants import to_ms
from bot.store.part import Part

SEEN_KEPT = timedelta(days=3)
"""Telegram delivers an update again for 24 hours; the rest is margin."""
SESSION_KEPT = timedelta(days=90)
REQUEST_KEPT = timedelta(days=90)
"""Counted from the last move of the request."""
MAIL_KEPT = timedelta(days=7)
"""Sent or not: what could not be mailed for a week helps no one, and its key need be known no longer."""
ALERT_KEPT = timedelta(days=90)
IDEA_KEPT = timedelta(days=90)
"""Counted in days, for no hour is known; what is told to whoever leaves an idea."""

_before: BindParameter[int] = bindparam("before")
_SEEN = delete(schema.seen).where(schema.seen.c.seen_at < _before)
_SESSIONS = delete(schema.sessions).where(schema.sessions.c.touched_at < _before)
_MARKS = delete(schema.unreachable).where(schema.unreachable.c.since_at < _before)
_past = (
    schema.requests.c.moved_at < _before,
    schema.requests.c.status.not_in(bindparam("alive", expanding=True)),
    or_(schema.requests.c.chat != 0, schema.requests.c.phone != b""),
)
_MOVES = (
    update(schema.moves)
    .where(schema.moves.c.request.in_(select(schema.requests.c.id).where(*_past)))
    .values(who=b"", why=b"")
)
_REQUESTS = update(schema.requests).where(*_past).values(WIPED)
_LINKS = delete(schema.links).where(schema.links.c.expires_at < _before)
_VISITS = delete(schema.visits).where(schema.visits.c.expires_at < _before)
_ABSENCES = delete(schema.absences).where(schema.absences.c.until_at < _before)
_MAILS = delete(schema.mails).where(schema.mails.c.posted_at < _before)
_ALERTS = delete(schema.alerts).where(schema.alerts.c.raised_at < _before)
_IDEAS = delete(schema.ideas).where(schema.ideas.c.day < bindparam("day"))
_MIX = update(schema.ideas).values(day=schema.ideas.c.day)
"""PostgreSQL notes which transaction wrote a row: written again together, ideas no longer tell theirs."""


class Retention(Part):
    """What time does to the rows."""

    __slots__ = ()

    async def purge(self, now: datetime, *, alive: Collection[str] = ()) -> dict[str, int]:
        """Forget what is past its date and return how many rows of each kind that was.

        A request that has not moved for `REQUEST_KEPT` is wiped, unless its status is one of `alive`.
        """
        untouched = to_ms(now - SESSION_KEPT)
        past = {"before": to_ms(now - REQUEST_KEPT), "alive": list(alive)}
        await self._changed(_MOVES, **past)
        return {
            "seen": await self._changed(_SEEN, before=to_ms(now - SEEN_KEPT)),
            "sessions": await self._changed(_SESSIONS, before=untouched),
            "unreachable": await self._changed(_MARKS, before=untouched),
            "requests": await self._changed(_REQUESTS, **past),
            "links": await self._changed(_LINKS, before=to_ms(now)),
            "visits": await self._changed(_VISITS, before=to_ms(now)),
            "absences": await self._changed(_ABSENCES, before=to_ms(now)),
            "mails": await self._changed(_MAILS, before=to_ms(now - MAIL_KEPT)),
            "alerts": await self._changed(_ALERTS, before=to_ms(now - ALERT_KEPT)),
            "ideas": await self._ideas(now),
        }

    async def _ideas(self, now: datetime) -> int:
        gone = await self._changed(_IDEAS, day=now.astimezone(PARIS).date() - IDEA_KEPT)
        await self._changed(_MIX)
        return gone
