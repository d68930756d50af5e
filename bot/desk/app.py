"""Every address of the desk, in one table: how it is asked for, the right it needs, and who answers."""

from __future__ import annotations

from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from bot.desk import casework, directory, doors, export, guard, ideas, lists, team, watch, yearly
from bot.desk.call import Call
from bot.desk.guard import Way
from bot.desk.office import PREFIX, Office
from bot.desk.rights import Right, declared

WAYS: tuple[Way, ...] = (
    Way("GET", "/style.css", Right.OUVERT, doors.style),
    Way("GET", "/connexion", Right.OUVERT, doors.ask),
    Way("POST", "/connexion", Right.OUVERT, doors.send),
    Way("GET", "/entrer/{token}", Right.OUVERT, doors.arrive),
    Way("POST", "/entrer/{token}", Right.OUVERT, doors.enter),
    Way("POST", "/sortir", Right.CONNECTE, doors.leave),
    Way("GET", "", Right.CONNECTE, lists.home),
    Way("GET", "/liste/{nom}", Right.DEMANDES, lists.show),
    Way("GET", "/demande/{id}", Right.DEMANDES, casework.show),
    Way("POST", "/demande/{id}/numero", Right.DEMANDES, casework.number),
    Way("POST", "/demande/{id}/{verbe}", Right.DEMANDES, casework.act),
    Way("GET", "/absence", Right.ABSENCE, team.show_absence),
    Way("POST", "/absence", Right.ABSENCE, team.set_absence),
    Way("GET", "/carte", Right.CARTE, directory.show),
    Way("GET", "/equipe", Right.EQUIPE, team.show_team),
    Way("POST", "/equipe/{personne}/revoquer", Right.EQUIPE, team.sign_out),
    Way("GET", "/export.csv", Right.EXPORT, export.show),
    Way("GET", "/retards", Right.RETARDS, watch.show_late),
    Way("GET", "/bilan", Right.BILAN, yearly.show),
    Way("GET", "/idees", Right.IDEES, ideas.show),
    Way("POST", "/idees/{idee}/effacer", Right.IDEES, ideas.erase),
    Way("GET", "/alertes", Right.ALERTES, watch.show_alerts),
    Way("POST", "/alertes/{numero}/fermer", Right.ALERTES, watch.close_alert),
)

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Undeclared(ValueError):
    """An address says not what right it needs: the desk must not open."""


def routes(office: Office, ways: tuple[Way, ...] = WAYS) -> list[Route]:
    """Return the addresses of the desk for a web application; raises `Undeclared` if one has no declared right.

    Whatever else lies under the prefix is answered by the desk's own page for what does not exist.
    """
    for way in ways:
        if not isinstance(way.right, Right) or not declared(way.right):
            raise Undeclared(f"{way.method} {way.path}")
    lost = Way("GET", "/{rest:path}", Right.OUVERT, _lost)
    return [*(_route(office, way, (way.method,)) for way in ways), _route(office, lost, METHODS)]


def _route(office: Office, way: Way, methods: tuple[str, ...]) -> Route:
    return Route(PREFIX + way.path, partial(guard.serve, office, way), methods=list(methods))


async def _lost(call: Call) -> Response:
    if call.path["rest"]:
        raise HTTPException(404)
    return call.go("")
