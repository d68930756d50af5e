"""What may be written in dialogues/: one model a kind of card, with the French keys that operators type."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, create_model, model_validator
from pydantic_core import PydanticCustomError

from bot.content.problems import meant
from bot.core import finding
from bot.core.flow import Words
from bot.core.playbook import PartnerWords

MAX_NAME = 40
RESERVED = frozenset({"fin", "retour", "sinon", "true", "false", "none", "and", "or", "not", "in", "is", "if", "else"})
ASKED = ("texte", "prenom", "age", "telephone", "quartier", "oui_non", "choix")

_STEP_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_DELAY = re.compile(r"(\d{1,4})\s*(min|minutes?|h|heures?|j|jours?)")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "j": timedelta(days=1)}


class Form(BaseModel):
    """A card: every key is known, nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrong(code: str, message: str, fix: str = "") -> PydanticCustomError:
    """Return an error that becomes the problem `code`."""
    return PydanticCustomError(code, "{said}", {"said": message, "fix": fix})


def _name(value: str) -> str:
    if value in RESERVED:
        raise wrong("nom-reserve", f"« {value} » est un mot de la grammaire", "choisissez un autre nom")
    if not _STEP_NAME.fullmatch(value) or len(value) > MAX_NAME:
        fix = f"au plus {MAX_NAME} lettres minuscules sans accent, chiffres et « _ », une lettre d'abord"
        raise wrong("nom-invalide", f"« {value} » n'est pas un nom d'étape ou de dialogue", fix)
    return value


def _id(value: str) -> str:
    if not _ID.fullmatch(value) or len(value) > MAX_NAME:
        fix = f"au plus {MAX_NAME} lettres minuscules sans accent, chiffres et « - »"
        raise wrong("nom-invalide", f"« {value} » n'est pas un identifiant", fix)
    return value


def _full(value: str) -> str:
    if not value.strip():
        raise wrong("texte-vide", "il manque un texte ici", "écrivez-le, ou effacez la clé")
    return value


def some(value: Any) -> Any:
    """Take a key with nothing after it for an empty list."""
    if value in ("", [], {}):
        raise wrong("texte-vide", "il manque une liste ici", "écrivez-y au moins une ligne, ou effacez la clé")
    return value


def one_of(*allowed: str) -> Callable[[str], str]:
    """Return a check that a value is one of those allowed."""

    def check(value: str) -> str:
        if value not in allowed:
            near = meant(value, allowed) or "acceptés : " + ", ".join(allowed)
            raise wrong("valeur-refusee", f"« {value} » n'est pas accepté ici", near)
        return value

    return check


def span(text: str) -> timedelta:
    """Read « 20 min », « 2 h » or « 3 jours »."""
    found = _DELAY.fullmatch(text.strip())
    if not found or not int(found[1]):
        raise wrong("duree-illisible", f"« {text} » n'est pas une durée", "écrivez « 20 min », « 2 h » ou « 3 jours »")
    return int(found[1]) * _UNITS[found[2][0]]


Name = Annotated[str, AfterValidator(_name)]
Id = Annotated[str, AfterValidator(_id)]
Prose = Annotated[str, AfterValidator(_full)]
Where = Annotated[str, AfterValidator(_full)]
Span = Annotated[timedelta, BeforeValidator(span)]
Phrases = Annotated[list[str], BeforeValidator(some)]
Choices = Annotated[dict[str, Where], BeforeValidator(some)]


class SilenceForm(Form):
    """`si_silence`."""

    apres: Span
    aller: Where


class StepForm(Form):
    """What every step may have."""

    repli: Where | None = None


class Told(StepForm):
    """A step that says something."""

    dire: Prose


class TellForm(Told):
    """`dire` alone."""

    puis: Where | None = None


class ChooseForm(Told):
    """`dire` and `choix`."""

    choix: Choices
    si_silence: SilenceForm | None = None


class AskForm(Told):
    """`demander`."""

    demander: Annotated[str, AfterValidator(one_of(*ASKED))]
    reponses: Annotated[dict[str, Id], BeforeValidator(some)] | None = None
    choix: Choices | None = None
    puis: Where | None = None
    si_silence: SilenceForm | None = None

    @model_validator(mode="after")
    def _choice_has_answers(self) -> AskForm:
        if (self.demander == "choix") != bool(self.reponses):
            fix = "« demander: choix » et « reponses: » s'écrivent l'un avec l'autre"
            raise wrong("cle-manquante", "cette question et ses réponses ne vont pas ensemble", fix)
        return self


class AgreeForm(Told):
    """`accord`."""

    accord: Prose
    choix: Choices
    si_vide: Where
    si_silence: SilenceForm | None = None


class SubmitForm(Told):
    """`demande`."""

    demande: Annotated[list[str], BeforeValidator(some)]
    puis: Where | None = None


class FindForm(Told):
    """`chercher`."""

    chercher: Annotated[str, AfterValidator(one_of(*finding.KINDS))]
    fiche: Prose
    si_vide: Where
    choix: Choices | None = None
    puis: Where | None = None
    si_silence: SilenceForm | None = None


def _ends_with_otherwise(cases: dict[str, str]) -> dict[str, str]:
    if list(cases)[-1:] != ["sinon"]:
        raise wrong("sinon-manquant", "ce « si » ne finit pas par « sinon »", "ajoutez une dernière ligne « sinon: … »")
    return cases


class BranchForm(StepForm):
    """`si`."""

    si: Annotated[dict[str, Where], BeforeValidator(some), AfterValidator(_ends_with_otherwise)]


class RemindForm(Told):
    """`rappeler`."""

    rappeler: Annotated[str, AfterValidator(one_of("la veille"))]
    fiche: Prose
    si_vide: Where
    puis: Where | None = None


class ForgetForm(Told):
    """`effacer`."""

    effacer: Annotated[str, AfterValidator(one_of("rappels", "tout"))]
    puis: Where | None = None


VERBS: dict[str, type[StepForm]] = {
    "demander": AskForm,
    "accord": AgreeForm,
    "demande": SubmitForm,
    "chercher": FindForm,
    "si": BranchForm,
    "rappeler": RemindForm,
    "effacer": ForgetForm,
}
"""The verb that decides what a step is; without any of them, `choix` or else `dire` does."""


class DialogueForm(Form):
    """A dialogue, its steps aside: each is read by the form of its verb."""

    dialogue: Name
    titre: Prose
    commande: Prose | None = None
    on_dit: Phrases | None = None
    etapes: Annotated[dict[Name, dict[str, Any]], BeforeValidator(some)]


def _heard(value: Any) -> Any:
    if value in ("", []):
        raise wrong("urgence-sans-mots", "cette urgence n'a pas de mots", "écrivez ce qu'un jeune pourrait dire")
    return value


class EmergencyForm(Form):
    """One emergency."""

    mots: Annotated[list[str], BeforeValidator(_heard)]
    dire: Prose


class EmergenciesForm(Form):
    """urgence.yaml."""

    urgences: Annotated[dict[Name, EmergencyForm], BeforeValidator(some)]


def _sentences(words: type) -> type[Form]:
    """Return the form of which each key is a field of `words`."""
    return create_model(words.__name__, __base__=Form, **{f.name: (Prose, ...) for f in fields(words)})  # type: ignore[call-overload, no-any-return]


WordsForm = create_model("WordsForm", __base__=Form, jeunes=_sentences(Words), partenaires=_sentences(PartnerWords))
"""mots.yaml."""
