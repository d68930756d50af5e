"""The data: places, hours, partners."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from bot.content.gazetteer import in_france
from bot.content.problems import Problem, meant, problem
from bot.content.tree import Scalar, Table
from bot.content.written import Book
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
            yield from _position(record.node, Point(latitude, longitude))


def _position(node: Table, at: Point) -> Iterator[Problem]:
    if in_france(at):
        return
    swapped = in_france(Point(at.longitude, at.latitude))
    fix = "échangez latitude et longitude" if swapped else "vérifiez-la sur une carte ; la virgule est un point"
    yield problem("coordonnees-douteuses", node.value_mark("latitude"), "cette position n'est pas en France", fix)


def opening_hours(written: str) -> OpeningHours | None:
    """Return opening hours in OpenStreetMap form, with French public holidays, or None when they cannot be read."""
    try:
        return OpeningHours(written, country="FR")
    except (ParserError, SyntaxError, ValueError):
        return None


def hours_can_be_read(book: Book) -> Iterator[Problem]:
    """Opening hours are in OpenStreetMap form."""
    for record in book.services:
        written = record.form.horaires_accueil
        if written and opening_hours(written) is None:
            message = f"« {written} » n'est pas un horaire que le bot sait lire"
            fix = "écrivez par exemple « Th 14:00-17:00 »"
            yield problem("horaires-illisibles", record.node.value_mark("horaires_accueil"), message, fix)


def hours_have_a_place(book: Book) -> Iterator[Problem]:
    """A service with hours has a position of its own or of its structure."""
    placed = {record.form.id for record in book.structures if record.form.latitude is not None}
    for record in book.services:
        if record.form.horaires_accueil and record.form.latitude is None and record.form.structure_id not in placed:
            fix = "ajoutez latitude et longitude"
            mark = record.node.key_mark("horaires_accueil")
            yield problem("horaires-sans-lieu", mark, "ce service a des horaires, mais aucune position", fix)


def services_have_their_structure(book: Book) -> Iterator[Problem]:
    """The structure of every service is written."""
    known = sorted(book.structure_names)
    for record in book.services:
        wanted = record.form.structure_id
        if known and wanted not in known:
            fix = meant(wanted, known) or "ajoutez-la à structures.yaml"
            mark = record.node.value_mark("structure_id")
            yield problem("structure-inconnue", mark, f"la structure « {wanted} » n'existe pas", fix)


def partners_cover_known_quartiers(book: Book) -> Iterator[Problem]:
    """A partner's quartiers are written."""
    for partner in book.partners.values() if book.quartier_names else ():
        for quartier in partner.node.items("quartiers"):
            if isinstance(quartier, Scalar) and quartier.text not in book.quartier_names:
                fix = meant(quartier.text, sorted(book.quartier_names)) or "ajoutez-le à quartiers.yaml"
                message = f"le quartier « {quartier.text} » n'existe pas"
                yield problem("quartier-inconnu", quartier.mark, message, fix)


def quartiers_have_a_partner(book: Book) -> Iterator[Problem]:
    """Someone can be offered in every quartier."""
    if not book.partners:
        return
    reachable = [partner.form for partner in book.partners.values() if partner.form.groupe is not None]
    covered = {quartier for form in reachable for quartier in form.quartiers}
    for name, quartier in book.quartiers.items():
        if name not in covered:
            fix = "ajoutez-le aux « quartiers » d'un partenaire qui a un « groupe »"
            message = f"personne ne peut être proposé à « {quartier.form.nom} »"
            yield problem("quartier-sans-partenaire", quartier.key, message, fix)


def partners_can_be_reached(book: Book) -> Iterator[Problem]:
    """A partner has a group."""
    for partner in book.partners.values():
        if partner.form.groupe is None:
            fix = "invitez le bot dans son groupe, puis écrivez ici « groupe: … »"
            message = f"« {partner.form.nom} » n'a pas de groupe Telegram"
            yield problem("partenaire-sans-groupe", partner.key, message, fix)
