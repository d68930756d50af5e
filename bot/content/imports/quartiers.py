"""Official quartiers prioritaires: a feature of the outlines or a line of the list, to one record.

Properties and columns of the official files (data.gouv.fr, geography of 2024): code_qp, lib_qp, insee_com, lib_com.
"""

from __future__ import annotations

import re
from typing import Any

from bot.content.imports import outlines, unsafe
from bot.content.imports.files import Unreadable
from bot.content.imports.outlines import Misshapen

Row = dict[str, Any]

COLUMNS = frozenset({"code_qp", "lib_qp", "insee_com", "lib_com"})
_CODE = re.compile(r"Q[A-OQ-Z][0-9]{5}[A-Z]")
_OLD_CODE = re.compile(r"QP[0-9]{6}")
_INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")


class Refused(Exception):
    """A record that is not taken; says why, in French."""


def features(found: Any) -> list[tuple[str, Any]]:
    """Return the rows of a file of outlines or of a list, each with how to call it before its code is known."""
    rows = _unwrapped(found)
    if not any(isinstance(row, dict) and COLUMNS & _properties(row).keys() for row in rows):
        raise Unreadable("on n'y reconnaît pas de quartiers : il faut au moins code_qp et lib_qp")
    return [(f"n° {number}", row) for number, row in enumerate(rows, 1)]


def _unwrapped(found: Any) -> list[Any]:
    if isinstance(found, dict):
        found = found.get("features")
    if not isinstance(found, list):
        raise Unreadable("on attend une FeatureCollection ou la liste officielle en CSV")
    return found


def _properties(row: Row) -> Row:
    found = row.get("properties", row)
    return found if isinstance(found, dict) else {}


def code(row: Any) -> str:
    """Return a row's code as written, empty when it has none."""
    return _text(_properties(row), "code_qp") if isinstance(row, dict) else ""


def record(row: Any) -> Row:
    """Return a row as an imported quartier, without outline or centre when it has no geometry; raise `Refused`."""
    if not isinstance(row, dict):
        raise Refused("ce n'est pas une fiche lisible")
    said = _properties(row)
    for key in ("lib_qp", "lib_com"):
        wrong = unsafe.complaint(said.get(key)) or ("" if _text(said, key) else "manque")
        if wrong:
            raise Refused(f"« {key} » {wrong}")
    names, codes = _split(_text(said, "lib_com")), [_insee(part) for part in _split(_text(said, "insee_com"))]
    found = {"code": _checked(_text(said, "code_qp")), "nom": _text(said, "lib_qp"), "communes": names, "insee": codes}
    return found | (_drawn(row["geometry"]) if "geometry" in row else {})


def completed(old: Row, new: Row) -> Row:
    """Return a quartier with what is newly known of it; a list without outlines takes none away."""
    return {**old, **{key: value for key, value in new.items() if value}}


def _checked(written: str) -> str:
    if _OLD_CODE.fullmatch(written):
        raise Refused("c'est un code de 2015 : prenez la géographie 2024, dont les codes commencent par QN")
    if not _CODE.fullmatch(written):
        raise Refused("« code_qp » n'est pas un code de quartier (par exemple QN00101M)")
    return written


def _insee(written: str) -> str:
    """Return a commune's code with the leading zero that spreadsheets lose."""
    found = written.removesuffix(".0").zfill(5)
    if not _INSEE.fullmatch(found):
        raise Refused(f"« insee_com » : « {written[:20]} » n'est pas un code de commune")
    return found


def _drawn(geometry: Any) -> Row:
    try:
        rings = outlines.rings(geometry)
        return {"contours": rings, "centre": outlines.centre(rings)}
    except Misshapen as error:
        raise Refused(str(error)) from None


def _split(written: str) -> list[str]:
    return [part.strip() for part in written.split(";") if part.strip()]


def _text(said: Row, key: str) -> str:
    value = said.get(key)
    return str(value).strip() if isinstance(value, str | int) else ""
