"""One event to import, with the keys of evenements.yaml, from JSON or a row of CSV: mended, then checked."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import ValidationError

from bot.content.codes import CODES
from bot.content.events_form import EventForm
from bot.content.gazetteer import in_france
from bot.content.imports import reasons, unsafe
from bot.content.imports.files import Unreadable
from bot.content.imports.quartiers import Refused
from bot.content.leaves import MAX_NAME
from bot.core.territory import Point

Row = dict[str, Any]

_ID = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{MAX_NAME - 1}}}")
_YES = {True: "oui", False: "non"}
_EMPTY: tuple[Any, ...] = ("", "null", "None", None, [], {})


def records(rows: list[Any]) -> list[tuple[str, Any]]:
    """Return the rows of a file, each with how to call it before its id is known; `Unreadable` when none is known."""
    columns = {str(key) for row in rows if isinstance(row, dict) for key in row}
    if not {"id", "titre", "debut"} <= columns:
        raise Unreadable("on n'y reconnaît pas d'événements : il faut au moins les colonnes id, titre, debut et fin")
    return [(f"n° {number}", row) for number, row in enumerate(rows, 1)]


def record(row: Any, structures: Collection[str]) -> Row:
    """Return an event as it is kept: known keys, nothing empty, texts; raise `Refused`.

    `structures` are the ids of those that may lend their place.
    """
    if not isinstance(row, dict):
        raise Refused("ce n'est pas une fiche lisible")
    mended = {key: value for key in ("id", *EventForm.model_fields) if (value := _mended(key, row.get(key))) != ""}
    wrong = [*_unsafe(mended)] or [*_unfit(mended, structures)]
    if wrong:
        raise Refused(" ; ".join(dict.fromkeys(wrong)))
    return mended


def _mended(key: str, value: Any) -> Any:
    """Return a value without what spreadsheets do to it, empty when there is none."""
    if value in _EMPTY:
        return ""
    if isinstance(value, bool):
        return _YES[value]
    if key == "employeurs":
        return _employers(value)
    if isinstance(value, list):
        return [_mended("", item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if isinstance(value, str | int | float) else value


def _employers(written: Any) -> Any:
    """Return employers, those of a cell too: « Nom: poste, poste | Autre nom: poste »."""
    if isinstance(written, str):
        return [_employer(part) for part in written.split("|") if part.strip()]
    if not isinstance(written, list):
        return written
    return [{k: _mended("", v) for k, v in one.items()} if isinstance(one, dict) else one for one in written]


def _employer(written: str) -> Row:
    name, _, posts = written.partition(":")
    found = [post.strip() for post in posts.split(",") if post.strip()]
    return {"nom": name.strip()} | ({"postes": found} if found else {})


def _unsafe(row: Row) -> Iterator[str]:
    if not (isinstance(row.get("id"), str) and _ID.fullmatch(row["id"])):
        yield f"« id » manque, ou n'est pas en minuscules sans accent, chiffres et « - » ({MAX_NAME} au plus)"
    for key, value in row.items():
        for text in _texts(value):
            if said := unsafe.complaint(text):
                yield f"« {key} » {said}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _unfit(row: Row, structures: Collection[str]) -> Iterator[str]:
    try:
        form = EventForm.model_validate({key: value for key, value in row.items() if key != "id"})
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            own = detail["type"] in CODES
            yield str(detail["ctx"]["said"]) if own else reasons.of(detail)
        return
    if form.structure and form.structure not in structures:
        yield f"la structure « {form.structure} » n'est pas connue"
    yield from _misplaced(form)


def _misplaced(form: EventForm) -> Iterator[str]:
    if form.position is None:
        if form.latitude is not form.longitude:
            yield "la position est incomplète : il faut « latitude » et « longitude »"
        return
    at = Point(*form.position)
    if not all(map(math.isfinite, at)):
        yield "sa position n'est pas un nombre"
    elif not in_france(at):
        yield "latitude et longitude sont inversées" if in_france(at.swapped) else "sa position n'est pas en France"
