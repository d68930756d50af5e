"""The data: places and hours."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.content.gazetteer import in_france
from bot.content.problems import Problem, meant, problem
from bot.content.tree import Table
from bot.content.written import Book
from bot.core.hours import readable
from bot.core.territory import Point


def ids_differ(book: Book) -> Iterator[Problem]:
    """No two records of a file bear the same id."""
    for records in (book.structures, book.services):
        seen = Counter[str]()
        for record in records:
            seen[record.form.id] += 1
            if seen[record.form.id] == 2:
                message = f"« {record.form.id} » est l'identifiant de deux fiches"
                yield problem("identifiant-double", record.node.value_mark("id"), message, "changez l'un des deux")


def are_in_france(book: Book) -> Iterator[Problem]:
    """Every position is in France."""
    records = (*book.quartiers.values(), *book.structures, *book.services)
    for record in records:
        latitude, longitude = record.form.latitude, record.form.longitude
        if latitude is not None and longitude is not None:
            yield from position(record.node, Point(latitude, longitude))


def position(node: Table, at: Point) -> Iterator[Problem]:
    """A position is in France."""
    if in_france(at):
        return
    swapped = in_france(Point(at.longitude, at.latitude))
    fix = "échangez latitude et longitude" if swapped else "vérifiez-la sur une carte ; la virgule est un point"
    yield problem("coordonnees-douteuses", node.value_mark("latitude"), "cette position n'est pas en France", fix)


def hours_can_be_read(book: Book) -> Iterator[Problem]:
    """Opening hours are in OpenStreetMap form."""
    for record in book.services:
        written = record.form.horaires_accueil
        if written and not readable(written):
            message = f"« {written} » n'est pas un horaire que le bot sait lire"
            fix = "écrivez par exemple « Th 14:00-17:00 »"
            yield problem("horaires-illisibles", record.node.value_mark("horaires_accueil"), message, fix)


def hours_have_a_place(book: Book) -> Iterator[Problem]:
    """A service with hours has a position of its own or of its structure."""
    structures = {**book.official.structures, **{record.form.id: record.form for record in book.structures}}
    placed = {name for name, structure in structures.items() if structure.latitude is not None}
    placed |= book.structure_names - structures.keys()  # what cannot be read may well have one
    for record in book.services if "structures" not in book.closed else ():
        if record.form.horaires_accueil and record.form.latitude is None and record.form.structure_id not in placed:
            fix = "ajoutez latitude et longitude"
            mark = record.node.key_mark("horaires_accueil")
            yield problem("horaires-sans-lieu", mark, "ce service a des horaires, mais aucune position", fix)


def services_have_their_structure(book: Book) -> Iterator[Problem]:
    """The structure of every service is written."""
    if "structures" in book.closed:
        return
    for record in book.services:
        wanted = record.form.structure_id
        if wanted not in book.structure_names:
            fix = meant(wanted, sorted(book.structure_names)) or "ajoutez-la à structures.yaml"
            mark = record.node.value_mark("structure_id")
            yield problem("structure-inconnue", mark, f"la structure « {wanted} » n'existe pas", fix)
