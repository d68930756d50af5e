"""The leaves of what operators write: names, texts, lists and durations, each with what is said when it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
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


@dataclass(frozen=True, slots=True)
class OneOf:
    """A check that a value is one of those allowed."""

    allowed: tuple[str, ...]

    def __call__(self, value: str) -> str:
        """Return the value when it is allowed."""
        if value not in self.allowed:
            near = meant(value, self.allowed) or "acceptés : " + ", ".join(self.allowed)
            raise wrong("valeur-refusee", f"« {value} » n'est pas accepté ici", near)
        return value


def one_of(*allowed: str) -> OneOf:
    """Return a check that a value is one of those allowed."""
    return OneOf(tuple(map(str, allowed)))


def span(text: str) -> timedelta:
    """Read « 20 min », « 2 h » or « 3 jours »."""
    found = _DELAY.fullmatch(text.strip())
    if not found or not int(found[1]):
        raise wrong("duree-illisible", f"« {text} » n'est pas une durée", "écrivez « 20 min », « 2 h » ou « 3 jours »")
    return int(found[1]) * _UNITS[found[2][0]]


SCALAR = ("string", "number", "boolean")
"""What an editor takes for a text as we read it: `18` and `true` are texts too."""


def shape(pattern: str, **more: Any) -> WithJsonSchema:
    """Return what editors are told of a text: the pattern that it holds, and more in the words of JSON Schema."""
    return WithJsonSchema({"type": [*SCALAR], "pattern": pattern, **more})


Name = Annotated[str, AfterValidator(_name), shape(f"^{_STEP_NAME.pattern}$", maxLength=MAX_NAME)]
Id = Annotated[str, AfterValidator(_id), shape(f"^{_ID.pattern}$", maxLength=MAX_NAME)]
Prose = Annotated[str, AfterValidator(_full), shape(r"\S")]
Where = Annotated[str, AfterValidator(_full), shape(r"\S")]
Span = Annotated[timedelta, BeforeValidator(span)]
Phrases = Annotated[list[str], BeforeValidator(some)]
Choices = Annotated[dict[str, Where], BeforeValidator(some)]
