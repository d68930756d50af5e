"""Reads a tree by a form, and says each of pydantic's errors as a problem at the right place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.codes import CODES
from bot.content.problems import Problem, nearest, nearest_three, problem
from bot.content.tree import Mark, Node, key_place, place, plain

M = TypeVar("M", bound=BaseModel)
Loc = Sequence[str | int]

_MOST = 100
"""Errors of a form that are told; the others are when these are mended."""
_MANY = 12
"""Values that are all told when another one was written; of more, the nearest."""
_RATHER_NEAR = 50
"""Out of 100: above it an unknown key is a missing one, misspelt."""

_SHAPES = {
    "string_type": "un texte",
    "dict_type": "une suite de clés",
    "mapping_type": "une suite de clés",
    "model_type": "une suite de clés",
    "list_type": "une liste (une ligne par tiret)",
    "set_type": "une liste (une ligne par tiret)",
}
"""What pydantic wanted, in words."""

_CURES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "string_too_short": lambda ctx: f"au moins {ctx['min_length']} caractères",
    "string_too_long": lambda ctx: f"au plus {ctx['max_length']} caractères",
    "string_pattern_mismatch": lambda _: "vérifiez le nombre de chiffres",
    "greater_than_equal": lambda ctx: f"au moins {ctx['ge']}",
    "too_short": lambda ctx: f"au moins {ctx['min_length']} ligne",
    "date_from_datetime_parsing": lambda _: "écrivez la date ainsi : 2026-11-26",
    "float_parsing": lambda _: "écrivez un nombre avec un point, par exemple 48.126",
    "int_parsing": lambda _: "écrivez un nombre entier",
    "url_parsing": lambda _: "une adresse commence par https://",
    "url_scheme": lambda _: "une adresse commence par https://",
}
"""What may be written instead, by pydantic's kind of error."""


def fill(form: type[M], node: Node) -> tuple[M | None, list[Problem]]:
    """Read a tree by a form; None and the problems when it does not fit."""
    try:
        return form.model_validate(plain(node)), []
    except ValidationError as error:
        details = error.errors(include_url=False)[:_MOST]
        misspelt = _misspelt(details)
        told = [detail for detail in details if detail["loc"] not in misspelt.values()]
        return None, [_say(form, node, detail, misspelt.get(detail["loc"], ())) for detail in told]


def _misspelt(details: Sequence[ErrorDetails]) -> dict[Loc, Loc]:
    """Return, by the keys that do not exist, the missing ones beside them that were meant: one fault, told once."""
    missing = [detail["loc"] for detail in details if detail["type"] == "missing"]
    found: dict[Loc, Loc] = {}
    for loc in (detail["loc"] for detail in details if detail["type"] == "extra_forbidden"):
        beside = [str(other[-1]) for other in missing if other[:-1] == loc[:-1] and other not in found.values()]
        if wanted := nearest(str(loc[-1]), beside, _RATHER_NEAR):
            found[loc] = (*loc[:-1], wanted)
    return found


def _say(form: type[BaseModel], node: Node, detail: ErrorDetails, missing: Loc) -> Problem:
    kind, ctx = detail["type"], detail.get("ctx", {})
    path = [part for part in detail["loc"] if part != "[key]"]
    last = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return _unknown_key(form, key_place(node, path), path, missing)
    if kind == "missing":
        mark = place(node, path)
        return problem("cle-manquante", mark, f"il manque la clé « {last} »", f"ajoutez une ligne « {last}: … »")
    mark = key_place(node, path) if "[key]" in detail["loc"] else place(node, path)
    if kind in CODES:
        return problem(kind, mark, str(ctx["said"]), str(ctx["fix"]))
    if kind in _SHAPES:
        where = f"sous « {last} »" if last else "ici"
        return problem("forme-inattendue", mark, f"il faut {_SHAPES[kind]} {where}", "vérifiez les retraits")
    if kind == "enum":
        return _unknown_value(mark, path, str(detail["input"]), ctx["expected"])
    message = f"la valeur de « {last} » n'est pas acceptée"
    return problem("valeur-refusee", mark, message, _CURES.get(kind, _in_french)({**ctx, "last": last}))


def _in_french(ctx: Mapping[str, Any]) -> str:
    """Return what the standard itself says, which speaks French; pydantic's own English is left out."""
    if ctx["last"] == "courriel":
        return "écrivez une adresse électronique"
    said = str(ctx.get("error", ""))
    return said if said.endswith(".") else "vérifiez cette valeur"


def _unknown_value(mark: Mark, path: Loc, value: str, expected: str) -> Problem:
    """Return the problem of a value that is none of those expected, which pydantic writes « 'a', 'b' or 'c' »."""
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    near = nearest_three(value, known) if len(known) > _MANY else "acceptés : " + ", ".join(known)
    fix = near or f"prenez une valeur du standard, par exemple « {known[0]} »"
    return problem("valeur-refusee", mark, f"« {value} » n'est pas accepté sous « {key} »", fix)


def _unknown_key(form: type[BaseModel], mark: Mark, path: Loc, missing: Loc) -> Problem:
    known = list(_form_at(form, path[:-1]).model_fields)
    wanted = str(missing[-1]) if missing else nearest(str(path[-1]), known)
    fix = f"vouliez-vous dire « {wanted} » ?" if wanted else "clés possibles : " + ", ".join(known)
    return problem("cle-inconnue", mark, f"la clé « {path[-1]} » n'existe pas ici", fix)


def _form_at(form: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the form that reads what stands at a path; keys and indexes of collections are stepped over."""
    for part in path:
        if isinstance(part, str) and part in form.model_fields:
            form = _inner(form.model_fields[part].annotation) or form
    return form


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner(part))), None)
