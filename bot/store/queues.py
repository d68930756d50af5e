"""The queues that partners work: what waits for whom, what is late, and how much each one has."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from bot.core.callrequest import ALIVE
from bot.store.fields import COLUMNS, request_of
from bot.store.instants import to_ms
from bot.store.part import Part
from bot.store.records import RequestRow
from bot.store.schema import requests

_ALL = select(*COLUMNS).order_by(requests.c.due_at, requests.c.id)
_of_partner = requests.c.partner == bindparam("of_partner")
_in_statuses = requests.c.status.in_(bindparam("statuses", expanding=True))
_FOR = _ALL.where(_of_partner, _in_statuses)
_LATE = _ALL.where(_in_statuses, requests.c.due_at < bindparam("now"), requests.c.first_call_at.is_(None))
_LATE_FOR = _LATE.where(_of_partner)
_LOADS = select(requests.c.partner, func.count()).where(_in_statuses).group_by(requests.c.partner)


class Queues(Part):
    """The requests as those who work them look at them. Nothing is locked: look again before you move one."""

    __slots__ = ()

    async def requests_for(self, partner: str, statuses: Collection[str]) -> list[RequestRow]:
        """Return the requests that this partner has in one of these statuses, the soonest due first."""
        return await self._queue(_FOR, of_partner=partner, statuses=list(statuses))

    async def requests_late(self, partner: str | None, now: datetime) -> list[RequestRow]:
        """Return the living requests of a partner (None: of all) that no one has called by the promised hour."""
        values = {"statuses": list(ALIVE), "now": to_ms(now)}
        if partner is None:
            return await self._queue(_LATE, **values)
        return await self._queue(_LATE_FOR, of_partner=partner, **values)

    async def loads(self, alive: Collection[str] = ALIVE) -> dict[str, int]:
        """Return how many requests each partner has in one of these statuses; those with none are left out."""
        return {partner: number for partner, number in await self._all(_LOADS, statuses=list(alive))}  # noqa: C416

    async def _queue(self, statement: Select[*tuple[Any, ...]], **values: object) -> list[RequestRow]:
        return [request_of(row, self._vault) for row in await self._all(statement, **values)]
