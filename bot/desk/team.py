"""A partner's team: who is in it, who is signed in, and whether it is away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.core import dates
from bot.core.dates import PARIS
from bot.core.partners import Person, Role
from bot.desk import words
from bot.desk.call import Call

LONGEST = timedelta(days=366)


async def show_absence(call: Call) -> Response:
    """Show whether the partner takes requests."""
    return await _absence(call)


async def set_absence(call: Call) -> Response:
    """Turn the switch: away until the evening of a day, or back."""
    person, office = call.seat.person, call.office
    if call.written("choix") == "retour":
        async with office.store.begin() as transaction:
            await transaction.clear_away(person.partner)
        return call.go("/absence", "C'est noté : vous recevez de nouveau des demandes.")
    last = _day(call.written("jusqu_au"))
    today = call.now.astimezone(PARIS).date()
    if last is None or not today <= last <= today + LONGEST:
        return await _absence(call, status=400, alert="Choisissez un jour, aujourd'hui ou plus tard, d'ici un an.")
    until = datetime.combine(last + timedelta(days=1), datetime.min.time(), PARIS)
    async with office.store.begin() as transaction:
        await transaction.set_away(person.partner, until, person.id)
    return call.go("/absence", f"C'est noté : pas de nouvelle demande jusqu'au {dates.day(last)} inclus.")


async def show_team(call: Call) -> Response:
    """Show the people that one answers for, and when each was last here."""
    rows = [(person, await _seen(call, person)) for person in _team(call)]
    partners = call.office.playbook.partners
    return call.show("equipe.html", rows=rows, partners=partners)


async def sign_out(call: Call) -> Response:
    """End every visit of someone of one's team."""
    person = next((one for one in _team(call) if one.id == call.path["personne"]), None)
    if person is None:
        raise HTTPException(404)
    async with call.office.store.begin() as transaction:
        ended = await transaction.end_visits(person.id)
    return call.go("/equipe", f"{person.name} est déconnecté·e ({ended} appareil{'s' * (ended > 1)}).")


def _team(call: Call) -> list[Person]:
    everyone = call.office.playbook.people.values()
    if call.seat.person.role is Role.OPERATEUR:
        return list(everyone)
    own = call.seat.person.partner
    return [person for person in everyone if own and person.partner == own]


async def _seen(call: Call, person: Person) -> str:
    async with call.office.store.read() as transaction:
        visits = await transaction.visits_of(person.id)
    return words.ago(visits[0].seen_at, call.now) if visits else ""


async def _absence(call: Call, *, status: int = 200, alert: str = "") -> Response:
    async with call.office.store.read() as transaction:
        away = call.seat.person.partner in await transaction.away(call.now)
    partner = call.seat.partner
    written = [
        (dates.day(first), dates.day(last))
        for first, last in (partner.absences if partner else ())
        if last >= call.now.astimezone(PARIS).date()
    ]
    today = call.now.astimezone(PARIS).date().isoformat()
    return call.show("absence.html", status=status, alert=alert, away=away, written=written, today=today)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
