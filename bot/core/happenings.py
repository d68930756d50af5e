"""Job datings, information meetings, workshops, forums: what happens once, at a place, and which to propose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.core import dates, nearness
from bot.core.nearness import NEAR_METRES, Nearness
from bot.core.places import Point, Quartier
from bot.core.tongue import FR, Tongue
from bot.core.understand import fold_written

AHEAD = timedelta(days=30)
"""Nothing further away in time is proposed."""
FAR_METRES = 30_000
"""Nothing further away than this is proposed."""
SHOWN = 3


class Employer(NamedTuple):
    """Who recruits, and for which posts."""

    name: str
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """What happens once. `left` is how many places are left, None when nobody told us.

    `proviso` says what may still change and where to check it; without `at`, only the commune is known.
    """

    id: str
    title: str
    kind: str
    start: datetime
    end: datetime
    place: str = ""
    commune: str = ""
    at: Point | None = None
    employers: tuple[Employer, ...] = ()
    who: str = ""
    bring: str = ""
    left: int | None = None
    signup: str = ""
    proviso: str = ""

    @property
    def full(self) -> bool:
        """Return whether no place is left."""
        return self.left == 0


class Coming(NamedTuple):
    """A happening that is not over, and how near it is: None when only its town is known."""

    happening: Happening
    near: Nearness | None = None

    @property
    def further(self) -> bool:
        """Return whether it is beyond what is « près de chez toi »."""
        return self.near is not None and self.near.metres > NEAR_METRES

    def card(self, now: datetime, tongue: Tongue = FR) -> dict[str, str]:
        """Return the words that a `fiche` may use; those of what is not known are empty."""
        told = self.happening
        return {
            "quand": dates.slot(told.start, told.end, now, tongue),
            "titre": told.title,
            "genre": told.kind,
            "lieu": told.place,
            "commune": told.commune,
            "distance": self._distance(tongue),
            "employeurs": ", ".join(employer.name for employer in told.employers),
            "postes": ", ".join(dict.fromkeys(post for employer in told.employers for post in employer.posts)),
            "pour_qui": told.who,
            "a_apporter": told.bring,
            "places": _places(told.left, tongue),
            "complet": "oui" if told.left == 0 else "",
            "inscription": told.signup,
            "condition": told.proviso,
        }

    def _distance(self, tongue: Tongue) -> str:
        if self.near is None:
            return self.happening.commune
        if self.further:
            return tongue("plus_loin", distance=nearness.walk(self.near.metres, tongue))
        return self.near.said(tongue)


HAPPENING_WORDS = (
    "quand", "titre", "genre", "lieu", "commune", "distance", "employeurs", "postes", "pour_qui", "a_apporter",
    "places", "complet", "inscription", "condition",
)  # fmt: skip


def coming(happenings: Iterable[Happening], home: Quartier | None, now: datetime, most: int = SHOWN) -> list[Coming]:
    """Return what to propose around a quartier, in the next `AHEAD`; nothing that is over.

    Those within `NEAR_METRES` come first, by date; then those within `FAR_METRES`, by date too, which say « plus
    loin ». What is full comes after all that is not. Without a position, only the same commune is near.
    """
    if home is None:
        return []
    found = (seen(told, home) for told in happenings if now < told.end and told.start <= now + AHEAD)
    return sorted(filter(None, found), key=_rank)[:most]


def seen(told: Happening, home: Quartier | None) -> Coming | None:
    """Return a happening as it is seen from a quartier, None when it is too far from it."""
    near = nearness.of(home, told.at)
    if near:
        return Coming(told, near) if near.metres <= FAR_METRES else None
    return Coming(told) if home and _same_town(told, home) else None


def _same_town(told: Happening, home: Quartier) -> bool:
    return fold_written(told.commune) in map(fold_written, home.commune.split(";"))


def _rank(found: Coming) -> tuple[bool, bool, datetime, float]:
    return found.happening.full, found.further, found.happening.start, found.near.metres if found.near else 0


def _places(left: int | None, tongue: Tongue) -> str:
    if left is None:
        return ""
    return tongue({0: "complet", 1: "une_place"}.get(left, "places"), n=left)
