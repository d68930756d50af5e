"""The schemes that can help someone, what each asks, and what we know of the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import NamedTuple

from bot.core.tongue import FR, Tongue

UNCHECKED = "C"
"""The level of facts that nobody has checked."""
FRESH = timedelta(days=366)
"""A fact that was checked longer ago is to be confirmed, whatever its own date says."""
OLDEST = 120
"""Years: the upper bound of « 30 ans ou plus »."""


class Diploma(IntEnum):
    """The highest diploma, lowest first."""

    AUCUN = 0
    CAP_BEP = 1
    BAC = 2
    APRES_BAC = 3


class Situation(StrEnum):
    """What someone does of their days."""

    NI_ETUDES_NI_EMPLOI = "ni_etudes_ni_emploi"
    DEMANDEUR_EMPLOI = "demandeur_emploi"
    SCOLARISE = "scolarise"
    EN_FORMATION = "en_formation"
    EN_EMPLOI = "en_emploi"


class Ages(NamedTuple):
    """Years of age from `low` to `high`, both included: what a scheme admits, or what is known of someone."""

    low: int = 0
    high: int = OLDEST

    def holds(self, known: Ages) -> bool | None:
        """Return whether all of someone's possible ages are in these; None when only some are."""
        if known.high < self.low or known.low > self.high:
            return False
        return True if self.low <= known.low and known.high <= self.high else None

    def said(self, tongue: Tongue = FR) -> str:
        """Say them: « 19 ans », « entre 18 et 20 ans », « moins de 16 ans », « 30 ans ou plus »."""
        if self.low == self.high:
            return tongue("ans", n=self.low)
        if self.high >= OLDEST:
            return tongue("ans_ou_plus", n=self.low)
        return tongue("entre_ans", n=self.low, m=self.high) if self.low else tongue("moins_de_ans", n=self.high + 1)


class Profile(NamedTuple):
    """What someone said of themselves; None where they did not say."""

    age: Ages | None = None
    diploma: Diploma | None = None
    situation: Situation | None = None
    rqth: bool | None = None
    qpv: bool | None = None

    @classmethod
    def of(cls, answers: Mapping[str, str]) -> Profile:
        """Read it from the answers `age`, `diplome`, `situation` and `rqth`; whatever says none of them is not known.

        An age is written « 19 », or « 18-20 » for a range.
        """
        diploma = answers.get("diplome", "").upper()
        situation = answers.get("situation")
        return cls(
            _ages(answers.get("age", "")),
            Diploma[diploma] if diploma in Diploma.__members__ else None,
            Situation(situation) if situation in set(Situation) else None,
            {"oui": True, "non": False}.get(answers.get("rqth", "")),
        )


def _ages(text: str) -> Ages | None:
    low, _, high = text.partition("-")
    if not low.isdecimal() or not (high or low).isdecimal():
        return None
    return Ages(int(low), int(high or low))


@dataclass(frozen=True, slots=True)
class Criteria:
    """Who a scheme is for; a criterion that is None is none."""

    age: Ages | None = None
    age_rqth: Ages | None = None
    """The ages of those whose disability is recognised."""
    diploma: Diploma | None = None
    """The highest that it admits."""
    situations: frozenset[Situation] = frozenset()
    depends: Mapping[str, str] = field(default_factory=dict)
    """Diplomas and situations with which it depends, and what on: « si ton travail ne dure pas »."""
    qpv: bool = False
    young: Mapping[int, str] = field(default_factory=dict)
    """What is asked of those younger than an age: « il faut l'accord de tes parents » before 18."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme as operators wrote it, with how sure its facts are and until when."""

    id: str
    name: str
    summary: str
    now: str
    """What to do this week."""
    otherwise: str
    """What else there is, for those it is not for."""
    criteria: Criteria
    conditions: tuple[str, ...] = ()
    """What is shown and cannot be computed."""
    amount: str = ""
    level: str = "A"
    checked: date = date.max
    valid_until: date = date.max
    priority: int = 5

    def stale(self, today: date) -> bool:
        """Return whether its facts are past their date, or were not checked for a year."""
        return today > self.valid_until or today - self.checked > FRESH

    def to_confirm(self, today: date, tongue: Tongue = FR) -> str:
        """Say that its facts need confirming, empty when they do not."""
        if self.stale(today):
            return tongue("a_confirmer_depuis", date=f"{self.checked:%d/%m/%Y}")
        return tongue("a_confirmer") if self.level == UNCHECKED else ""
