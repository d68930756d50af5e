"""What may be written in data/partenaires.yaml: who calls back, for whom, how fast, and the people who do it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

import phonenumbers
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from bot.content.leaves import Form, Id, Prose, one_of, wrong
from bot.content.problems import meant
from bot.core import asking, languages
from bot.core.hours import Hours
from bot.core.partners import FRENCH, Absence, Partner, Person, Role

_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\".]{2,}")
_AGES = re.compile(r"(\d{1,2})\s*-\s*(\d{1,2})")


def _working_days(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 10:
        fix = "un nombre de jours ouvrés entre 1 et 10, par exemple « 2 »"
        raise wrong("valeur-refusee", f"« {value} » n'est pas un délai", fix)
    return int(value)


def _group(value: str) -> int | None:
    if not value.strip():
        return None
    try:
        return int(value)
    except ValueError:
        fix = "un groupe Telegram est un nombre, par exemple « -1001000000002 »"
        raise wrong("valeur-refusee", f"« {value} » n'est pas un groupe", fix) from None


def _account(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 1 << 52:
        fix = "le robot donne ce numéro à qui lui écrit, par exemple « 123456789 »"
        raise wrong("valeur-refusee", f"« {value} » n'est pas un numéro Telegram", fix)
    return int(value)


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise wrong("valeur-refusee", f"« {value} » n'est pas une adresse", "écrivez une seule adresse électronique")
    return value


def _language(value: str) -> str:
    if value in languages.NAMES:
        return value
    named = {name: code for code, name in languages.NAMES.items()}
    near = f"écrivez « {named[value.lower()]} »" if value.lower() in named else meant(value, languages.NAMES)
    fix = near or "écrivez son code, par exemple « ar » pour l'arabe"
    raise wrong("langue-inconnue", f"la langue « {value} » n'est pas connue", fix)


def _ages(value: str) -> tuple[int, int]:
    found = _AGES.fullmatch(value.strip())
    if found is None or int(found[1]) > int(found[2]):
        raise wrong("valeur-refusee", f"« {value} » ne dit pas des âges", "écrivez par exemple « 16-25 »")
    return int(found[1]), int(found[2])


def _number(value: str) -> str:
    if asking.telephone(value) is None:
        fix = "écrivez un numéro français, par exemple « 01 99 00 00 00 »"
        raise wrong("valeur-refusee", f"« {value} » n'est pas un numéro qu'on peut appeler", fix)
    return phonenumbers.format_number(phonenumbers.parse(value, "FR"), phonenumbers.PhoneNumberFormat.E164)


Language = Annotated[str, AfterValidator(_language), WithJsonSchema({"type": "string", "enum": [*languages.NAMES]})]
Languages = Annotated[list[Language], Field(min_length=1)]
Address = Annotated[str, AfterValidator(_address)]
Account = Annotated[int, BeforeValidator(_account)]
MemberRole = Annotated[str, AfterValidator(one_of(Role.MEMBRE, Role.RESPONSABLE))]
WatchRole = Annotated[str, AfterValidator(one_of(Role.COORDINATEUR, Role.OPERATEUR))]


class AbsenceForm(Form):
    """Days on which a partner calls no one, both included."""

    du: date
    au: date

    @model_validator(mode="after")
    def _begins_first(self) -> AbsenceForm:
        if self.du > self.au:
            message = f"cette absence finit le {self.au}, avant de commencer"
            raise wrong("absence-a-l-envers", message, "échangez « du » et « au », ou vérifiez l'année")
        return self


class _Declared(Form):
    nom: Prose
    courriel: Address | None = None
    telegram: Account | None = None
    langues: Languages = Field(default=[FRENCH])
    role: str

    def person(self, name: str, partner: str = "") -> Person:
        """Return this person as the core knows them."""
        spoken = frozenset(self.langues)
        return Person(name, self.nom.strip(), Role(self.role), partner, self.courriel or "", self.telegram, spoken)


class PersonForm(_Declared):
    """Someone of a partner."""

    role: MemberRole = Role.MEMBRE


class WatcherForm(_Declared):
    """Someone of the whole territory, told when a partner cannot be."""

    role: WatchRole


class PartnerForm(Form):
    """One partner."""

    nom: Prose
    genre: str = ""
    quartiers: list[str]
    themes: list[str] = Field(default_factory=list)
    ages: Annotated[tuple[int, int] | None, BeforeValidator(_ages)] = None
    langues: Languages = Field(default=[FRENCH])
    horaires: str = ""
    delai: Annotated[int, BeforeValidator(_working_days)]
    capacite: Annotated[int, Field(ge=1, le=1000)] | None = None
    absences: list[AbsenceForm] = Field(default_factory=list)
    numero: Annotated[str, AfterValidator(_number)] = ""
    recours: list[Id] = Field(default_factory=list)
    groupe: Annotated[int | None, BeforeValidator(_group)] = None
    personnes: dict[Id, PersonForm] = Field(default_factory=dict)

    def partner(self, name: str) -> Partner:
        """Return this partner as the core knows it."""
        return Partner(
            id=name,
            name=self.nom,
            quartiers=frozenset(self.quartiers),
            delay=self.delai,
            group=self.groupe,
            kind=self.genre,
            themes=frozenset(self.themes),
            ages=self.ages,
            languages=frozenset(self.langues),
            hours=Hours(self.horaires) if self.horaires else None,
            capacity=self.capacite,
            absences=tuple(Absence(absence.du, absence.au) for absence in self.absences),
            number=self.numero,
            fallbacks=tuple(self.recours),
            people=tuple(form.person(person, name) for person, form in self.personnes.items()),
        )


class PartnersForm(Form):
    """partenaires.yaml; each partner, and each person of the coordination, is read by its own form."""

    partenaires: dict[Id, dict[str, Any]]
    coordination: dict[Id, dict[str, Any]] = Field(default_factory=dict)
