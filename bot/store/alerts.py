"""Alerts: what an operator must see, told once a day however often it happens."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update

from bot.store.instants import from_ms, to_ms
from bot.store.part import Part
from bot.store.records import Alert
from bot.store.schema import alerts
from bot.store.upserts import insert_new

_RAISE = insert_new(alerts).returning(alerts.c.id)
_SINCE = (
    select(alerts.c.id, alerts.c.kind, alerts.c.detail, alerts.c.raised_at, alerts.c.closed)
    .where(alerts.c.raised_at >= bindparam("since"))
    .order_by(alerts.c.id.desc())
)
_CLOSE = update(alerts).where(alerts.c.id == bindparam("row")).values(closed=True)


class Alerts(Part):
    """What went wrong, without anyone's name."""

    __slots__ = ()

    async def raise_alert(self, kind: str, detail: str, now: datetime) -> bool:
        """Raise an alert, and return whether it is the first of its kind and detail on this day (UTC).

        `detail` lies in clear and is at most 500 characters: an id of a request or partner, never a person's words.
        """
        day = now.astimezone(UTC).date()
        row = {"kind": kind, "detail": detail, "day": day, "raised_at": to_ms(now), "closed": False}
        raised = await self._connection.execute(_RAISE[self._connection.dialect.name], row)
        return raised.first() is not None

    async def alerts(self, since: datetime) -> list[Alert]:
        """Return the alerts raised from then on, the newest first, closed ones too."""
        rows = await self._all(_SINCE, since=to_ms(since))
        return [Alert(number, kind, detail, from_ms(at), closed) for number, kind, detail, at, closed in rows]

    async def close_alert(self, id: int) -> None:  # noqa: A002 - the name of the column
        """Note that an operator has dealt with it."""
        await self._changed(_CLOSE, row=id)
