"""What was imported, as the bot takes it up when it starts: only what it says, already checked when it came in."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bot.content.imports import shelf
from bot.content.imports.files import Unreadable
from bot.content.problems import Problem, problem
from bot.content.tree import Mark
from bot.core.territory import Point

T = TypeVar("T")

_DESCRIPTION = 300
"""Characters of an imported description that a card shows."""


class OfficialQuartier(NamedTuple):
    """A quartier prioritaire; without centre until its outline is imported."""

    code: str
    name: str
    communes: tuple[str, ...]
    insee: tuple[str, ...]
    centre: Point | None
    outlines: tuple[tuple[tuple[float, float], ...], ...]


class OfficialStructure(NamedTuple):
    """A structure, with the standard's names for what the bot says of it."""

    id: str
    nom: str
    adresse: str | None
    commune: str | None
    latitude: float | None
    longitude: float | None
    code_insee: str | None
    code_postal: str | None


class OfficialService(NamedTuple):
    """A service, with the standard's names for what the bot says of it."""

    id: str
    structure_id: str
    nom: str
    description: str
    adresse: str | None
    commune: str | None
    latitude: float | None
    longitude: float | None
    code_insee: str | None
    code_postal: str | None
    horaires_accueil: str | None


@dataclass(frozen=True)
class Official:
    """Everything imported."""

    quartiers: tuple[OfficialQuartier, ...] = ()
    structures: Mapping[str, OfficialStructure] = field(default_factory=dict)
    services: tuple[OfficialService, ...] = ()

    @property
    def quartier_names(self) -> frozenset[str]:
        """Return the ids that imported quartiers may have."""
        return frozenset(quartier.code.lower() for quartier in self.quartiers)


def taken_up(data: Path, shown: Callable[[Path], str]) -> tuple[Official, list[Problem]]:
    """Return what was imported into a data folder; a file whose seal is broken is a problem, and left out whole."""
    problems: list[Problem] = []

    def read(name: str, make: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
        path = shelf.place(data, name)
        try:
            return tuple(map(make, shelf.stored(path)))
        except Unreadable as error:
            fix = "refaites l'import ; pour corriger une fiche, recopiez-la dans le fichier .yaml, qui l'emporte"
            problems.append(problem("import-abime", Mark(shown(path)), str(error), f"effacez-le, puis {fix}"))
            return ()

    quartiers, structures = read(shelf.QUARTIERS, _quartier), read(shelf.STRUCTURES, _structure)
    services = read(shelf.SERVICES, _service)
    return Official(quartiers, {structure.id: structure for structure in structures}, services), problems


def _quartier(row: dict[str, Any]) -> OfficialQuartier:
    centre = Point(*reversed(row["centre"])) if "centre" in row else None
    return OfficialQuartier(
        row["code"], row["nom"], tuple(row["communes"]), tuple(row["insee"]), centre, tuple(_rings(row))
    )


def _rings(row: dict[str, Any]) -> Iterator[tuple[tuple[float, float], ...]]:
    for ring in row.get("contours", ()):
        yield tuple((longitude, latitude) for longitude, latitude in ring)


def _structure(row: dict[str, Any]) -> OfficialStructure:
    return OfficialStructure._make(map(row.get, OfficialStructure._fields))


def _service(row: dict[str, Any]) -> OfficialService:
    found = OfficialService._make(map(row.get, OfficialService._fields))
    if len(found.description) <= _DESCRIPTION:
        return found
    return found._replace(description=textwrap.shorten(found.description, _DESCRIPTION, placeholder=" …"))
