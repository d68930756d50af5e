"""`allervers report`: the bilan of a period, as a page, a spreadsheet or JSON."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.commands.folders import playable, settings, stop
from bot.content.loader import load
from bot.core.bilan import Report
from bot.core.dates import PARIS
from bot.core.playbook import Playbook
from bot.desk import yearly
from bot.desk.report import report as made
from bot.service.clock import Clock
from bot.settings import Settings
from bot.store import Store, Unsupported, Vault, WrongKey

app = typer.Typer()


class As(StrEnum):
    """How the bilan is written."""

    HTML = "html"
    CSV = "csv"
    JSON = "json"


_WRITTEN = {As.HTML: yearly.as_page, As.CSV: yearly.as_sheet, As.JSON: yearly.as_json}
_DAY = ["%Y-%m-%d"]


@app.command()
def report(
    since: Annotated[datetime | None, typer.Option("--from", formats=_DAY, help="Premier jour.")] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=_DAY, help="Dernier jour.")] = None,
    format: Annotated[As, typer.Option(help="Page, tableur ou JSON.")] = As.HTML,  # noqa: A002
) -> None:
    """Écrit le bilan d'une période, sans aucun nom ; par défaut, des douze derniers mois entiers."""
    first, last = _period(since, until)
    if first > last:
        stop("La période finit avant de commencer : --from doit venir avant --to.")
    found = settings()
    playbook = playable(load(found.dialogues, found.data))
    try:
        typer.echo(_WRITTEN[format](asyncio.run(_report(found, playbook, first, last))))
    except (WrongKey, Unsupported) as error:
        stop(str(error))
    except SQLAlchemyError:
        stop("La base de données ne s'ouvre pas : vérifiez ALLERVERS_DATABASE_URL.")


def _period(since: datetime | None, until: datetime | None) -> tuple[date, date]:
    this_month = Clock().now().astimezone(PARIS).date().replace(day=1)
    last = until.date() if until else this_month - timedelta(days=1)
    return since.date() if since else this_month.replace(year=this_month.year - 1), last


async def _report(found: Settings, playbook: Playbook, first: date, last: date) -> Report:
    vault = Vault.load(found.secret_key_file, found.secret_key.get_secret_value())
    store = await Store.open(found.database_url, vault)
    try:
        return await made(store, playbook, first, last, Clock().now())
    finally:
        await store.close()
