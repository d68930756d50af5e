"""Why the national standard refuses a value, in French: one sentence for each of pydantic's kinds of error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

Context = Mapping[str, Any]

_BY_KIND: dict[str, Callable[[Context], str]] = {
    "missing": lambda _: "manque",
    "string_type": lambda _: "doit être un texte",
    "string_too_short": lambda ctx: f"est trop court : au moins {ctx['min_length']} caractères",
    "string_too_long": lambda ctx: f"est trop long : au plus {ctx['max_length']} caractères",
    "enum": lambda _: "n'est pas une valeur du standard",
    "set_type": lambda _: "doit être une liste",
    "list_type": lambda _: "doit être une liste",
    "float_parsing": lambda _: "doit être un nombre, avec un point",
    "float_type": lambda _: "doit être un nombre, avec un point",
    "int_parsing": lambda _: "doit être un nombre entier",
    "int_from_float": lambda _: "doit être un nombre entier",
    "url_parsing": lambda _: "doit être une adresse qui commence par https://",
    "url_scheme": lambda _: "doit être une adresse qui commence par https://",
    "date_from_datetime_parsing": lambda _: "doit être une date, par exemple 2026-11-26",
    "date_parsing": lambda _: "doit être une date, par exemple 2026-11-26",
}

_BY_FIELD: dict[str, Callable[[str], str]] = {
    "code_postal": lambda said: f"« {said} » doit avoir cinq chiffres{_lost_zero(said)}",
    "code_insee": lambda said: f"« {said} » doit avoir cinq caractères{_lost_zero(said)}",
    "siret": lambda said: f"« {said} » doit avoir quatorze chiffres",
    "courriel": lambda said: f"« {said} » n'est pas une adresse électronique",
}


def of(detail: ErrorDetails) -> str:
    """Return what is wrong with one value, with its key and what was written."""
    key = str(detail["loc"][0]) if detail["loc"] else "fiche"
    kind, ctx = detail["type"], detail.get("ctx", {})
    said = str(detail["input"])[:60]
    if key in _BY_FIELD and kind != "missing":
        return f"« {key} » : {_BY_FIELD[key](said)}"
    if kind == "value_error":
        return f"« {key} » : {str(ctx['error']).rstrip('.')}"
    sentence = _BY_KIND[kind](ctx) if kind in _BY_KIND else "n'est pas accepté"
    return f"« {key} » {sentence}" + (f" : « {said} »" if kind == "enum" else "")


def _lost_zero(said: str) -> str:
    return f" ; un tableur a sans doute effacé le zéro de « 0{said} »" if said.isdecimal() and len(said) == 4 else ""
