"""The events: each has a place, of its own or of a known structure."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator

from bot.content.checks.places import position
from bot.content.problems import Problem, meant, problem
from bot.content.written import Book
from bot.core.territory import Point


def have_their_structure(book: Book) -> Iterator[Problem]:
    """The structure that lends its place to an event is known."""
    if "structures" in book.closed:
        return
    for record in book.events.values():
        wanted = record.form.structure
        if wanted and wanted not in book.structure_names:
            fix = meant(wanted, sorted(book.structure_names)) or "ajoutez-la à structures.yaml"
            message = f"la structure « {wanted} » n'existe pas"
            yield problem("structure-inconnue", record.node.value_mark("structure"), message, fix)


def are_in_france(book: Book) -> Iterator[Problem]:
    """The position of an event is in France, and whole."""
    for record in book.events.values():
        form = record.form
        if form.position:
            yield from position(record.node, Point(*form.position))
        elif (form.latitude is None) != (form.longitude is None):
            fix = "écrivez « latitude » et « longitude », ou aucune des deux"
            yield problem("coordonnees-douteuses", record.key, "cette position est à moitié écrite", fix)


def have_a_place(book: Book) -> Iterator[Problem]:
    """An event says where it is."""
    for record in book.events.values():
        form = record.form
        if not form.structure and not (form.lieu.strip() and form.position):
            message = f"« {form.titre} » n'a pas de lieu sur la carte"
            fix = "ajoutez « lieu », « latitude » et « longitude », ou « structure » ; sinon, au moins « commune »"
            yield problem("evenement-sans-lieu", record.key, message, fix)
