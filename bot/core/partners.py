"""Who calls young people back: organisations, the people in them, and what each has promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.core.hours import Hours

FRENCH = "fr"


class Role(StrEnum):
    """What someone may do at the desk."""

    MEMBRE = "membre"
    RESPONSABLE = "responsable"
    COORDINATEUR = "coordinateur"
    OPERATEUR = "operateur"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works requests, or watches over them; `partner` is empty for those of the whole territory."""

    id: str
    name: str
    role: Role = Role.MEMBRE
    partner: str = ""
    email: str = ""
    telegram: int | None = None
    languages: frozenset[str] = frozenset({FRENCH})


class Absence(NamedTuple):
    """Days on which a partner calls no one, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that answers for some quartiers, and how fast: `delay` in its own working days.

    Empty `themes` mean every theme; `ages` are the youngest and the oldest it calls; `capacity` is how many living
    requests it takes at once; `number` is the one that it calls from; `fallbacks` are who is asked after it.
    """

    id: str
    name: str
    quartiers: frozenset[str]
    delay: int
    group: int | None = None
    kind: str = ""
    themes: frozenset[str] = frozenset()
    ages: tuple[int, int] | None = None
    languages: frozenset[str] = frozenset({FRENCH})
    hours: Hours | None = None
    capacity: int | None = None
    absences: tuple[Absence, ...] = ()
    number: str = ""
    fallbacks: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def reachable(self) -> bool:
        """Return whether a request can reach someone there: a Telegram group, or a person who can sign in."""
        return self.group is not None or any(person.email or person.telegram for person in self.people)

    def covers(self, quartier: str | None) -> bool:
        """Return whether a request from this quartier may be offered to them."""
        return quartier in self.quartiers and self.reachable
