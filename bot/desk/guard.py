"""Lets a browser in, or not: whose form it is, who is signed in, and what they have the right to."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from hmac import compare_digest
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.desk import entry
from bot.desk.call import Call
from bot.desk.cookies import Cookies
from bot.desk.office import PREFIX, Office
from bot.desk.rights import Right, has
from bot.desk.seat import Seat
from bot.service.conversation import NotTaken
from bot.web import from_own_host, read_form

log = logging.getLogger(__name__)

MOST_BYTES = 16_384
"""Bytes of a form."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    # `no-referrer` would also blank the Origin of our own forms; under this no address leaves for another site.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
}

Endpoint = Callable[[Call], Awaitable[Response]]


class Way(NamedTuple):
    """One address of the desk: what it asks of whoever opens it, and who answers."""

    method: str
    path: str
    right: Right
    endpoint: Endpoint


ERRORS: Mapping[int, tuple[str, str]] = {
    400: ("Demande illisible", "Ce formulaire n'a pas pu être lu. Revenez en arrière et recommencez."),
    403: ("Ce n'est pas possible", "Vous n'avez pas accès à cette page, ou ce formulaire n'est plus valable."),
    404: ("Page introuvable", "Cette page n'existe pas, ou n'existe plus."),
    413: ("C'est trop long", "Ce que vous avez écrit est trop long. Raccourcissez, puis recommencez."),
    500: ("Une erreur est survenue", "Ce n'est pas votre faute. Rien n'est perdu. Réessayez dans un instant."),
    503: ("Le bureau ne répond pas", "Rien n'a été enregistré. Réessayez dans un instant."),
}


async def serve(office: Office, way: Way, request: Request) -> Response:
    """Answer a browser at an address. Whatever happens it gets a page, with the headers that protect it."""
    call = Call(office, office.clock.now(), Cookies.read(request.cookies, secure=office.secure), None)
    try:
        call = await _let_in(call, way, request)
        response = _to_the_door() if call.signed_in is None and way.right is not Right.OUVERT else await _do(way, call)
    except HTTPException as refused:
        response = error(call, refused.status_code)
    except (SQLAlchemyError, NotTaken) as trouble:
        log.error("a page of the desk could not be served: %s", type(trouble).__name__)
        response = error(call, 503)
    except Exception as fault:  # noqa: BLE001  a page must come, and the trace may hold what a person wrote
        log.error("a page of the desk failed: %s at %s", type(fault).__name__, way.path)
        response = error(call, 500)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def error(call: Call, status: int) -> Response:
    """Return the page of an error."""
    title, sentence = ERRORS.get(status, ERRORS[500])
    return call.show("erreur.html", status=status, title=title, sentence=sentence)


async def _let_in(call: Call, way: Way, request: Request) -> Call:
    """Return the call with its form and its person; raises if the form does not come from our own pages."""
    form = await _form(call.office, request) if way.method == "POST" else {}
    office, now = call.office, call.now
    person = await entry.visitor(office.store, office.playbook, call.cookies.visit, now)
    seat = Seat(office, person, now) if person else None
    call = Call(office, now, call.cookies, seat, request.path_params, request.query_params, form)
    if way.method == "POST" and not _sealed(call, way):
        raise HTTPException(403)
    return call


async def _do(way: Way, call: Call) -> Response:
    if way.right is not Right.OUVERT and not has(call.seat.person, way.right):
        raise HTTPException(403)
    response = await way.endpoint(call)
    if way.right is Right.OUVERT and call.cookies.new:
        call.know_browser(response)
    return response


def _to_the_door() -> Response:
    return RedirectResponse(f"{PREFIX}/connexion", 303)


def _sealed(call: Call, way: Way) -> bool:
    """Return whether a form bears the word of this browser; where nobody is signed in, the door says so instead."""
    if call.signed_in is None and way.right is not Right.OUVERT:
        return True
    return compare_digest(call.form.get("sceau", "").encode(), entry.seal_of(call.secret).encode())


async def _form(office: Office, request: Request) -> dict[str, str]:
    """Read a form that one of our own pages sent; raises for another site's, and for what is no form."""
    if not _ours(office, request):
        raise HTTPException(403)
    return await read_form(request, MOST_BYTES)


def _ours(office: Office, request: Request) -> bool:
    """Return whether a form comes from our own address."""
    if office.public_url:
        return request.headers.get("origin", "") == office.public_url
    return from_own_host(request)
