"""The lists of requests: to take, one's own, late, over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.core.partners import Role
from bot.desk.call import Call
from bot.desk.cards import card
from bot.desk.seat import Seat
from bot.store import RequestRow


class Tab(NamedTuple):
    """One list: its name, how it is filled, and the kind word when it is empty."""

    title: str
    rows: Callable[[Seat], Awaitable[list[RequestRow]]]
    empty: str


TABS: Mapping[str, Tab] = {
    "a-prendre": Tab("À prendre", Seat.waiting, "Personne n'attend en ce moment. Merci à toute l'équipe !"),
    "a-moi": Tab("À moi", Seat.mine, "Vous n'avez pas de demande en cours. Il y en a peut-être une à prendre."),
    "en-retard": Tab("En retard", Seat.late, "Aucun retard : tout le monde a été appelé à temps."),
    "closes": Tab("Closes", Seat.ended, "Rien de terminé ces 90 derniers jours."),
}

HOMES: Mapping[Role, str] = {Role.COORDINATEUR: "/retards", Role.OPERATEUR: "/alertes"}
"""Where someone begins who works no requests."""


async def home(call: Call) -> Response:
    """Open what someone works on first."""
    return call.go(HOMES.get(call.seat.person.role, "/liste/a-prendre"))


async def show(call: Call) -> Response:
    """Show one list, and how long the others are."""
    name = call.path["nom"]
    if name not in TABS:
        raise HTTPException(404)
    filled = {key: await tab.rows(call.seat) for key, tab in TABS.items()}
    tabs = [(key, tab.title, len(filled[key]) if key != "closes" else None) for key, tab in TABS.items()]
    cards = [card(row, call.seat) for row in filled[name]]
    return call.show("liste.html", name=name, tab=TABS[name], tabs=tabs, cards=cards)
