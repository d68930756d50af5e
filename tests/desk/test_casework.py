"""Working requests at the desk: lists, moves, outcomes, the number, absences, the map and the export."""

from __future__ import annotations

import asyncio
import csv
import io
from collections import Counter
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.core.callrequest import Outcome, Verb
from bot.desk import export, words
from bot.desk.office import Office
from bot.store import Store
from tests.desk.people import FORM, NAME, WISH, WORDS, Browser, at, found, opened, plain, request
from tests.living import THURSDAY, HeldClock

PATH = "/bureau/demande/abcd123456"


async def taken(store: Store, browser: Browser) -> None:
    """Let this person take the request."""
    await opened(store, request())
    assert (await browser.sends(f"{PATH}/prendre")).status_code == 303


# Lists


async def test_what_waits_is_shown_oldest_first_after_what_is_urgent_and_without_a_name(
    signed_in, store: Store
) -> None:
    await opened(
        store,
        request("aaaa111111", opened_at=at(-1)),
        request("bbbb111111", opened_at=at(-50)),
        request("cccc111111", opened_at=at(-3), priority=True),
    )
    page = await (await signed_in("basile")).reads("/bureau/liste/a-prendre")
    shown = [page.index(f"Demande n° {number}") for number in ("CCCC", "BBBB", "AAAA")]
    assert shown == sorted(shown)
    assert NAME not in page
    for fact in ("Maurepas", "français", "il y a 1 h", "il y a 2 jours", "lundi 30 novembre, 10 h", "Prioritaire"):
        assert fact in page


async def test_each_list_has_its_own_and_kind_words_when_empty(signed_in, store: Store) -> None:
    browser = await signed_in("basile")
    for name, kind in (("a-prendre", "Merci"), ("a-moi", "pas de demande"), ("en-retard", "Aucun retard")):
        assert kind in await browser.reads(f"/bureau/liste/{name}")
    await opened(
        store,
        request("mine111111", status="prise", owner="basile", owner_name="Basile"),
        request("late111111", due_at=at(-1)),
        request("done111111", status="close", outcome="rdv_pris", owner="celia", owner_name="Célia", closed_at=at(-1)),
        request("else111111", partner="ml-ailleurs"),
    )
    for name, number in (("a-moi", "MINE"), ("en-retard", "LATE"), ("closes", "DONE"), ("a-prendre", "LATE")):
        page = await browser.reads(f"/bureau/liste/{name}")
        assert {one for one in ("MINE", "LATE", "DONE", "ELSE") if f"n° {one}" in page} == {number}
    assert "Rendez-vous pris" in await browser.reads("/bureau/liste/closes")
    assert NAME in await browser.reads("/bureau/liste/a-moi"), "one's own bears its first name"


async def test_a_list_that_does_not_exist_is_not_found(signed_in) -> None:
    assert (await (await signed_in("basile")).get("/bureau/liste/autre")).status_code == 404


@pytest.mark.parametrize(
    ("person", "home"), [("elise", "/retards"), ("farid", "/alertes"), ("basile", "/liste/a-prendre")]
)
async def test_everyone_begins_where_their_work_is(signed_in, person: str, home: str) -> None:
    answer = await (await signed_in(person)).get("/bureau")
    assert answer.headers["location"] == f"/bureau{home}"


# One request


async def test_from_taken_to_an_appointment(signed_in, store: Store, clock: HeldClock) -> None:
    browser = await signed_in("basile")
    await taken(store, browser)
    page = await browser.reads(PATH)
    for said in (NAME, WISH, WORDS, "Prise, par vous"):
        assert said in page
    assert "06 39" not in page
    shown = await browser.sends(f"{PATH}/numero")
    assert 'href="tel:+33639981234"' in shown.text
    assert "06 39 98 12 34" in plain(shown.text)
    assert "06 39" not in await browser.reads(PATH), "it is shown once, on a click"
    clock.move(hours=1)
    await browser.sends(f"{PATH}/tenter")
    await browser.sends(f"{PATH}/noter", motif="Rappeler après 18 h")
    done = await browser.sends(f"{PATH}/clore", issue="rdv_pris", motif="mardi 10 h")
    assert done.status_code == 303
    page = await browser.reads(PATH)
    for line in (
        "Numéro affiché",
        "Appel sans réponse",
        "Rappeler après 18 h",
        "Rendez-vous pris : mardi 10 h",
        "jeudi 26 novembre",
    ):
        assert line in page
    row = await found(store)
    assert (row.status, row.outcome, row.owner, row.attempts) == ("close", "rdv_pris", "basile", 1)


async def test_unreachable_takes_two_attempts_and_the_page_says_so(signed_in, store: Store) -> None:
    browser = await signed_in("basile")
    await taken(store, browser)
    for attempts in range(2):
        page = await browser.get(PATH)
        assert words.TWO_ATTEMPTS in plain(page.text)
        assert 'value="injoignable" required disabled' in page.text
        refused = await browser.sends(f"{PATH}/clore", issue="injoignable")
        assert refused.status_code == 409
        assert (await found(store)).attempts == attempts
        await browser.sends(f"{PATH}/tenter")
    assert (await browser.sends(f"{PATH}/clore", issue="injoignable")).status_code == 303
    assert (await found(store)).outcome == "injoignable"


@pytest.mark.parametrize("verb", ["rendre", "refuser", "noter"])
async def test_what_needs_a_reason_is_refused_without_one(signed_in, store: Store, verb: str) -> None:
    browser = await signed_in("basile")
    await taken(store, browser)
    assert (await browser.sends(f"{PATH}/{verb}", motif="  ")).status_code == 409
    assert (await found(store)).status == "prise"


async def test_an_outcome_that_does_not_exist_is_refused(signed_in, store: Store) -> None:
    browser = await signed_in("basile")
    await taken(store, browser)
    for issue in ("", "autre chose"):
        assert (await browser.sends(f"{PATH}/clore", issue=issue)).status_code == 409


async def test_given_back_it_waits_for_the_others_with_its_reason(signed_in, store: Store) -> None:
    browser = await signed_in("basile")
    await taken(store, browser)
    back = await browser.sends(f"{PATH}/rendre", motif="je pars en congé")
    assert back.headers["location"] == "/bureau/liste/a-prendre"
    assert "n° ABCD" in await (await signed_in("celia")).reads("/bureau/liste/a-prendre")
    assert NAME not in await browser.reads(PATH)


async def test_a_responsable_may_act_for_a_colleague(signed_in, store: Store) -> None:
    await taken(store, await signed_in("basile"))
    responsable = await signed_in("aurore")
    assert NAME in await responsable.reads(PATH)
    assert (await responsable.sends(f"{PATH}/clore", issue="reorientation")).status_code == 303
    assert (await found(store)).status == "close"


async def test_a_move_that_comes_too_late_shows_how_it_stands_now(signed_in, store: Store) -> None:
    await taken(store, await signed_in("basile"))
    late = await (await signed_in("celia")).sends(f"{PATH}/prendre")
    assert late.status_code == 409
    assert "Prise, par Basile" in plain(late.text)


@pytest.mark.parametrize("verb", [*(set(Verb) - set(words.GESTURES)), "ouvrir", "x"])
async def test_only_the_moves_of_a_partner_have_an_address(signed_in, store: Store, verb: str) -> None:
    browser = await signed_in("basile")
    await taken(store, browser)
    assert (await browser.sends(f"{PATH}/{verb}", motif="un motif")).status_code == 404


async def test_of_fifty_who_claim_at_once_one_has_it_and_the_others_are_told_by_whom(
    signed_in, store: Store, app: Starlette
) -> None:
    await opened(store, request())
    browsers = [await signed_in(person) for person in ("basile", "celia", "aurore", "celia", "basile") * 10]
    seals = [await browser.seal() for browser in browsers]
    answers = await asyncio.gather(
        *(
            browser.post(f"{PATH}/prendre", data={"sceau": seal}, headers=FORM)
            for browser, seal in zip(browsers, seals, strict=True)
        )
    )
    assert Counter(answer.status_code for answer in answers) == {303: 1, 409: 49}
    owner = await found(store)
    assert all("Prise, par" in plain(answer.text) for answer in answers if answer.status_code == 409)
    async with store.read() as transaction:
        assert [move.verb for move in await transaction.moves(owner.id)] == ["ouvrir", "prendre"]


# Absence, team, map, late, alerts


async def test_a_partner_says_that_it_is_away_and_back(signed_in, store: Store, clock: HeldClock) -> None:
    browser = await signed_in("aurore")
    day = (THURSDAY + timedelta(days=6)).date()
    done = await browser.sends("/bureau/absence", jusqu_au=day.isoformat())
    assert done.status_code == 303
    assert "jusqu'au mercredi 2 décembre inclus" in await browser.reads("/bureau/absence")
    async with store.read() as transaction:
        assert await transaction.away(at(24 * 6 + 13)) == {"ml-ici"}
        assert await transaction.away(at(24 * 6 + 14)) == frozenset()
    assert "Absent en ce moment" in await browser.reads("/bureau/carte")
    await browser.sends("/bureau/absence", choix="retour")
    async with store.read() as transaction:
        assert await transaction.away(clock.now()) == frozenset()


@pytest.mark.parametrize("day", ["", "demain", "2026-11-25", "2028-01-01", "99999-01-01"])
async def test_an_absence_ends_on_a_day_to_come(signed_in, store: Store, clock: HeldClock, day: str) -> None:
    assert (await (await signed_in("aurore")).sends("/bureau/absence", jusqu_au=day)).status_code == 400
    async with store.read() as transaction:
        assert not await transaction.away(clock.now())


async def test_a_responsable_sees_their_own_team_and_an_operator_everyone(signed_in) -> None:
    own = await (await signed_in("aurore")).reads("/bureau/equipe")
    assert {name for name in ("Basile", "Célia", "Denis", "Farid") if name in own} == {"Basile", "Célia"}
    everyone = await (await signed_in("farid")).reads("/bureau/equipe")
    assert all(name in everyone for name in ("Basile", "Célia", "Denis", "Élise"))


async def test_the_map_says_who_does_what_where_and_how_fast(signed_in) -> None:
    browser = await signed_in("basile")
    page = await browser.reads("/bureau/carte")
    for said in ("Mission locale d'Ici", "Mission locale d'Ailleurs", "arabe", "2 jours ouvrés", "02 99 00 00 00"):
        assert said in page
    page = await browser.reads("/bureau/carte?quartier=maurepas")
    assert "1 partenaire " in page
    assert "Mission locale d'Ailleurs" not in page
    assert "Aucun partenaire" in await browser.reads("/bureau/carte?quartier=%3Cscript%3E")


async def test_a_coordinator_sees_what_is_late_everywhere_and_nobody_in_it(signed_in, store: Store) -> None:
    coordinator = await signed_in("elise")
    assert "Aucune promesse" in await coordinator.reads("/bureau/retards")
    await opened(store, request(due_at=at(-1)), request("efgh123456", partner="ml-ailleurs", due_at=at(-30)))
    page = await coordinator.reads("/bureau/retards")
    for said in ("Mission locale d'Ici", "Mission locale d'Ailleurs", "n° ABCD", "n° EFGH", "il y a 1 h"):
        assert said in page
    for secret in (NAME, "06 39", WISH, WORDS):
        assert secret not in page


async def test_an_operator_sees_alerts_and_closes_them(signed_in, store: Store, clock: HeldClock) -> None:
    async with store.begin() as transaction:
        await transaction.raise_alert("personne_a_prevenir", "ml-ici", clock.now())
    operator = await signed_in("farid")
    assert "Personne ne peut être prévenu Mission locale d'Ici" in await operator.reads("/bureau/alertes")
    await operator.sends("/bureau/alertes/1/fermer")
    assert "classée" in await operator.reads("/bureau/alertes")


# Export


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(cell: str) -> None:
    ((read,),) = csv.reader(io.StringIO(export.as_csv([[cell]]), newline=""), delimiter=";")
    assert read == f"'{cell}"


async def test_the_export_opens_in_a_spreadsheet_and_holds_nobody(signed_in, store: Store) -> None:
    await opened(
        store, request(theme="=HYPERLINK(1)", outcome=Outcome.AUTRE), request("else111111", partner="ml-ailleurs")
    )
    answer = await (await signed_in("aurore")).get("/bureau/export.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert 'filename="demandes-2026-11-26.csv"' in answer.headers["content-disposition"]
    head, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert [line[0] for line in lines] == ["ABCD"]
    assert dict(zip(head, lines[0], strict=True))["Sujet"] == "'=HYPERLINK(1)"
    for secret in (NAME, "639981234", WISH, WORDS, "Basile"):
        assert secret not in answer.text


# What is written is shown, never run


async def test_what_people_write_is_shown_as_they_wrote_it(signed_in, office: Office, store: Store) -> None:
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    await opened(store, request(status="prise", owner="basile", owner_name="Basile", first_name=hostile, wish=hostile))
    browser = await signed_in("basile")
    await browser.sends(f"{PATH}/noter", motif=hostile)
    page = await browser.get(PATH)
    assert "<script" not in page.text
    assert page.text.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}") >= 3
