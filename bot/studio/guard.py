"""Lets a browser in, or not: this machine only, with the key of the terminal, and forms of our own pages alone."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.studio.call import Call
from bot.studio.templates import FILES, render
from bot.studio.visits import Visit
from bot.studio.workshop import PREFIX, Workshop
from bot.web import from_own_host, read_form

log = logging.getLogger(__name__)

COOKIE = "studio_visite"
MOST_BYTES = 65_536
"""Bytes of a form."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}

ERRORS: Mapping[int, tuple[str, str]] = {
    400: ("Formulaire illisible", "Ce formulaire n'a pas pu être lu. Revenez en arrière et recommencez."),
    401: ("Le studio est fermé", "Ouvrez-le avec l'adresse complète que le terminal a affichée au démarrage."),
    403: ("Ce n'est pas possible", "Ce formulaire ne vient pas du studio. Revenez au studio et recommencez."),
    404: ("Page introuvable", "Ce dialogue, cette étape ou cette page n'existe pas, ou n'existe plus."),
    413: ("C'est trop long", "Ce que vous avez écrit est trop long. Raccourcissez, puis recommencez."),
    500: (
        "Une erreur est survenue",
        "Ce n'est pas votre faute. Rien n'est perdu. Montrez ceci à qui développe le bot.",
    ),
    503: ("Le disque ou la base ne répond pas", "Rien n'a été changé. Réessayez dans un instant."),
}

Endpoint = Callable[[Call], Awaitable[Response]]


class Way(NamedTuple):
    """One address of the studio, how it is asked for, and who answers."""

    method: str
    path: str
    endpoint: Endpoint


async def serve(workshop: Workshop, way: Way, request: Request) -> Response:
    """Answer a browser at an address. Whatever happens it gets a page, with the headers that protect it."""
    try:
        visit = workshop.visits.of(request.cookies.get(COOKIE, ""))
        response = await _answer(workshop, visit, way, request) if visit else error(401)
    except HTTPException as refused:
        response = error(refused.status_code)
    except (SQLAlchemyError, OSError) as trouble:
        log.error("a page of the studio could not be served: %s", type(trouble).__name__)
        response = error(503)
    except Exception as fault:  # noqa: BLE001  a page must come, and the trace may hold what someone typed
        log.error("a page of the studio failed: %s at %s", type(fault).__name__, way.path)
        response = error(500)
    return _protected(response)


async def enter(workshop: Workshop, request: Request) -> Response:
    """Let in a browser that brings the key of the terminal."""
    secret = workshop.visits.enter(request.path_params["key"])
    if secret is None:
        return _protected(error(401))
    response = RedirectResponse(PREFIX, 303)
    response.set_cookie(COOKIE, secret, path=PREFIX, httponly=True, samesite="lax")
    return _protected(response)


async def file(name: str, _request: Request) -> Response:
    """Return a file that pages load; there is nothing secret in it."""
    kind, body = FILES[name]
    return _protected(Response(body, media_type=kind, headers={"cache-control": "no-cache"}))


def error(status: int) -> Response:
    """Return the page of an error."""
    title, sentence = ERRORS.get(status, ERRORS[500])
    html = render("erreur.html", look=None, said="", title=title, sentence=sentence)
    return Response(html, status, media_type="text/html")


async def _answer(workshop: Workshop, visit: Visit, way: Way, request: Request) -> Response:
    form = await _form(request) if way.method == "POST" else {}
    look = await workshop.watch.look()
    return await way.endpoint(Call(workshop, visit, look, request.path_params, request.query_params, form))


async def _form(request: Request) -> dict[str, str]:
    """Read a form that one of our own pages sent; raises for another site's, and for what is no form."""
    if not from_own_host(request):
        raise HTTPException(403)
    return await read_form(request, MOST_BYTES)


def _protected(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
