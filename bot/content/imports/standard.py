"""One record of the national standard data·inclusion v1: what exports spoil is mended, the rest is checked."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.content.gazetteer import Service, Structure, in_france
from bot.content.imports import reasons, unsafe
from bot.content.imports.files import Unreadable
from bot.content.imports.quartiers import Refused
from bot.core.hours import readable
from bot.core.territory import Point

Row = dict[str, Any]

FORMS: dict[str, type[BaseModel]] = {"structures": Structure, "services": Service}
_LISTS = frozenset(
    {"thematiques", "publics", "modes_accueil", "modes_mobilisation", "mobilisable_par", "reseaux_porteurs"}
    | {"zone_eligibilite"}
)
_DIGITS = {"code_postal": 5, "code_insee": 5, "siret": 14, "telephone": 10}
"""What is written in digits, and how many: a spreadsheet takes it for a number and drops its first zero."""
_LONG = frozenset(
    {"description", "publics_precisions", "frais_precisions", "conditions_acces", "mobilisation_precisions"}
)
_OF_SERVICES = frozenset(Service.model_fields) - frozenset(Structure.model_fields)
"""The columns that only services have."""
_EMPTY = ("", "null", "None", "[]", None)
_ID = re.compile(r"[^\s\x00-\x1f]{1,200}")
_FLOAT = re.compile(r"([0-9]+)\.0+")


def records(rows: list[Any]) -> list[tuple[str, Any]]:
    """Return the rows of a file, each with how to call it before its id is known; `Unreadable` when none is known."""
    columns = {str(key) for row in rows if isinstance(row, dict) for key in row}
    if not {"id", "nom"} <= columns:
        raise Unreadable("on n'y reconnaît ni structures ni services : ce ne sont pas les colonnes de data·inclusion")
    return [(f"n° {number}", row) for number, row in enumerate(rows, 1)]


def kind(row: Any) -> str:
    """Return whether a row is of the services or of the structures, by its columns."""
    return "services" if isinstance(row, dict) and _OF_SERVICES & row.keys() else "structures"


def record(what: str, row: Any) -> Row:
    """Return a record as it is kept: known keys, nothing empty, plain values; raise `Refused`."""
    if not isinstance(row, dict):
        raise Refused("ce n'est pas une fiche lisible")
    form = FORMS[what]
    mended = {key: value for key in form.model_fields if (value := _mended(key, row.get(key))) not in (*_EMPTY, [])}
    wrong = [*_unsafe(mended), *_unfit(form, mended)]
    if not wrong:
        mended |= {key: float(mended[key]) for key in ("latitude", "longitude") if key in mended}
        wrong = [*_misplaced(mended), *_unheard(mended)]
    if wrong:
        raise Refused(" ; ".join(dict.fromkeys(wrong)))
    return mended


def _mended(key: str, value: Any) -> Any:
    """Return a value without what exports and spreadsheets do to it."""
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if key in _LISTS:
        return _listed(value)
    if key in _DIGITS and isinstance(value, int | float) and math.isfinite(value):
        value = f"{value:.0f}".zfill(_DIGITS[key])
    if not isinstance(value, str):
        return value
    value = value.strip()
    if key in _LONG:
        return unsafe.unmarked(value)
    return _FLOAT.sub(r"\1", value) if key in _DIGITS and _FLOAT.fullmatch(value) else value


def _listed(value: Any) -> Any:
    """Return a cell as the list that it writes, in JSON or with commas; always in the same order."""
    if isinstance(value, str):
        value = [part.strip(" \"'[]") for part in value.split(",")]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return sorted({part for part in value if part})
    return value


def _unsafe(row: Row) -> Iterator[str]:
    if not (isinstance(row.get("id"), str) and _ID.fullmatch(row["id"])):
        yield "« id » manque ou n'est pas un identifiant"
    for key, value in row.items():
        if said := unsafe.complaint(value):
            yield f"« {key} » {said}"
        if isinstance(value, float) and not math.isfinite(value):
            yield f"« {key} » n'est pas un nombre"


def _unfit(form: type[BaseModel], row: Row) -> Iterator[str]:
    try:
        form.model_validate(row)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield reasons.of(detail)


def _misplaced(row: Row) -> Iterator[str]:
    latitude, longitude = row.get("latitude"), row.get("longitude")
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        yield "la position est incomplète : il faut « latitude » et « longitude »"
    elif not in_france(Point(latitude, longitude)):
        swapped = in_france(Point(longitude, latitude))
        yield "latitude et longitude sont inversées" if swapped else "sa position n'est pas en France"


def _unheard(row: Row) -> Iterator[str]:
    hours = row.get("horaires_accueil")
    if hours and not _can_be_heard(hours):
        cure = "n'est pas au format OpenStreetMap (par exemple « Th 14:00-17:00 »)"
        yield f"« horaires_accueil » : « {hours[:60]} » {cure}"


@lru_cache(maxsize=20_000)
def _can_be_heard(hours: str) -> bool:
    return readable(hours)
