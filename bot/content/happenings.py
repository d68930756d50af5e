"""Turns events, written by hand or imported, into what the core proposes. What is by hand wins."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.events_form import EventForm
from bot.content.gazetteer import Structure
from bot.content.imports.official import OfficialStructure
from bot.content.written import Book
from bot.core.happenings import Happening
from bot.core.territory import Point


def happenings(book: Book) -> dict[str, Happening]:
    """Return the events of a book without critical problems, by id."""
    structures: dict[str, Structure | OfficialStructure] = dict(book.official.structures)
    structures |= {record.form.id: record.form for record in book.structures}
    events = {**book.official.events, **{name: record.form for name, record in book.events.items()}}
    return {name: _happening(name, form, structures) for name, form in events.items()}


def _happening(name: str, form: EventForm, structures: Mapping[str, Structure | OfficialStructure]) -> Happening:
    """Return an event; what it does not say of its place, its structure says."""
    at = structures.get(form.structure)
    address = form.adresse or (at.adresse if at and not form.lieu else "")
    place = ", ".join(filter(None, (form.lieu.strip() or (at.nom if at else ""), address)))
    return Happening(
        id=name,
        title=form.titre.strip(),
        kind=form.genre,
        start=form.debut,
        end=form.fin,
        place=place,
        commune=form.commune or (at.commune if at else "") or "",
        at=Point(*form.position) if form.position else _point(at),
        employers=tuple(employer.employer() for employer in form.employeurs or ()),
        who=form.pour_qui.strip(),
        bring=form.a_apporter.strip(),
        left=form.places,
        signup=form.sur_inscription.strip(),
        proviso=form.vrai_si.strip(),
    )


def _point(at: Structure | OfficialStructure | None) -> Point | None:
    if at is None or at.latitude is None or at.longitude is None:
        return None
    return Point(at.latitude, at.longitude)
