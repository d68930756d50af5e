"""Which schemes suit someone, in order, and why: said in plain words, never more surely than is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from bot.core.schemes import OLDEST, UNCHECKED, Ages, Criteria, Profile, Scheme, Situation

MOST_WORDS = 15
"""Words of a sentence that is read at once; a longer reason is said in two."""


class Fit(IntEnum):
    """How a scheme suits someone, best first."""

    OUI = 0
    A_VERIFIER = 1
    PRESQUE = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """A scheme, how it suits someone, why, what remains to check, and what else when it is not for them."""

    scheme: Scheme
    fit: Fit
    reason: str
    checks: tuple[str, ...] = ()
    """What decides and is not known of the person."""
    conditions: tuple[str, ...] = ()
    """What nobody can compute."""
    but: str = ""

    def card(self, today: date) -> dict[str, str]:
        """Return the words that a `fiche` may use; an amount past its date is not said."""
        scheme, near = self.scheme, self.fit is Fit.PRESQUE
        return {
            "nom": scheme.name,
            "en_bref": scheme.summary,
            "raison": f"{self.reason} {self.but}".strip(),
            "a_verifier": "\n".join(f"À vérifier : {check}" for check in (*self.checks, *self.conditions)),
            "montant": "" if near or scheme.stale(today) else scheme.amount,
            "maintenant": scheme.now,
            "a_confirmer": scheme.to_confirm(today),
        }


SCHEME_WORDS = ("nom", "en_bref", "raison", "a_verifier", "montant", "maintenant", "a_confirmer")


class _Finding(NamedTuple):
    """What one criterion finds: whether it holds, what of the person it looked at, what to check, what else there is.

    `has` is said after « tu as », `does` after « tu ».
    """

    holds: bool | None
    has: tuple[str, ...] = ()
    does: str = ""
    check: str = ""
    but: str = ""


_Criterion = Callable[[Criteria, Profile], _Finding | None]

_DIPLOMAS = ("pas de diplôme", "un CAP ou un BEP", "le bac", "un diplôme après le bac")
_SITUATIONS = {
    Situation.NI_ETUDES_NI_EMPLOI: "n'es ni en cours ni au travail",
    Situation.DEMANDEUR_EMPLOI: "cherches un travail",
    Situation.SCOLARISE: "vas en cours",
    Situation.EN_FORMATION: "es en formation",
    Situation.EN_EMPLOI: "travailles",
}
_ANYONE = "C'est ouvert à tout le monde."
_UNKNOWN = "je ne connais pas encore les conditions exactes."


def assess(schemes: Iterable[Scheme], profile: Profile) -> tuple[Verdict, ...]:
    """Return the schemes that suit someone or nearly do, best first.

    Those that fit come before those where something remains to check, then those that fail on one criterion alone;
    the others are left out. What someone did not say never excludes. Within each group: the operator's `priorite`,
    smallest first, then the most criteria met, then the order written.
    """
    verdicts = (_verdict(scheme, profile) for scheme in schemes)
    kept = [(verdict, met) for verdict, met in verdicts if verdict]
    kept.sort(key=lambda found: (found[0].fit, found[0].scheme.priority, -found[1]))
    return tuple(verdict for verdict, _ in kept)


def _verdict(scheme: Scheme, profile: Profile) -> tuple[Verdict | None, int]:
    """Return what is to be said of one scheme, None when more than one criterion fails, and how many are met."""
    found = [finding for look in _CRITERIA if (finding := look(scheme.criteria, profile))]
    met = [finding for finding in found if finding.holds]
    failed = [finding for finding in found if finding.holds is False]
    if len(failed) > 1:
        return None, 0
    if failed:
        but = failed[0].but or scheme.otherwise
        return Verdict(scheme, Fit.PRESQUE, _because("Pas pour toi, parce que", failed), but=but), len(met)
    checks = tuple(finding.check for finding in found if finding.holds is None)
    if not found and scheme.level == UNCHECKED:
        checks = (_UNKNOWN,)
    fit = Fit.A_VERIFIER if checks else Fit.OUI
    reason = _because("Parce que", met) if met else "" if checks else _ANYONE
    return Verdict(scheme, fit, reason, checks, _conditions(scheme, profile.age)), len(met)


def _conditions(scheme: Scheme, age: Ages | None) -> tuple[str, ...]:
    young = scheme.criteria.young.items()
    asked = (f"avant {years} ans, {said}" for years, said in young if age is None or age.low < years)
    return (*scheme.conditions, *asked)


def _because(opening: str, findings: list[_Finding]) -> str:
    """Say why, in one sentence, or several when one would be too long."""
    has = [thing for finding in findings for thing in finding.has]
    does = [f"tu {finding.does}" for finding in findings if finding.does]
    said = f"{opening} {', et que '.join([*_having(has), *does])}."
    if len(said.split()) <= MOST_WORDS:
        return said
    first, *others = [*_having(has[:2]), *_having(has[2:]), *does]
    return " ".join([f"{opening} {first}.", *(f"Et parce que {clause}." for clause in others)])


def _having(things: list[str]) -> list[str]:
    """Return « tu as … et … » as the only clause; none when there is nothing."""
    *first, last = things or [""]
    return [f"tu as {', '.join(first)} et {last}" if first else f"tu as {last}"] if things else []


def _age(criteria: Criteria, profile: Profile) -> _Finding | None:
    if criteria.age is None:
        return None
    usual = criteria.age
    wider = criteria.age_rqth or usual
    bounds = wider if profile.rqth else usual
    if profile.age is None:
        return _Finding(None, check=f"il faut avoir {bounds}.")
    holds = bounds.holds(profile.age)
    if profile.rqth is None and holds is False and wider.holds(profile.age) is not False:
        return _Finding(None, check=f"c'est possible {_until(wider)} si ton handicap est reconnu (RQTH).")
    if holds is None:
        return _Finding(None, check=f"il faut avoir {bounds}.")
    if not holds:
        return _Finding(holds, (str(profile.age),), but=_another_age(usual, wider, profile))
    return _Finding(holds, (str(profile.age), *(() if usual.holds(profile.age) else ("un handicap reconnu",))))


def _another_age(usual: Ages, wider: Ages, profile: Profile) -> str:
    """Return at what age, or with what, it would be possible; empty when it never will."""
    known, bounds = profile.age or usual, wider if profile.rqth else usual
    if known.high < bounds.low:
        return f"Mais tu pourras à {bounds.low} ans."
    if not profile.rqth and wider.holds(known) is not False:
        return f"Mais c'est possible {_until(wider)} si ton handicap est reconnu (RQTH)."
    return ""


def _until(ages: Ages) -> str:
    return f"jusqu'à {ages.high} ans" if ages.high < OLDEST else "sans limite d'âge"


def _diploma(criteria: Criteria, profile: Profile) -> _Finding | None:
    most = criteria.diploma
    if most is None:
        return None
    if profile.diploma is None:
        return _Finding(
            None, check=f"il faut avoir au plus {_DIPLOMAS[most]}." if most else "il faut être sans diplôme."
        )
    depends = criteria.depends.get(profile.diploma.name.lower())
    if depends:
        return _Finding(None, check=depends)
    return _Finding(profile.diploma <= most, (_DIPLOMAS[profile.diploma],))


def _situation(criteria: Criteria, profile: Profile) -> _Finding | None:
    if not criteria.situations:
        return None
    if profile.situation is None:
        return _Finding(None, check="ça dépend de ta situation : cours, travail ou recherche.")
    if profile.situation in criteria.depends:
        return _Finding(None, check=criteria.depends[profile.situation])
    return _Finding(profile.situation in criteria.situations, does=_SITUATIONS[profile.situation])


def _quartier(criteria: Criteria, profile: Profile) -> _Finding | None:
    if not criteria.qpv:
        return None
    if profile.qpv is None:
        return _Finding(None, check="il faut habiter un quartier prioritaire.")
    does = "habites un quartier prioritaire" if profile.qpv else "n'habites pas un quartier prioritaire"
    return _Finding(profile.qpv, does=does)


_CRITERIA: tuple[_Criterion, ...] = (_age, _diploma, _situation, _quartier)
