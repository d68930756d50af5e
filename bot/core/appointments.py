"""What one can go to at an hour: the opening of a permanence, or a happening; found, chosen, and found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.core import happenings, nearness
from bot.core.happenings import Coming
from bot.core.places import Point
from bot.core.playbook import Playbook
from bot.core.territory import Opening, next_opening
from bot.core.tongue import Tongue


class Kind(StrEnum):
    """What one can go to."""

    PERMANENCE = "permanence"
    EVENEMENT = "evenement"

    @property
    def once(self) -> bool:
        """Return whether it happens once."""
        return self is Kind.EVENEMENT


class Appointment(NamedTuple):
    """One of them: when and where, and the words of its card at an hour, in a language."""

    kind: Kind
    id: str
    start: datetime
    end: datetime
    title: str
    place: str
    at: Point | None
    card: Callable[[datetime, Tongue], dict[str, str]]

    @property
    def where(self) -> str:
        """Return its kind and id in one word."""
        return self.id if self.kind is Kind.PERMANENCE else f"{self.kind}:{self.id}"

    @property
    def mark(self) -> str:
        """Return what must not change between a promise and its day: its hours and its place."""
        return "|".join((self.start.astimezone(UTC).isoformat(), self.end.astimezone(UTC).isoformat(), self.place))


def opened(opening: Opening) -> Appointment:
    """Return an opening as something to go to."""
    at = opening.permanence
    return Appointment(Kind.PERMANENCE, at.id, opening.start, opening.end, at.name, at.place, at.at, opening.card)


def held(found: Coming) -> Appointment:
    """Return a happening as something to go to."""
    told = found.happening
    return Appointment(Kind.EVENEMENT, told.id, told.start, told.end, told.title, told.place, told.at, found.card)


def near(playbook: Playbook, kind: Kind, quartier: str | None, now: datetime) -> list[Appointment]:
    """Return what of a kind to propose in a quartier, best first."""
    if kind is Kind.PERMANENCE:
        return list(map(opened, playbook.territory.next_openings(quartier, now)))
    home = playbook.territory.quartiers.get(quartier or "")
    return list(map(held, happenings.coming(playbook.happenings.values(), home, now)))


def again(playbook: Playbook, kind: Kind, name: str, quartier: str | None, since: datetime) -> Appointment | None:
    """Return what bears this id, if it is not over at `since`; None when nobody announces it any more."""
    home = playbook.territory.quartiers.get(quartier or "")
    if kind is Kind.EVENEMENT:
        told = playbook.happenings.get(name)
        return held(Coming(told, nearness.of(home, told.at))) if told and since < told.end else None
    place = playbook.territory.permanence(name)
    opening = next_opening(place, since, nearness.of(home, place.at)) if place else None
    return opened(opening) if opening else None
