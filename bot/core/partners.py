"""Who calls young people back: organisations, the people in them, and what each has promised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.core import languages
from bot.core.hours import Hours

FRENCH, FRANCE = "fr", "+33"


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
    requests it takes at once; `number` (E.164) is the one that it calls from; `fallbacks` are who is asked after it.
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

    def absent(self, day: date) -> bool:
        """Return whether a day is one of its absences."""
        return any(absence.first <= day <= absence.last for absence in self.absences)

    def without_absences(self) -> Partner:
        """Return the same partner as if it were never absent."""
        return replace(self, absences=()) if self.absences else self

    def speaks(self, language: str) -> bool:
        """Return whether someone there speaks a language; one of a region (`pt-BR`) is the language itself."""
        wanted = languages.base(language)
        return wanted in self.languages or any(wanted in person.languages for person in self.people)

    def calls_aged(self, age: int | None) -> bool:
        """Return whether it calls people of this age; an age we do not know shuts no one out."""
        return age is None or self.ages is None or self.ages[0] <= age <= self.ages[1]

    @property
    def shown_number(self) -> str:
        """Return its number as a French reader dials it, in pairs; one from elsewhere as it is kept."""
        if not self.number.startswith(FRANCE):
            return self.number
        digits = self.number.replace(FRANCE, "0", 1)
        return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))

    def covers(self, quartier: str | None) -> bool:
        """Return whether a request from this quartier may be offered to them."""
        return quartier in self.quartiers and self.reachable
