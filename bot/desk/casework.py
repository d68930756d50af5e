"""One request: what its person said, what happened to it, and every move that may be made."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.core.callrequest import Outcome, Verb
from bot.desk import cards, entry, words
from bot.desk.call import Call
from bot.service.arrivals import Answer, Arrival, PartnerActed
from bot.store import RequestRow

AFTERWARDS = frozenset({Verb.RENDRE, Verb.REFUSER})
"""Moves after which the request is not ours to work any more: the list comes next."""


async def show(call: Call) -> Response:
    """Show a request of one's own partner."""
    return await _page(call, await _found(call))


async def act(call: Call) -> Response:
    """Make a move, and say what came of it; one that is refused shows the request as it now stands."""
    row = await _found(call)
    verb = next((verb for verb in words.GESTURES if verb == call.path["verbe"]), None)
    if verb is None:
        raise HTTPException(404)
    answer = await _move(call, row, verb)
    if not answer.done:
        return await _page(call, await _found(call), status=409, alert=answer.text)
    return call.go("/liste/a-prendre" if verb in AFTERWARDS else f"/demande/{row.id}", answer.text)


async def number(call: Call) -> Response:
    """Note that the number is looked at, then show it: on this page alone, never in an address or a cookie."""
    row = await _found(call)
    answer = await _move(call, row, Verb.VOIR)
    row = await _found(call)
    if not answer.done:
        return await _page(call, row, status=409, alert=answer.text)
    return await _page(call, row, phone=row.phone)


async def _move(call: Call, row: RequestRow, verb: Verb) -> Answer:
    outcome, reason = call.written("issue") if verb is Verb.CLORE else "", call.written("motif")
    if verb is Verb.CLORE and outcome not in frozenset(Outcome):
        return Answer("Choisissez comment l'appel s'est terminé.", done=False)
    query = entry.fresh()
    acted = PartnerActed(row.id, verb, call.seat.person.id, outcome=outcome, reason=reason)
    hints = await call.office.conversation.take([Arrival(0, acted, query=query)])
    return hints.get(query) or Answer("Cette demande n'a pas pu être modifiée. Réessayez.", done=False)


async def _found(call: Call) -> RequestRow:
    row = await call.seat.request(call.path["id"])
    if row is None:
        raise HTTPException(404)
    return row


async def _page(call: Call, row: RequestRow, *, status: int = 200, alert: str = "", phone: str = "") -> Response:
    seat = call.seat
    return call.show(
        "demande.html",
        status=status,
        alert=alert,
        card=cards.card(row, seat),
        said=cards.said(row, seat),
        lines=cards.history(await seat.history(row), row, seat),
        choices=cards.choices(row),
        gestures=cards.gestures(row, seat),
        sees_number=cards.sees_number(row, seat),
        phone=words.spoken_number(phone),
        dialled=cards.dialled(phone),
        typed={name: call.written(name) for name in ("issue", "motif")} if alert else {},
    )
