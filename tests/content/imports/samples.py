"""Official files in small: invented codes and synthetic places in the official layouts, with each trap."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

RENNES = {"commune": "Rennes", "code_postal": "35700", "code_insee": "35238", "latitude": 48.127, "longitude": -1.656}
ELSEWHERE = {"commune": "Brest", "code_postal": "29200", "code_insee": "29019", "latitude": 48.39, "longitude": -4.486}

LIST = (
    "\ufeffcode_qp;lib_qp;insee_reg;lib_reg;insee_dep;lib_dep;insee_com;lib_com;siren_epci;lib_epci;;\r\n"
    "QX00101M;Les Essais;84;Région;1;Ain;1053;Bourg;200071751;;;\r\n"
    'QX00201M;Europe;32;Région;2;Aisne;"02571; 02691";"Omissy; Saint-Quentin";;;;\r\n'
    ";;;;;;;;;;;\r\n"
)
"""The official list: a mark, trailing columns, a lost zero, two communes in a cell, an empty row."""


def square(latitude: float, longitude: float, half: float = 0.004) -> list[list[list[float]]]:
    south, north, west, east = latitude - half, latitude + half, longitude - half, longitude + half
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(code: str = "QX00003M", name: str = "Maurepas", **changes: Any) -> Row:
    properties = {"code_qp": code, "lib_qp": name, "insee_com": "35238", "lib_com": "Rennes"}
    polygon = {"type": "Polygon", "coordinates": square(48.126, -1.66)}
    geometry = changes.pop("geometry", polygon)
    return {"type": "Feature", "properties": properties | changes, "geometry": geometry}


def straddling() -> Row:
    """One quartier in two pieces, over two communes."""
    pieces = [square(49.270, 2.462), square(49.276, 2.452, 0.001)]
    geometry = {"type": "MultiPolygon", "coordinates": pieces}
    return feature("QX99999M", "À cheval", geometry=geometry, insee_com="60175; 60463", lib_com="Creil; Nogent")


def outlines(*features: Row) -> Row:
    return {"type": "FeatureCollection", "name": "exemple", "features": list(features)}


def structure(name: str = "exemple--s1", **changes: Any) -> Row:
    row = {"source": "exemple", "id": name, "nom": "Structure d'exemple", "date_maj": "2026-10-01"}
    return row | {"description": "Lieu fictif.", **RENNES} | changes


def service(name: str = "exemple--v1", **changes: Any) -> Row:
    row = {"source": "exemple", "structure_id": "exemple--s1", "id": name, "nom": "Permanence d'exemple"}
    row |= {"date_maj": "2026-10-01", "description": "Accueil fictif, sans rendez-vous.", "type": "accompagnement"}
    row |= {"thematiques": ["mobilite--preparer-un-permis"], "frais": "gratuit", "publics": ["jeunes"], **RENNES}
    return row | {"horaires_accueil": "Th[1] 14:00-17:00; PH off"} | changes


TRAPS: dict[str, tuple[Row, str]] = {
    "heures-en-francais": ({"horaires_accueil": "Jeudi 14h-17h"}, "n'est pas au format OpenStreetMap"),
    "nom-trop-court": ({"nom": "ab"}, "au moins 3 caractères"),
    "date-future": ({"date_maj": "2099-01-01"}, "dans le futur"),
    "thematique-inconnue": ({"thematiques": ["inconnue--theme"]}, "inconnue--theme"),
    "structure-inconnue": ({"structure_id": "exemple--absente"}, "exemple--absente"),
    "position-inversee": ({"latitude": -1.656, "longitude": 48.127}, "latitude et longitude sont inversées"),
    "position-ailleurs": ({"latitude": 0.0, "longitude": 0.0}, "n'est pas en France"),
    "position-a-moitie": ({"longitude": None}, "la position est incomplète"),
    "position-nan": ({"latitude": float("nan")}, "n'est pas un nombre"),
    "position-infinie": ({"latitude": float("inf")}, "n'est pas un nombre"),
    "code-postal-court": ({"code_postal": "1000"}, "01000"),
    "tous-publics": ({"publics": ["tous-publics", "jeunes"]}, "tous-publics"),
    "balise": ({"nom": "<b>Permanence</b>"}, "balisage"),
    "gabarit": ({"nom": "Permanence {{ 7*7 }}"}, "gabarit"),
    "script": ({"description": "Un accueil <script>alert(1)</script>."}, "balisage"),
    "invisible": ({"nom": "Permanence \u202egauche"}, "invisible"),
    "demi-caractere": ({"nom": "Permanence \ud800"}, "invisible"),
    "courriel": ({"courriel": "personne"}, "adresse électronique"),
    "sans-nom": ({"nom": None}, "manque"),
}
"""What is wrong with a service, and a part of what is said of it."""


def writer(folder: Path) -> Callable[..., Path]:
    """Return what writes a file of these contents: bytes and text as they are, anything else as JSON."""

    def write(name: str, contents: Any) -> Path:
        path = folder / name
        if isinstance(contents, bytes):
            path.write_bytes(contents)
        else:
            said = contents if isinstance(contents, str) else json.dumps(contents)
            path.write_text(said, "utf-8", newline="")
        return path

    return write
