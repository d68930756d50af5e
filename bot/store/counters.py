"""Counters by day, for the report: numbers that name no one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, func, literal, select, true, union_all

from bot.store import schema
from bot.store.part import Part
from bot.store.upserts import insert_or_add

_ADD = insert_or_add(schema.counters, "value")
_READ = (
    select(schema.counters.c.day, schema.counters.c.name, schema.counters.c.value)
    .where(schema.counters.c.day >= bindparam("since"))
    .order_by(schema.counters.c.day, schema.counters.c.name)
)
_COUNTED = {
    schema.sessions: true(),
    schema.unreachable: true(),
    schema.outbox: true(),
    schema.timers: true(),
    schema.requests: true(),
    schema.ideas: true(),
    schema.visits: true(),
    schema.mails: schema.mails.c.sent.is_(False),
    schema.alerts: schema.alerts.c.closed.is_(False),
}
_STATUS = union_all(
    *(select(literal(table.name), func.count()).select_from(table).where(which) for table, which in _COUNTED.items())
)


class Counters(Part):
    """How much, never who."""

    __slots__ = ()

    async def count(self, counters: Mapping[tuple[date, str], int]) -> None:
        """Add these numbers to the counters of their (day, name)."""
        rows = [{"day": day, "name": name, "value": counters[day, name]} for day, name in sorted(counters)]
        await self._insert(_ADD, rows)

    async def counts(self, since: date | None = None) -> dict[tuple[date, str], int]:
        """Return the counters by (day, name) from this day on, in order; all of them without a day."""
        return {(day, name): value for day, name, value in await self._all(_READ, since=since or date.min)}

    async def status(self) -> dict[str, int]:
        """Return how many rows each table has; of the mails those that wait, of the alerts those still open."""
        rows = await self._all(_STATUS)
        return {table: number for table, number in rows}  # noqa: C416 - rows are no pairs to a type checker
