"""A partner's requests as a file for a spreadsheet: without names, numbers or words, and without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from starlette.responses import Response

from bot.core import languages
from bot.core.dates import PARIS
from bot.core.playbook import Playbook
from bot.desk import cards, words
from bot.desk.call import Call
from bot.service.labels import OUTCOMES
from bot.store import RequestRow

COLUMNS = (
    "Numéro", "Statut", "Issue", "Quartier", "Sujet", "Langue", "Prioritaire", "Reçue le", "À appeler avant",
    "Prise le", "Premier appel le", "Appels sans réponse", "Close le",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


async def show(call: Call) -> Response:
    """Return the file."""
    rows = await call.seat.all()
    text = as_csv([COLUMNS, *(_cells(row, call.office.playbook) for row in rows)])
    name = f"demandes-{call.now.astimezone(PARIS):%Y-%m-%d}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as the spreadsheets of France open them; a cell that would be run as a formula is quoted."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return page.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(row: RequestRow, playbook: Playbook) -> list[str]:
    return [
        cards.number_of(row),
        words.STATUSES.get(row.status, row.status),
        OUTCOMES.get(row.outcome, row.outcome),
        playbook.territory.name_of(row.quartier),
        cards.subject_of(row, playbook),
        languages.name(row.language),
        "oui" if row.priority else "non",
        *map(_when, (row.opened_at, row.due_at, row.taken_at, row.first_call_at)),
        str(row.attempts),
        _when(row.closed_at),
    ]


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(PARIS):%d/%m/%Y %H:%M}" if at else ""
