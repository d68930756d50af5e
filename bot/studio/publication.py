"""Publishing: what a draft would do is shown first, then a button; every version, and the way back to each."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.content import problems
from bot.content.versions import DraftMoved, Version
from bot.core import dates
from bot.core.dates import PARIS
from bot.service.publishing import Refused, Sheet
from bot.studio.call import Call

MOVED = "Faites-en une nouvelle fiche, puis recommencez."


async def show(call: Call) -> Response:
    """Show every version, the one that is played first."""
    versions = call.workshop.publishing.versions.every()[::-1]
    return call.show("publier.html", versions=[(version, _when(version)) for version in versions])


async def prepare(call: Call) -> Response:
    """Check the draft and count whom it touches; nothing is published yet."""
    return _ready(call, await call.workshop.publishing.sheet())


async def prepare_return(call: Call) -> Response:
    """Do the same for a return to a former version."""
    number = call.written("version")
    if not number.isdecimal() or len(number) > 6:
        raise HTTPException(404)
    try:
        sheet = await call.workshop.publishing.sheet_of_return(int(number))
    except Refused as refused:
        return call.go("/publier", str(refused))
    return _ready(call, sheet)


async def sheet(call: Call) -> Response:
    """Show an impact sheet, with the button that publishes exactly that."""
    found = _sheet(call)
    critical = [problem.render() for problem in found.critical]
    new = problems.render(problem for problem in found.problems.new if not problem.critical)
    return call.show("fiche.html", sheet=found, name=call.path["fiche"], critical=critical, new=new)


async def publish(call: Call) -> Response:
    """Publish what a sheet showed."""
    found, author = _sheet(call), call.written("auteur")
    if not author:
        return call.go(f"/publier/{call.path['fiche']}", "Dites qui publie : un prénom suffit.")
    try:
        version = await call.workshop.publishing.publish(found, author)
    except (Refused, DraftMoved) as refused:
        return call.go("/publier", f"{refused} {MOVED}")
    call.visit.sheets.pop(call.path["fiche"], None)
    return call.go(
        "/publier", f"La version {version.number} est publiée. Un bot en marche la joue dans quelques secondes."
    )


def _ready(call: Call, sheet: Sheet) -> Response:
    return call.go(f"/publier/{call.visit.keep(sheet)}")


def _sheet(call: Call) -> Sheet:
    found = call.visit.sheets.get(call.path["fiche"])
    if found is None:
        raise HTTPException(404)
    return found


def _when(version: Version) -> str:
    at = version.entry.at.astimezone(PARIS)
    return f"{dates.day(at.date())} {at.year}, {dates.hour(at)}"
