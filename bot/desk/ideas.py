"""What people proposed or criticised, without their names: read week by week by those of the whole territory."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.core import dates
from bot.desk.call import Call
from bot.store import IDEA_KEPT, Idea


async def show(call: Call) -> Response:
    """Show every idea that is kept, the latest week first."""
    async with call.office.store.read() as transaction:
        kept = await transaction.ideas()
    weeks = [(_said(monday), list(ideas)) for monday, ideas in groupby(kept, _monday)]
    return call.show("idees.html", weeks=weeks, kept=IDEA_KEPT.days)


async def erase(call: Call) -> Response:
    """Erase an idea before its date: because it names someone, or was dealt with."""
    async with call.office.store.begin() as transaction:
        if not await transaction.erase_idea(call.path["idee"]):
            raise HTTPException(404)
    return call.go("/idees", "Le texte est effacé.")


def _monday(idea: Idea) -> date:
    return idea.day - timedelta(days=idea.day.weekday())


def _said(monday: date) -> str:
    return f"Semaine du {dates.day(monday)} {monday.year}"
