"""Turns quartiers, structures and services, written by hand or imported, into the territory. What is by hand wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.content.doors import Offered, Placed, doors, point
from bot.content.gazetteer import QuartierForm
from bot.content.imports.official import OfficialQuartier, OfficialStructure
from bot.content.written import Book, Record
from bot.core import outlines
from bot.core.territory import Point, Quartier, Territory
from bot.core.understand import fold_written


def territory(book: Book) -> Territory:
    """Return the territory of a book without critical problems."""
    by_hand = {record.form.id: record.form for record in book.structures}
    structures: dict[str, Placed] = {**book.official.structures, **by_hand}
    services: dict[str, Offered] = {service.id: service for service in book.official.services}
    services |= {record.form.id: record.form for record in book.services}
    quartiers = _quartiers(book)
    towns = {fold_written(quartier.commune): quartier.department for quartier in quartiers.values()}
    offered = doors(services.values(), structures, towns)
    permanences = tuple(filter(None, (door.permanence() for door in offered)))
    helping = tuple(filter(None, (door.helping() for door in offered)))
    found = Territory(quartiers, permanences, services=helping)
    signs = {_tail(name): structure.nom for name, structure in by_hand.items()}
    return replace(found, links=_links(found, by_hand), signs=signs)


def _links(found: Territory, structures: Mapping[str, Placed]) -> dict[str, str]:
    """Return where each deep link leads: quartiers by their id, structures by what follows « -- » in theirs."""
    links = {}
    for name, structure in structures.items():
        at = point(structure)
        near = found.around(at) if at else None
        if near:
            links[_tail(name)] = near[0].id
    return links | {name: name for name in found.quartiers}


def _tail(structure: str) -> str:
    """Return what follows « -- » in the id of a structure: its poster's link."""
    return structure.partition("--")[2] or structure


def _quartiers(book: Book) -> dict[str, Quartier]:
    """Return the quartiers written by hand, completed by the official ones, then the official ones left."""
    written = {name: _written(name, record) for name, record in book.quartiers.items()}
    postcodes = _postcodes(book.official.structures.values())
    matching = _Matching(written)
    found: dict[str, Quartier] = dict(written)
    for official in book.official.quartiers:
        known = tuple(sorted({code for insee in official.insee for code in postcodes[insee]}))
        same = matching.take(official)
        quartier = _completed(same, official, known) if same else _new(official, known)
        found[quartier.id] = quartier
    return found


def _written(name: str, record: Record[QuartierForm]) -> Quartier:
    form = record.form
    centre = Point(form.latitude, form.longitude)
    return Quartier(name, form.nom, form.commune, centre, tuple(form.alias), form.code, (), tuple(form.codes_postaux))


def _new(official: OfficialQuartier, postcodes: tuple[str, ...]) -> Quartier:
    code, name, communes = official.code, official.name, "; ".join(official.communes)
    return Quartier(code.lower(), name, communes, official.centre, (), code, official.outlines, postcodes)


def _completed(mine: Quartier, official: OfficialQuartier, postcodes: tuple[str, ...]) -> Quartier:
    """Return a quartier with its official code and outline.

    Its name, aliases and commune stay the operator's; its centre too, unless it is outside the official outline.
    """
    placed = official.centre and mine.centre and outlines.away(mine.centre, official.outlines) > 0
    aliases = mine.aliases if fold_written(official.name) in _names(mine) else (*mine.aliases, official.name)
    return replace(
        mine,
        code=official.code,
        aliases=aliases,
        outlines=official.outlines,
        centre=official.centre if placed else mine.centre,
        postcodes=mine.postcodes or postcodes,
    )


def _names(quartier: Quartier) -> set[str]:
    return set(map(fold_written, (quartier.name, *quartier.aliases)))


def _postcodes(structures: Iterable[OfficialStructure]) -> Mapping[str, set[str]]:
    """Return the postcodes that imported structures give to each commune's code."""
    found: dict[str, set[str]] = defaultdict(set)
    for structure in structures:
        if structure.code_insee and structure.code_postal:
            found[structure.code_insee].add(structure.code_postal)
    return found


class _Matching:
    """Quartiers written by hand, each of which one official quartier may complete."""

    def __init__(self, written: Mapping[str, Quartier]) -> None:
        self.by_code = {quartier.code: quartier for quartier in written.values() if quartier.code}
        self.by_name: dict[tuple[str, str], Quartier] = {}
        for quartier in written.values():
            for name in () if quartier.code else _names(quartier):
                self.by_name.setdefault((name, fold_written(quartier.commune)), quartier)
        self.taken: set[str] = set()

    def take(self, official: OfficialQuartier) -> Quartier | None:
        """Return the one that is this official quartier: by its code, else by a name of it in the same commune."""
        name = fold_written(official.name)
        named = (self.by_name.get((name, fold_written(commune))) for commune in official.communes)
        found = self.by_code.get(official.code) or next(filter(None, named), None)
        if found is None or found.id in self.taken:
            return None
        self.taken.add(found.id)
        return found
