"""What one signed-in person may read: their own partner's requests, and nothing of anyone else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.callrequest import ALIVE, Actor, Side, Standing, Status, Verb, allowed
from bot.core.partners import Partner, Person, Role
from bot.desk.office import Office
from bot.store import Move, RequestRow

RECENT = timedelta(days=90)
ENDED = frozenset(Status) - ALIVE | {Status.REFUSEE}
AWAITED = frozenset({Status.OUVERTE, Status.PRISE})
"""A request that still waits for a call."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at the desk, at one moment. Whatever is not theirs does not exist for them."""

    office: Office
    person: Person
    now: datetime

    @property
    def partner(self) -> Partner | None:
        """Return whom they work for; None for those of the whole territory."""
        return self.office.playbook.partners.get(self.person.partner)

    @property
    def actor(self) -> Actor:
        """Return them as the rules of a request know them."""
        return Actor(Side.PARTENAIRE, self.person.id, self.person.partner, self.person.role)

    async def waiting(self) -> list[RequestRow]:
        """Return what nobody has taken: priority first, then the oldest."""
        return sorted(await self._have(Status.OUVERTE), key=lambda row: (not row.priority, row.opened_at))

    async def mine(self) -> list[RequestRow]:
        """Return what this person has taken, the soonest due first."""
        return [row for row in await self._have(Status.PRISE) if row.owner == self.person.id]

    async def late(self) -> list[RequestRow]:
        """Return what should have been called by now, the longest overdue first."""
        rows = await self._have(*AWAITED)
        return sorted((row for row in rows if overdue(row, self.now)), key=lambda row: row.due_at)

    async def ended(self) -> list[RequestRow]:
        """Return what is over, the latest first."""
        rows = [row for row in await self._have(*ENDED) if self.now - _end(row) < RECENT]
        return sorted(rows, key=_end, reverse=True)

    async def all(self) -> list[RequestRow]:
        """Return every request that the partner has or had, the oldest first."""
        return sorted(await self._have(*Status), key=lambda row: row.opened_at)

    async def request(self, id: str) -> RequestRow | None:  # noqa: A002  the name of the column
        """Return a request of their partner; None for another's, as for one that never was."""
        async with self.office.store.read() as transaction:
            row = await transaction.request(id)
        return row if row and self.person.partner and row.partner == self.person.partner else None

    async def history(self, row: RequestRow) -> list[Move]:
        """Return what happened to one of their requests, oldest first."""
        async with self.office.store.read() as transaction:
            return await transaction.moves(row.id)

    def knows(self, row: RequestRow) -> bool:
        """Return whether they may read who asked: the one who took it may, and a responsable once it is taken."""
        return bool(row.owner) and (row.owner == self.person.id or self.person.role is Role.RESPONSABLE)

    def moves(self, row: RequestRow) -> tuple[Verb, ...]:
        """Return what they may do to it now."""
        return allowed(standing(row), self.actor)

    async def _have(self, *statuses: Status) -> list[RequestRow]:
        if not self.person.partner:
            return []
        async with self.office.store.read() as transaction:
            return await transaction.requests_for(self.person.partner, statuses)


def standing(row: RequestRow) -> Standing:
    """Return what of a row decides its moves."""
    return Standing(Status(row.status), row.partner, row.owner, row.attempts)


def overdue(row: RequestRow, now: datetime) -> bool:
    """Return whether the promised hour passed without a call."""
    return row.status in AWAITED and row.due_at <= now and row.first_call_at is None


def _end(row: RequestRow) -> datetime:
    return row.closed_at or row.taken_at or row.opened_at
