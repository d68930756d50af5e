"""Where people stop, and what is to be looked at again: counts without anyone in them, dates, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from starlette.responses import Response

from bot.content.written import Book
from bot.core import bilan, dates
from bot.core.dates import PARIS
from bot.core.flow import Flow
from bot.studio.call import Call

COUNTED = 90
"""Days over which people are counted."""
SOON = 31
"""Days in which a fact is to be checked again."""
OLD = timedelta(days=365)
"""A fact that was not checked for so long is no longer said."""
_ADDRESS = re.compile(r"https?://[^\s\"'<>«»)\]]+|\b(?:[\w-]+\.)+(?:fr|org|com|net|eu)\b(?:/[^\s\"'<>«»)\]]*)?")
_TRAILING = ".,;:!?"
_NOTED = ("#", "source:")
"""How a line begins that only operators read."""


class Due(NamedTuple):
    """A fact to check again: by when, and where it is written."""

    name: str
    source: str
    by: date
    when: str
    late: bool
    place: str


class Found(NamedTuple):
    """An address, and where it is written; `noted` when only those who edit the file read it."""

    address: str
    places: tuple[str, ...]
    noted: bool


async def paths(call: Call) -> Response:
    """Show how far people go in each dialogue; small numbers are hidden as in the bilan."""
    since = call.workshop.clock.now().astimezone(PARIS).date() - timedelta(days=COUNTED)
    async with call.workshop.store.read() as transaction:
        daily = await transaction.counts(since)
    counts: Counter[str] = Counter()
    for (_, name), number in daily.items():
        counts[name] += number
    flows = call.look.engine.playbook.flows.values() if call.look.engine else ()
    found = [(flow, path) for flow in flows if (path := _path(flow, counts))]
    return call.show("parcours.html", found=found, days=COUNTED, small=bilan.SMALL)


def _path(flow: Flow, counts: Counter[str]) -> bilan.Path | None:
    steps = [(step, counts[f"etape:{flow.name}.{step}"]) for step in flow.steps]
    return bilan.path(flow.title, counts[f"dialogue:{flow.name}"], steps)


async def facts(call: Call) -> Response:
    """Show the facts to check this month, and every address that is written somewhere."""
    today = call.workshop.clock.now().astimezone(PARIS).date()
    due = [one for one in _facts(call.look.book, today) if one.by <= today + timedelta(days=SOON)]
    addresses = links(call.workshop.dialogues, call.workshop.data)
    return call.show("a_revoir.html", due=sorted(due, key=lambda one: one.by), addresses=addresses, days=SOON)


def _facts(book: Book, today: date) -> Iterator[Due]:
    for record in book.schemes.values():
        form = record.form
        by = min(form.valable_jusqu_au, form.verifie_le + OLD)
        place = f"{Path(record.key.file).name}, ligne {record.key.line}"
        yield Due(form.nom, form.source, by, f"{dates.day(by)} {by.year}", by < today, place)


def links(dialogues: Path, data: Path) -> list[Found]:
    """Return every address written by hand in both folders, none of which is opened."""
    said: dict[str, list[str]] = {}
    heard: set[str] = set()
    for path in (*sorted(dialogues.glob("*.yaml")), *sorted(data.glob("*.yaml"))):
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            for address in _addresses(line):
                said.setdefault(address, []).append(f"{path.name}, ligne {number}")
                heard |= set() if line.lstrip().startswith(_NOTED) else {address}
    return [Found(address, tuple(places), address not in heard) for address, places in sorted(said.items())]


def _addresses(line: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(line):
        mailbox = line[: found.start()].endswith("@")
        if not mailbox and not line.startswith("# yaml-language-server"):
            yield found[0].rstrip(_TRAILING)
