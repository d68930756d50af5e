"""Which schemes suit someone, in order, and why: said in plain words, never more surely than is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import reduce
from typing import NamedTuple

from bot.core.schemes import OLDEST, UNCHECKED, Ages, Criteria, Profile, Scheme, Situation
from bot.core.tongue import FR, Tongue

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

    def card(self, today: date, tongue: Tongue = FR) -> dict[str, str]:
        """Return the words that a `fiche` may use; an amount past its date is not said."""
        scheme, near = self.scheme, self.fit is Fit.PRESQUE
        return {
            "nom": scheme.name,
            "en_bref": scheme.summary,
            "raison": f"{self.reason} {self.but}".strip(),
            "a_verifier": "\n".join(
                tongue("a_verifier", condition=check) for check in (*self.checks, *self.conditions)
            ),
            "montant": "" if near or scheme.stale(today) else scheme.amount,
            "maintenant": scheme.now,
            "a_confirmer": scheme.to_confirm(today, tongue),
        }


SCHEME_WORDS = ("nom", "en_bref", "raison", "a_verifier", "montant", "maintenant", "a_confirmer")


class _Finding(NamedTuple):
    """What one criterion finds: whether it holds, what of the person it looked at, what to check, what else there is.

    In French, `has` is said after « tu as » and `does` after « tu », so that several make one sentence; in other
    languages the `clauses` are said one after the other.
    """

    holds: bool | None
    has: tuple[str, ...] = ()
    does: str = ""
    clauses: tuple[str, ...] = ()
    check: str = ""
    but: str = ""


_Criterion = Callable[[Criteria, Profile, Tongue], _Finding | None]

_DIPLOMAS = ("pas de diplôme", "un CAP ou un BEP", "le bac", "un diplôme après le bac")
_SITUATIONS = {
    Situation.NI_ETUDES_NI_EMPLOI: "n'es ni en cours ni au travail",
    Situation.DEMANDEUR_EMPLOI: "cherches un travail",
    Situation.SCOLARISE: "vas en cours",
    Situation.EN_FORMATION: "es en formation",
    Situation.EN_EMPLOI: "travailles",
}


def assess(schemes: Iterable[Scheme], profile: Profile, tongue: Tongue = FR) -> tuple[Verdict, ...]:
    """Return the schemes that suit someone or nearly do, best first, with the reasons in a language.

    Those that fit come before those where something remains to check, then those that fail on one criterion alone;
    the others are left out. What someone did not say never excludes. Within each group: the operator's `priorite`,
    smallest first, then the most criteria met, then the order written.
    """
    verdicts = (_verdict(scheme, profile, tongue) for scheme in schemes)
    kept = [(verdict, met) for verdict, met in verdicts if verdict]
    kept.sort(key=lambda found: (found[0].fit, found[0].scheme.priority, -found[1]))
    return tuple(verdict for verdict, _ in kept)


def _verdict(scheme: Scheme, profile: Profile, tongue: Tongue) -> tuple[Verdict | None, int]:
    """Return what is to be said of one scheme, None when more than one criterion fails, and how many are met."""
    found = [finding for look in _CRITERIA if (finding := look(scheme.criteria, profile, tongue))]
    met = [finding for finding in found if finding.holds]
    failed = [finding for finding in found if finding.holds is False]
    if len(failed) > 1:
        return None, 0
    if failed:
        but = failed[0].but or scheme.otherwise
        return Verdict(scheme, Fit.PRESQUE, _because(failed, tongue, suits=False), but=but), len(met)
    checks = tuple(finding.check for finding in found if finding.holds is None)
    if not found and scheme.level == UNCHECKED:
        checks = (tongue("conditions_inconnues"),)
    fit = Fit.A_VERIFIER if checks else Fit.OUI
    reason = _because(met, tongue, suits=True) if met else "" if checks else tongue("pour_tous")
    return Verdict(scheme, fit, reason, checks, _conditions(scheme, profile.age, tongue)), len(met)


def _conditions(scheme: Scheme, age: Ages | None, tongue: Tongue) -> tuple[str, ...]:
    young = scheme.criteria.young.items()
    asked = ((years, said) for years, said in young if age is None or age.low < years)
    return (*scheme.conditions, *(tongue("avant_ans", n=years, condition=said) for years, said in asked))


def _because(findings: list[_Finding], tongue: Tongue, *, suits: bool) -> str:
    """Say why; in French in one sentence, or several when one would be too long."""
    if not tongue.french:
        clauses = [clause for finding in findings for clause in finding.clauses]
        reasons = reduce(lambda said, more: tongue("raison_suivante", raisons=said, raison=more), clauses)
        return tongue("pour_toi" if suits else "pas_pour_toi", raisons=reasons)
    opening = "Parce que" if suits else "Pas pour toi, parce que"
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


def _age(criteria: Criteria, profile: Profile, tongue: Tongue) -> _Finding | None:
    if criteria.age is None:
        return None
    usual = criteria.age
    wider = criteria.age_rqth or usual
    bounds = wider if profile.rqth else usual
    needed = tongue("il_faut_age", age=bounds.said(tongue))
    if profile.age is None:
        return _Finding(None, check=needed)
    holds = bounds.holds(profile.age)
    if profile.rqth is None and holds is False and wider.holds(profile.age) is not False:
        return _Finding(None, check=tongue("possible_avec_rqth", age=_until(wider, tongue)))
    if holds is None:
        return _Finding(None, check=needed)
    said = profile.age.said(tongue)
    has, clauses = (said,), (tongue("tu_as_age", age=said),)
    if not holds:
        return _Finding(holds, has, clauses=clauses, but=_another_age(usual, wider, profile, tongue))
    if usual.holds(profile.age):
        return _Finding(holds, has, clauses=clauses)
    return _Finding(holds, (*has, "un handicap reconnu"), clauses=(*clauses, tongue("tu_as_rqth")))


def _another_age(usual: Ages, wider: Ages, profile: Profile, tongue: Tongue) -> str:
    """Return at what age, or with what, it would be possible; empty when it never will."""
    known, bounds = profile.age or usual, wider if profile.rqth else usual
    if known.high < bounds.low:
        return tongue("mais_plus_tard", n=bounds.low)
    if not profile.rqth and wider.holds(known) is not False:
        return tongue("mais_possible_avec_rqth", age=_until(wider, tongue))
    return ""


def _until(ages: Ages, tongue: Tongue) -> str:
    return tongue("jusqu_a_ans", n=ages.high) if ages.high < OLDEST else tongue("sans_limite_d_age")


def _diploma(criteria: Criteria, profile: Profile, tongue: Tongue) -> _Finding | None:
    most, has = criteria.diploma, profile.diploma
    if most is None:
        return None
    if has is None:
        return _Finding(None, check=tongue(f"il_faut_{most.name.lower()}"))
    depends = criteria.depends.get(has.name.lower())
    if depends:
        return _Finding(None, check=depends)
    return _Finding(has <= most, (_DIPLOMAS[has],), clauses=(tongue(f"tu_as_{has.name.lower()}"),))


def _situation(criteria: Criteria, profile: Profile, tongue: Tongue) -> _Finding | None:
    lived = profile.situation
    if not criteria.situations:
        return None
    if lived is None:
        return _Finding(None, check=tongue("ca_depend_de_ta_situation"))
    if lived in criteria.depends:
        return _Finding(None, check=criteria.depends[lived])
    return _Finding(lived in criteria.situations, does=_SITUATIONS[lived], clauses=(tongue(f"tu_{lived}"),))


def _quartier(criteria: Criteria, profile: Profile, tongue: Tongue) -> _Finding | None:
    if not criteria.qpv:
        return None
    if profile.qpv is None:
        return _Finding(None, check=tongue("il_faut_qpv"))
    does = "habites un quartier prioritaire" if profile.qpv else "n'habites pas un quartier prioritaire"
    return _Finding(profile.qpv, does=does, clauses=(tongue("tu_qpv" if profile.qpv else "tu_hors_qpv"),))


_CRITERIA: tuple[_Criterion, ...] = (_age, _diploma, _situation, _quartier)
