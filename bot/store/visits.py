"""Visits at the desk: who is signed in, since when, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store.instants import from_ms, to_ms
from bot.store.part import Part
from bot.store.records import Visit
from bot.store.schema import visits

SEEN_TO_THE = timedelta(minutes=1)
"""How exact `seen_at` is: a write for every page would keep the bot's own turns waiting."""

_OPEN = insert(visits)
_ALL = select(visits.c.hash, visits.c.person, visits.c.opened_at, visits.c.seen_at, visits.c.expires_at)
_ONE = _ALL.where(visits.c.hash == bindparam("named"), visits.c.expires_at > bindparam("now"))
_OF = _ALL.where(visits.c.person == bindparam("of_person")).order_by(visits.c.seen_at.desc(), visits.c.hash)
_TOUCH = update(visits).where(visits.c.hash == bindparam("named")).values(seen_at=bindparam("now"))
_END = delete(visits).where(visits.c.hash == bindparam("named"))
_END_ALL = delete(visits).where(visits.c.person == bindparam("of_person"))


class Visits(Part):
    """The browsers that are signed in, known by the hash of their secret."""

    __slots__ = ()

    async def open_visit(self, hash: str, person: str, now: datetime, expires_at: datetime) -> None:  # noqa: A002
        """Sign a browser in until `expires_at`."""
        at = to_ms(now)
        row = {"hash": hash, "person": person, "opened_at": at, "seen_at": at, "expires_at": to_ms(expires_at)}
        await self._connection.execute(_OPEN, row)

    async def visit(self, hash: str, now: datetime) -> Visit | None:  # noqa: A002 - the name of the column
        """Return a visit that has not ended; in a transaction that may write, note that it was seen now."""
        rows = await self._all(_ONE, named=hash, now=to_ms(now))
        found = next((_visit(*row) for row in rows), None)
        if found and not self._reads_only and now - found.seen_at >= SEEN_TO_THE:
            await self._changed(_TOUCH, named=hash, now=to_ms(now))
        return found

    async def end_visit(self, hash: str) -> None:  # noqa: A002 - the name of the column
        """Sign a browser out."""
        await self._changed(_END, named=hash)

    async def end_visits(self, person: str) -> int:
        """Sign a person out everywhere, and return in how many browsers that was."""
        return await self._changed(_END_ALL, of_person=person)

    async def visits_of(self, person: str) -> list[Visit]:
        """Return the visits of a person that are still kept, the one seen last first."""
        return [_visit(*row) for row in await self._all(_OF, of_person=person)]


def _visit(hash: str, person: str, opened_at: int, seen_at: int, expires_at: int) -> Visit:  # noqa: A002
    return Visit(hash, person, from_ms(opened_at), from_ms(seen_at), from_ms(expires_at))
