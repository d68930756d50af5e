"""The bilan as a page of the desk, as a page that stands alone, as a spreadsheet, and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta

from starlette.responses import Response

from bot.core import dates
from bot.core.bilan import Report, Shown
from bot.core.dates import PARIS
from bot.desk.call import Call
from bot.desk.export import as_csv
from bot.desk.report import report
from bot.desk.templates import STYLE, render

YEARS = 5
"""How far back a page may be asked for."""
HIDDEN = "moins de 5"


async def show(call: Call) -> Response:
    """Show the bilan of a year, of the one under way up to the end of its last month, and who has what in hand.

    A page that followed the year day by day would tell by the difference of two days what it hides.
    """
    today = call.now.astimezone(PARIS).date()
    year = _year(call.query.get("annee", ""), today)
    last = min(date(year, 12, 31), today.replace(day=1) - timedelta(days=1))
    found = None
    if last >= date(year, 1, 1):
        found = await report(call.office.store, call.office.playbook, date(year, 1, 1), last, call.now)
    async with call.office.store.read() as transaction:
        loads = await transaction.loads()
    rows = [(p.name, loads.get(p.id, 0), p.capacity) for p in call.office.playbook.partners.values()]
    years = range(today.year, today.year - YEARS, -1)
    return call.show("bilan.html", rows=rows, years=years, year=year, report=found, dates=dates, hidden=HIDDEN)


def _year(asked: str, today: date) -> int:
    known = asked.isdecimal() and today.year - YEARS < int(asked[:4]) <= today.year
    if known:
        return int(asked[:4])
    return today.year if today.month > 1 else today.year - 1


def as_page(found: Report) -> str:
    """Return the bilan as a page that needs no other file."""
    return render("bilan_seul.html", report=found, dates=dates, hidden=HIDDEN, style=STYLE.decode())


def as_sheet(found: Report) -> str:
    """Return the bilan for a spreadsheet: one number a line, with its table."""
    return as_csv([("Tableau", "Ligne", "Nombre"), *_lines(found)])


def as_json(found: Report) -> str:
    """Return the bilan as JSON, hidden numbers as null."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2, default=date.isoformat)


def _lines(found: Report) -> Iterator[tuple[str, str, str]]:
    yield "Période", "du", found.first.isoformat()
    yield "Période", "au", found.last.isoformat()
    yield "Total", "Demandes", _cell(found.asked)
    for title, number in found.activity:
        yield "Activité", title, _cell(number)
    for sign, number in found.arrivals:
        yield "Arrivées par une affiche", sign, _cell(number)
    for table in found.tables:
        for name, number in table.rows:
            yield table.title, name, _cell(number)
    for kind, medians in found.waits:
        for name, median in medians:
            yield f"Attente avant le premier appel ({kind.lower()})", name, median
    for path in found.paths:
        yield path.title, "ouvertures", _cell(path.opened)
        for step, share in path.steps:
            yield path.title, step, f"{share} %"


def _cell(number: Shown) -> str:
    return HIDDEN if number is None else str(number)
