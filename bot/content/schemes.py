"""What may be written in data/dispositifs.yaml: the schemes, what each asks, and how sure we are of it."""

from __future__ import annotations

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

    def criteria(self) -> Criteria:
        """Return them as the core reads them."""
        return Criteria(
            age=self.age.ages() if self.age else None,
            age_rqth=self.age_rqth.ages() if self.age_rqth else None,
            diploma=Diploma[self.diplome.upper()] if self.diplome else None,
            situations=frozenset(map(Situation, self.situation or ())),
            depends=self.ca_depend or {},
            qpv=self.qpv is not None,
            young=self.avant or {},
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

    def scheme(self, name: str) -> Scheme:
        """Return it as the core reads it."""
        return Scheme(
            id=name,
            name=self.nom,
            summary=self.en_bref.strip(),
            now=self.et_maintenant.strip(),
            otherwise=self.sinon.strip(),
            criteria=self.criteres.criteria(),
            conditions=tuple(self.criteres.conditions or ()),
            amount=self.montant.strip(),
            level=self.niveau,
            checked=self.verifie_le,
            valid_until=self.valable_jusqu_au,
            priority=self.priorite,
        )


class SchemesForm(Form):
    """dispositifs.yaml; each scheme is read by its own form."""

    dispositifs: dict[Id, dict[str, Any]]
