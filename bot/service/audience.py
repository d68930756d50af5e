"""Whom to tell of a request: a role and those who stand in for it, never one account alone."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.core.partners import Partner, Person, Role
from bot.core.rungs import Rung
from bot.service.done import Here
from bot.store import RequestRow

log = logging.getLogger(__name__)

NOBODY = "personne_a_prevenir"
"""The alert that a request of a partner could be told to no one at all; its detail is the partner's id."""


class Reader(NamedTuple):
    """A way to reach someone: a chat, with the group to tell if it is shut; or the address of a person."""

    chat: int = 0
    group: int | None = None
    address: str = ""
    person: str = ""


class Level(NamedTuple):
    """One role that may be told: its people, and the group they share if they have one."""

    people: tuple[Person, ...]
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can be told of what, in one transaction."""

    here: Here
    _away: list[frozenset[str]] = field(default_factory=list)

    async def reminded(self, rung: Rung, row: RequestRow) -> list[Reader]:
        """Return who hears a reminder; when no one can, an alert is raised for the operators."""
        for level in LEVELS[rung]:
            if found := await self._readers(await level(self, row)):
                return found
        await self._alert(row)
        return []

    async def offered(self, row: RequestRow) -> list[Reader]:
        """Return who hears that a request waits: the partner's group and mail boxes, or its people one by one."""
        partner = self.here.playbook.partners.get(row.partner)
        if partner is None or partner.id in await self._absent():
            return []
        if partner.group is None:
            return await self._readers(Level(partner.people))
        return [Reader(chat=partner.group), *self._mailed(partner.people)]

    async def readers(self, people: Iterable[Person], group: int | None = None) -> list[Reader]:
        """Return how to reach these people."""
        return await self._readers(Level(tuple(people), group))

    async def _readers(self, level: Level) -> list[Reader]:
        numbers = {person.telegram for person in level.people if person.telegram}
        open_to_us = await self.here.store.reachable(numbers) if numbers else set()
        found = [Reader(chat=level.group)] if level.group is not None else []
        for person in level.people:
            if person.telegram in open_to_us and person.telegram:
                found.append(Reader(person.telegram, self._group(person), person=person.id))
            else:
                found += self._mailed((person,))
        return found

    def _mailed(self, people: Iterable[Person]) -> list[Reader]:
        written_to = (person for person in people if person.email and self.here.mailbox)
        return [Reader(address=person.email, person=person.id) for person in written_to]

    def _group(self, person: Person) -> int | None:
        partner = self.here.playbook.partners.get(person.partner)
        return partner.group if partner else None

    async def _alert(self, row: RequestRow) -> None:
        log.error("nobody of a partner, nor of the coordination, can be reached")
        await self.here.store.raise_alert(NOBODY, row.partner, self.here.now)

    async def _absent(self) -> frozenset[str]:
        if not self._away:
            self._away.append(await self.here.store.away(self.here.now))
        return self._away[0]

    # The roles, from the nearest to a request to the farthest

    async def owner(self, row: RequestRow) -> Level:
        """Return who took a request, unless they have left or their organisation is away."""
        person = self.here.playbook.people.get(row.owner)
        there = person is not None and person.partner == row.partner and row.partner not in await self._absent()
        return Level((person,) if person and there else ())

    async def organisation(self, row: RequestRow) -> Level:
        """Return the group and the responsables of a partner; where it has neither, everyone."""
        partner = self.here.playbook.partners.get(row.partner)
        if partner is None or partner.id in await self._absent():
            return Level(())
        return Level(
            _responsables(partner) if _responsables(partner) or partner.group else partner.people, partner.group
        )

    async def coordination(self, _row: RequestRow) -> Level:
        """Return those who coordinate the territory."""
        return self._of(Role.COORDINATEUR)

    async def operators(self, _row: RequestRow) -> Level:
        """Return those who run the bot."""
        return self._of(Role.OPERATEUR)

    def _of(self, role: Role) -> Level:
        return Level(tuple(person for person in self.here.playbook.coordination if person.role is role))


def _responsables(partner: Partner) -> tuple[Person, ...]:
    return tuple(person for person in partner.people if person.role is Role.RESPONSABLE)


_CHAIN = (Audience.owner, Audience.organisation, Audience.coordination, Audience.operators)
LEVELS: Mapping[Rung, tuple[Callable[[Audience, RequestRow], Awaitable[Level]], ...]] = {
    Rung.MEMBRE: _CHAIN,
    Rung.ORGANISATION: _CHAIN[1:],
    Rung.COORDINATEUR: _CHAIN[2:],
}
"""Who hears each reminder: the first of these that can be reached."""
