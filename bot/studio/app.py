"""Every address of the studio, in one table."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.studio import dialogues, guard, problems, publication, scenarios, trying, worklists
from bot.studio.call import Call
from bot.studio.guard import Way
from bot.studio.templates import FILES
from bot.studio.workshop import PREFIX, Workshop

WAYS: tuple[Way, ...] = (
    Way("GET", "", dialogues.every),
    Way("GET", "/etat", problems.state),
    Way("GET", "/problemes", problems.show),
    Way("GET", "/dialogue/{dialogue}", dialogues.one),
    Way("GET", "/dialogue/{dialogue}/{etape}", dialogues.step),
    Way("GET", "/essayer", trying.show),
    Way("POST", "/essayer", trying.begin),
    Way("POST", "/essayer/{geste}", trying.act),
    Way("GET", "/scenario", scenarios.show),
    Way("POST", "/scenario", scenarios.save),
    Way("GET", "/parcours", worklists.paths),
    Way("GET", "/a-revoir", worklists.facts),
    Way("GET", "/publier", publication.show),
    Way("POST", "/publier", publication.prepare),
    Way("POST", "/publier/retour", publication.prepare_return),
    Way("GET", "/publier/{fiche}", publication.sheet),
    Way("POST", "/publier/{fiche}", publication.publish),
)

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def routes(workshop: Workshop) -> list[Route]:
    """Return the addresses of the studio for a web application; the address of the port alone leads to it."""
    lost = Way("GET", "/{rest:path}", _lost)
    return [
        Route("/", _home),
        Route(PREFIX + "/entrer/{key}", partial(guard.enter, workshop)),
        *(Route(f"{PREFIX}/{name}", partial(guard.file, name)) for name in FILES),
        *(_route(workshop, way, (way.method,)) for way in WAYS),
        _route(workshop, lost, METHODS),
    ]


def _route(workshop: Workshop, way: Way, methods: tuple[str, ...]) -> Route:
    return Route(PREFIX + way.path, partial(guard.serve, workshop, way), methods=list(methods))


async def _home(_request: Request) -> Response:
    return RedirectResponse(PREFIX)


async def _lost(call: Call) -> Response:
    if call.path["rest"]:
        raise HTTPException(404)
    return call.go("")
