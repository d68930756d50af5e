"""What may be written in data/evenements.yaml: what happens once, where, for whom, and how sure we are of it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.content.gazetteer import Degrees
from bot.content.leaves import Form, Id, Prose, one_of, some, wrong
from bot.core.dates import PARIS
from bot.core.happenings import Employer

KINDS = ("job_dating", "reunion_information", "atelier", "forum")

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}")
_EXAMPLE = "écrivez le jour et l'heure ainsi : 2026-12-03 14:00"


def moment(text: str) -> datetime:
    """Read « 2026-12-03 14:00 », Paris time."""
    try:
        written = _MOMENT.fullmatch(text.strip())
        return datetime.fromisoformat(written[0] if written else "").replace(tzinfo=PARIS)
    except ValueError:
        raise wrong("moment-illisible", f"« {text} » n'est pas un jour et une heure", _EXAMPLE) from None


def _said(value: Any) -> Any:
    """Take a list as a sentence: one thing a line, or all of them after commas."""
    return ", ".join(map(str, some(value))) if isinstance(value, list) else value


def _places(value: str) -> int | None:
    if not value.strip():
        return None
    if not value.strip().isdecimal():
        raise wrong("valeur-refusee", f"« {value} » n'est pas un nombre de places", "écrivez un nombre, 0 si complet")
    return int(value)


Moment = Annotated[datetime, BeforeValidator(moment)]


class EmployerForm(Form):
    """One of `employeurs`."""

    nom: Prose
    postes: list[Prose] = Field(default_factory=list)

    def employer(self) -> Employer:
        """Return it as the core reads it."""
        return Employer(self.nom.strip(), tuple(post.strip() for post in self.postes))


class EventForm(Form):
    """One event. `structure` lends its place where the event says nothing of its own."""

    titre: Prose
    genre: Annotated[str, AfterValidator(one_of(*KINDS))]
    debut: Moment
    fin: Moment
    lieu: str = ""
    adresse: str = ""
    commune: str = ""
    latitude: Degrees | None = None
    longitude: Degrees | None = None
    structure: str = ""
    employeurs: Annotated[list[EmployerForm], BeforeValidator(some)] | None = None
    pour_qui: str = ""
    a_apporter: Annotated[str, BeforeValidator(_said)] = ""
    places: Annotated[int | None, BeforeValidator(_places)] = None
    sur_inscription: str = ""
    vrai_si: str = ""
    source: str = ""
    verifie_le: date | None = None
    exemple: Annotated[str, AfterValidator(one_of("oui", "non"))] = "non"

    @model_validator(mode="after")
    def _is_one_span_of_a_day(self) -> EventForm:
        if self.fin <= self.debut:
            fix = "échangez « debut » et « fin », ou corrigez l'un des deux"
            raise wrong("evenement-a-l-envers", "cet événement finit avant de commencer", fix)
        if self.fin.date() != self.debut.date():
            fix = "écrivez un événement par jour, chacun avec son identifiant"
            raise wrong("evenement-a-l-envers", "cet événement dure plus d'un jour", fix)
        return self

    @property
    def position(self) -> tuple[float, float] | None:
        """Return its own latitude and longitude, None unless both are written."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class EventsForm(Form):
    """evenements.yaml; each event is read by its own form."""

    evenements: dict[Id, dict[str, Any]]
