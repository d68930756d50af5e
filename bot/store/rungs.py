"""The rungs of the ladder of reminders: which requests are to be looked at, and what each has had, once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.store.fields import COLUMNS, request_of
from bot.store.instants import to_ms
from bot.store.part import Part
from bot.store.records import RequestRow
from bot.store.schema import requests, rungs
from bot.store.upserts import insert_new

_DUE = (
    select(*COLUMNS)
    .where(requests.c.next_rung_at <= bindparam("now"))
    .order_by(requests.c.next_rung_at, requests.c.id)
    .limit(bindparam("limit"))
)
_ADD = insert_new(rungs).returning(rungs.c.request)
_DONE = select(rungs.c.rung).where(rungs.c.request == bindparam("of_request"))
_PLAN = update(requests).where(requests.c.id == bindparam("request")).values(next_rung_at=bindparam("moment"))


class Rungs(Part):
    """What the clock has done for each request."""

    __slots__ = ()

    async def due_rungs(self, now: datetime, limit: int = 100) -> list[RequestRow]:
        """Return the requests whose ladder is to be looked at, the longest due first."""
        rows = await self._all(_DUE, now=to_ms(now), limit=limit)
        return [request_of(row, self._vault) for row in rows]

    async def add_rung(self, request: str, rung: str, at: datetime) -> bool:
        """Record that a request has had this rung; True the first time only, whoever tries and however often.

        A rung that came too late to be of use is recorded too, so that it never comes.
        """
        row = {"request": request, "rung": rung, "at": to_ms(at)}
        added = await self._connection.execute(_ADD[self._connection.dialect.name], row)
        return added.first() is not None

    async def rungs_of(self, request: str) -> set[str]:
        """Return the rungs that a request has had."""
        return {rung for (rung,) in await self._all(_DONE, of_request=request)}

    async def plan_rung(self, request: str, at: datetime | None) -> None:
        """Say when the ladder of a request is to be looked at next (None: never), without a line in its history."""
        await self._changed(_PLAN, request=request, moment=None if at is None else to_ms(at))
