"""The bilan that coordinators read: a full year, counted apart, with nothing small in it."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from sqlalchemy import insert

from bot.core.bilan import SMALL
from bot.core.callrequest import Outcome, Status
from bot.core.dates import PARIS
from bot.desk import yearly
from bot.desk.report import report
from bot.desk.words import STATUSES
from bot.service.labels import OUTCOMES
from bot.store import schema

YEAR, NOW = 2025, datetime(2026, 11, 26, 9, tzinfo=UTC)
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
REQUESTS = 100_000
QUARTIERS = ("maurepas", "le-blosne", "villeneuve", "hauts-de-creil")
THEMES = ("cej", "rappel", "pour_moi")
_EMPTY = dict.fromkeys(("first_name", "phone", "details", "consent", "wish", "routed", "owner_name"), b"")


def year_of_requests():
    """A year of made-up requests; a fifth quartier and one language are rare."""
    chance = random.Random(4)  # noqa: S311
    start = datetime(YEAR, 1, 1, tzinfo=PARIS)
    for number in range(REQUESTS):
        opened = start + timedelta(minutes=chance.randrange(365 * 24 * 60))
        called = opened + timedelta(hours=chance.randrange(1, 90)) if chance.random() < 0.9 else None
        due = opened + timedelta(hours=48)
        closed = called is not None and chance.random() < 0.8
        yield {
            "id": f"r{number}",
            "chat": 0,
            "partner": "ml-rennes",
            "theme": chance.choice(THEMES),
            "quartier": "cosmonautes" if number < 3 else chance.choice(QUARTIERS),
            "language": "uk" if number < 2 else chance.choice(("fr", "ar")),
            "place": "",
            "status": Status.CLOSE if closed else Status.EXPIREE,
            "outcome": chance.choice(list(Outcome)) if closed else "",
            "satisfied": "",
            "priority": False,
            "attempts": 0,
            "opened_at": _ms(opened),
            "week": _monday(opened),
            "due_at": _ms(due),
            "moved_at": _ms(due),
            "first_call_at": _ms(called) if called else None,
            "waited": (called - opened) // timedelta(hours=1) if called else None,
            "member": "",
        } | _EMPTY  # fmt: skip


def _ms(at):
    return int(at.timestamp() * 1000)


def _monday(at):
    day = at.astimezone(PARIS).date()
    return day - timedelta(days=day.weekday())


@pytest.fixture
async def rows(store):
    made = list(year_of_requests())
    async with store.begin() as transaction:
        for at in range(0, len(made), 5_000):
            await transaction._connection.execute(insert(schema.requests), made[at : at + 5_000])
        await transaction.count({(date(YEAR, 3, 1), "personne"): 40, (date(YEAR, 3, 1), "demande"): 3})
    return made


async def test_a_year_adds_up_and_shows_nothing_small(store, declared, rows):
    found = await report(store, declared, FIRST, LAST, NOW)
    assert found.asked == REQUESTS
    tables = {table.id: dict(table.rows) for table in found.tables}
    counted = Counter(
        OUTCOMES[row["outcome"]] if row["status"] == Status.CLOSE else STATUSES[row["status"]] for row in rows
    )
    assert tables["issues"] == counted
    assert tables["semaines"].keys() >= {"semaine du lundi 6 janvier 2025"}
    assert sum(tables["semaines"].values()) == REQUESTS
    kept = sum(row["first_call_at"] is not None and row["first_call_at"] <= row["due_at"] for row in rows)
    assert tables["delais"] == {
        "Appel dans le délai promis": kept,
        "Délai dépassé": REQUESTS - kept,
        "Délai en cours": 0,
    }
    by_quartier = Counter(declared.territory.name_of(row["quartier"]) for row in rows)
    rare, least = by_quartier.most_common()[-1][0], by_quartier.most_common()[-2][0]
    assert tables["quartiers"] == by_quartier | {rare: None, least: None} | {
        name: number for name, number in by_quartier.items() if name not in {rare, least}
    }
    for table in found.tables:
        shown = [number for _, number in table.rows]
        rest = REQUESTS - sum(number or 0 for number in shown)
        assert rest == 0 or (rest >= SMALL and shown.count(None) > 1), table.title
        assert not any(number is not None and 0 < number < SMALL for number in shown), table.title
    assert dict(found.activity)["Personnes qui ont écrit pour la première fois"] == 40
    assert dict(found.activity)["Demandes d'appel envoyées"] is None
    waits = {kind: dict(medians) for kind, medians in found.waits}
    assert "Ukrainien" not in {name.capitalize() for name in waits["Langue"]}, "two calls tell too much"
    assert set(waits["Quartier"].values()) == {"1 à 2 jours"}
    reads_alike(found)


def reads_alike(found):
    """The page, the sheet and the JSON say the same."""
    page = yearly.as_page(found)
    assert f"<strong>{REQUESTS}</strong> demandes" in page
    assert "<svg" in page
    assert "http" not in re.sub("http-equiv", "", page)
    sheet = list(csv.reader(io.StringIO(yearly.as_sheet(found)), delimiter=";"))
    assert ["Total", "Demandes", str(REQUESTS)] in sheet
    assert ["Activité", "Demandes d'appel envoyées", "moins de 5"] in sheet
    read = json.loads(yearly.as_json(found))
    assert (read["asked"], read["first"], read["last"]) == (REQUESTS, "2025-01-01", "2025-12-31")


async def test_a_year_under_way_stops_at_the_end_of_its_last_month(signed_in, clock):
    browser = await signed_in("elise")
    said = (await browser.get("/bureau/bilan")).text
    ended = clock.now().astimezone(PARIS).date().replace(day=1) - timedelta(days=1)
    assert f"{ended.day} " in re.search(r"au \w+ (.*?)\. Aucun nom", said)[1]
    for asked in ("2019", "9999", "²", "-1", "20261"):
        assert (await browser.get(f"/bureau/bilan?annee={asked}")).status_code == 200


async def test_a_member_does_not_read_it(signed_in):
    browser = await signed_in("basile")
    assert (await browser.get("/bureau/bilan")).status_code == 403


async def test_each_poster_has_its_own_line_and_small_numbers_none(store, declared):
    opened = {"maurepas": 12, "groupe-solidarite-emploi-maurepas": 7, "cosmonautes": 4}
    async with store.begin() as transaction:
        await transaction.count({(date(YEAR, 3, 1), f"affiche:{place}"): number for place, number in opened.items()})
        made = [row | {"place": "maurepas"} for row in islice(year_of_requests(), 8)]
        made += [row | {"id": f"s{row['id']}", "place": "groupe-solidarite-emploi-maurepas"} for row in made[:6]]
        await transaction._connection.execute(insert(schema.requests), made)
    found = await report(store, declared, FIRST, LAST, NOW)
    group = "Groupe solidarité emploi de Maurepas"
    assert dict(found.arrivals) == {"Maurepas": 12, group: 7, "Cosmonautes": None}
    assert next(dict(table.rows) for table in found.tables if table.id == "affiches") == {"Maurepas": 8, group: 6}
    sheet = list(csv.reader(io.StringIO(yearly.as_sheet(found)), delimiter=";"))
    assert ["Arrivées par une affiche", "Cosmonautes", "moins de 5"] in sheet
    assert group in yearly.as_page(found)
