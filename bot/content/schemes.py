"""What may be written in data/dispositifs.yaml: the schemes, what each asks, and how sure we are of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.content.leaves import Form, Id, Phrases, Prose, one_of, some
from bot.core.schemes import OLDEST, Ages, Criteria, Diploma, Scheme, Situation

DIPLOMAS = tuple(diploma.name.lower() for diploma in Diploma)
SITUATIONS = tuple(situation.value for situation in Situation)

Years = Annotated[int, Field(ge=0, le=OLDEST)]
Doubtful = Annotated[str, AfterValidator(one_of(*DIPLOMAS, *SITUATIONS))]
SituationName = Annotated[str, AfterValidator(one_of(*SITUATIONS))]


Said = Callable[[str, str], str]
"""Gives what is said under a key in place of its French."""


def _as_written(_: str, french: str) -> str:
    return french.strip()


class AgesForm(Form):
    """`age` and `age_rqth`: both years are admitted."""

    de: Years = 0
    a: Years = OLDEST

    def ages(self) -> Ages:
        """Return them as the core reads them."""
        return Ages(self.de, self.a)


class CriteriaForm(Form):
    """`criteres`."""

    age: AgesForm | None = None
    age_rqth: AgesForm | None = None
    diplome: Annotated[str, AfterValidator(one_of(*DIPLOMAS))] | None = None
    situation: Annotated[list[SituationName], BeforeValidator(some)] | None = None
    ca_depend: Annotated[dict[Doubtful, Prose], BeforeValidator(some)] | None = None
    qpv: Annotated[str, AfterValidator(one_of("oui"))] | None = None
    conditions: Phrases | None = None
    avant: Annotated[dict[Years, Prose], BeforeValidator(some)] | None = None

    @property
    def computed(self) -> bool:
        """Return whether someone can be found not to meet them."""
        return any((self.age, self.diplome, self.situation, self.qpv))

    def criteria(self, said: Said = _as_written) -> Criteria:
        """Return them as the core reads them, in the language of `said`."""
        return Criteria(
            age=self.age.ages() if self.age else None,
            age_rqth=self.age_rqth.ages() if self.age_rqth else None,
            diploma=Diploma[self.diplome.upper()] if self.diplome else None,
            situations=frozenset(map(Situation, self.situation or ())),
            depends={what: said("ca_depend", on) for what, on in (self.ca_depend or {}).items()},
            qpv=self.qpv is not None,
            young={years: said("avant", asked) for years, asked in (self.avant or {}).items()},
        )


class SchemeForm(Form):
    """One scheme. `niveau`: A when an official page says it, B for one other source, C when it is not checked."""

    nom: Prose
    en_bref: Prose
    criteres: CriteriaForm = CriteriaForm()
    et_maintenant: Prose
    sinon: str = ""
    montant: str = ""
    niveau: Annotated[str, AfterValidator(one_of("A", "B", "C"))]
    source: str = ""
    verifie_le: date
    valable_jusqu_au: date
    priorite: Annotated[int, Field(ge=1, le=9)] = 5

    def scheme(self, name: str, said: Said = _as_written) -> Scheme:
        """Return it as the core reads it, in the language of `said`."""
        return Scheme(
            id=name,
            name=said("nom", self.nom),
            summary=said("en_bref", self.en_bref),
            now=said("et_maintenant", self.et_maintenant),
            otherwise=said("sinon", self.sinon),
            criteria=self.criteres.criteria(said),
            conditions=tuple(said("conditions", one) for one in self.criteres.conditions or ()),
            amount=said("montant", self.montant),
            level=self.niveau,
            checked=self.verifie_le,
            valid_until=self.valable_jusqu_au,
            priority=self.priorite,
        )


class SchemesForm(Form):
    """dispositifs.yaml; each scheme is read by its own form."""

    dispositifs: dict[Id, dict[str, Any]]
