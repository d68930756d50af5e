"""Absences that partners declare by a switch, beside those that are written in the data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select

from bot.store.instants import to_ms
from bot.store.part import Part
from bot.store.schema import absences
from bot.store.upserts import insert_or_replace

_SET = insert_or_replace(absences)
_CLEAR = delete(absences).where(absences.c.partner == bindparam("of_partner"))
_AWAY = select(absences.c.partner).where(or_(absences.c.until_at.is_(None), absences.c.until_at > bindparam("now")))


class Absences(Part):
    """Who takes no request just now."""

    __slots__ = ()

    async def set_away(self, partner: str, until: datetime | None, by: str) -> None:
        """Say that a partner is away until then (None: until they say otherwise), by the id of who says so."""
        row = {"partner": partner, "until_at": None if until is None else to_ms(until), "person": by}
        await self._insert(_SET, [row])

    async def clear_away(self, partner: str) -> None:
        """Say that a partner is back."""
        await self._changed(_CLEAR, of_partner=partner)

    async def away(self, now: datetime) -> frozenset[str]:
        """Return the partners who are away now."""
        return frozenset(partner for (partner,) in await self._all(_AWAY, now=to_ms(now)))
