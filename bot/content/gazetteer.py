"""What may be written in data/: quartiers, and the records of the national standard data·inclusion v1."""

from __future__ import annotations

from typing import Annotated, Any

from data_inclusion.schema.v1 import ReseauPorteur, Service, Structure, Thematique  # type: ignore[import-untyped]
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from bot.content.leaves import Form, Id, Prose, one_of, wrong
from bot.content.problems import nearest_three
from bot.core.territory import Point

FRANCE = (
    (Point(41.2, -5.3), Point(51.2, 9.7)),  # métropole et Corse
    (Point(14.3, -63.2), Point(18.2, -60.7)),  # Antilles
    (Point(2.0, -54.7), Point(5.9, -51.5)),  # Guyane
    (Point(-21.5, 55.1), Point(-20.8, 55.9)),  # La Réunion
    (Point(-13.1, 44.9), Point(-12.5, 45.4)),  # Mayotte
    (Point(46.7, -56.5), Point(47.2, -56.0)),  # Saint-Pierre-et-Miquelon
    (Point(-23.0, 158.0), Point(-19.0, 168.5)),  # Nouvelle-Calédonie
    (Point(-28.0, -154.8), Point(-7.8, -134.3)),  # Polynésie
    (Point(-14.5, -178.3), Point(-13.1, -176.0)),  # Wallis-et-Futuna
)
"""South-west and north-east corners."""


KINDS = frozenset({theme for each in map(str, Thematique) for theme in (each, each.partition("--")[0])}) | frozenset(
    map(str, ReseauPorteur)
)
"""What a service may be looked for by: the themes of the standard, what stands before « -- » in each, and networks."""


def in_france(at: Point) -> bool:
    """Return whether a position is in one of the boxes around France's territories."""
    return any(
        low.latitude <= at.latitude <= high.latitude and low.longitude <= at.longitude <= high.longitude
        for low, high in FRANCE
    )


def _degrees(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        fix = "écrivez des degrés avec un point, par exemple 48.126"
        raise wrong("coordonnees-douteuses", f"« {value} » n'est pas une position", fix) from None


def _known(kind: str) -> str:
    if kind not in KINDS:
        fix = nearest_three(kind, KINDS) or "prenez une thématique de data·inclusion, par exemple « mobilite »"
        raise wrong("valeur-refusee", f"« {kind} » n'est ni une thématique ni un réseau porteur", fix)
    return kind


Degrees = Annotated[float, BeforeValidator(_degrees)]
Kind = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": sorted(KINDS)})]


class QuartierForm(Form):
    """One quartier."""

    nom: Prose
    commune: Prose
    code: str = ""
    latitude: Degrees
    longitude: Degrees
    alias: list[str] = Field(default_factory=list)
    codes_postaux: list[str] = Field(default_factory=list)
    sans_partenaire: Annotated[str, AfterValidator(one_of("oui", "non"))] = "non"


class QuartiersForm(Form):
    """quartiers.yaml; each quartier is read by its own form."""

    quartiers: dict[Id, dict[str, Any]]


class StructuresForm(Form):
    """structures.yaml; each record is read by the national standard."""

    structures: list[dict[str, Any]]


class ServicesForm(Form):
    """services.yaml; each record is read by the national standard."""

    services: list[dict[str, Any]]


__all__ = [
    "KINDS",
    "Kind",
    "QuartierForm",
    "QuartiersForm",
    "Service",
    "ServicesForm",
    "Structure",
    "StructuresForm",
    "in_france",
]
