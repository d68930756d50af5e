"""The bilan: requests counted by the database, for the report that partners and coordinators read.

Nothing here names anyone, but nothing is hidden yet either: a count of 1 is somebody. Whoever shows these numbers
hides the small ones first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, case, func, or_, select

from bot.store.instants import to_ms, week_of
from bot.store.part import Part
from bot.store.schema import requests


class Tally(NamedTuple):
    """Requests of one group: how many were `asked`; `called` at all; called by the promised hour (`kept`).

    `due` are those whose promise can be judged: kept already, or their hour had come. The rate kept is `kept / due`.
    """

    asked: int
    called: int
    kept: int
    due: int


class Week(NamedTuple):
    """The Monday of a week, Paris time, and what was asked where. The first and last week may be cut by the period."""

    monday: date
    quartier: str
    theme: str


class Issue(NamedTuple):
    """What became of requests: `status` and `outcome` as they are now, the outcome "" while there is none."""

    quartier: str
    language: str
    theme: str
    partner: str
    status: str
    outcome: str


class Place(NamedTuple):
    """The poster that requests came from ("" for none), and what became of them."""

    place: str
    status: str
    outcome: str


class Wait(NamedTuple):
    """Whole hours from a request to its first call: 0 is within the hour."""

    quartier: str
    language: str
    hours: int


@dataclass(frozen=True, slots=True)
class Bilan:
    """Every request of a period, counted four ways. Each of the first three tables counts each request once.

    To have the numbers of one side alone (a theme, a partner), add up the rows that bear it. `places` and `waits` hold
    counts alone; `waits` counts requests that were called, and tells their median time by quartier and language.
    """

    weeks: dict[Week, Tally]
    issues: dict[Issue, Tally]
    places: dict[Place, int]
    waits: dict[Wait, int]


_kept = requests.c.first_call_at <= requests.c.due_at
_due = or_(_kept, requests.c.due_at <= bindparam("now"))
_TALLY = (
    func.count(),
    func.count(requests.c.first_call_at),
    func.count(case((_kept, 1))),
    func.count(case((_due, 1))),
)
_in_period = requests.c.opened_at >= bindparam("since"), requests.c.opened_at < bindparam("until")


def _by(*names: str) -> Select[*tuple[Any, ...]]:
    group = [requests.c[name] for name in names]
    return select(*group, *_TALLY).where(*_in_period).group_by(*group)


_WEEKS = _by("week", "quartier", "theme").where(
    requests.c.week >= bindparam("first_week"), requests.c.week <= bindparam("last_week")
)
_ISSUES = _by(*Issue._fields)
_place = requests.c.place, requests.c.status, requests.c.outcome
_PLACES = select(*_place, func.count()).where(*_in_period).group_by(*_place)
_wait = requests.c.quartier, requests.c.language, requests.c.waited
_WAITS = select(*_wait, func.count()).where(*_in_period, requests.c.waited.is_not(None)).group_by(*_wait)


class Bilans(Part):
    """How the service did."""

    __slots__ = ()

    async def bilan(self, since: datetime, until: datetime, now: datetime | None = None) -> Bilan:
        """Count the requests opened from `since` on and before `until`; `now` (else `until`) judges what is due.

        In one read transaction all tables speak of the same requests; 100,000 of them take some 200 ms.
        """
        period = {"since": to_ms(since), "until": to_ms(until)}
        judged = period | {"now": to_ms(now or until)}
        weeks = judged | {"first_week": week_of(since), "last_week": week_of(until)}
        return Bilan(
            {Week(*row[:3]): Tally(*row[3:]) for row in await self._all(_WEEKS, **weeks)},
            {Issue(*row[:6]): Tally(*row[6:]) for row in await self._all(_ISSUES, **judged)},
            {Place(*row[:3]): row[3] for row in await self._all(_PLACES, **period)},
            {Wait(*row[:3]): row[3] for row in await self._all(_WAITS, **period)},
        )
