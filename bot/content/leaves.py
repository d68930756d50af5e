"""The leaves of what operators write: names, texts, lists and durations, each with what is said when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from bot.content.problems import meant

MAX_NAME = 40
RESERVED = frozenset({"fin", "retour", "sinon", "true", "false", "none", "and", "or", "not", "in", "is", "if", "else"})

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
