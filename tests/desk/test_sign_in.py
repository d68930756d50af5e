"""Signing in: a link is used once, in time, in the browser that asked; a visit ends on its own or when one wants."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.applications import Starlette

from bot.core.engine import Engine
from bot.desk import entry
from bot.desk.app import routes
from bot.desk.office import Office
from bot.store import Store
from tests.desk.people import BASILE, Browser, opened, plain, request
from tests.living import HeldClock, rows


async def mailed(store: Store, clock: HeldClock) -> list[tuple[str, str]]:
    """Return the address and the path of every link that waits to be sent."""
    async with store.read() as transaction:
        due = await transaction.due_mails(clock.now())
    return [(mail.to, re.search(r"http://desk.test(/\S+)", mail.body)[1]) for mail in due]


async def test_someone_declared_asks_for_a_link_and_enters(browser: Browser, store: Store, clock: HeldClock) -> None:
    said = await browser.sends("/bureau/connexion", shown="/bureau/connexion", courriel=" Basile@ICI.test ")
    assert "Si cette adresse est connue" in plain(said.text)
    ((to, path),) = await mailed(store, clock)
    assert to == "basile@ici.test"
    assert "Bonjour Basile" in await browser.reads(path)
    entered = await browser.sends(path, shown=path)
    assert (entered.status_code, entered.headers["location"]) == (303, "/bureau")
    assert "Basile" in await browser.reads("/bureau/liste/a-prendre")


async def test_nobody_learns_which_addresses_are_declared(browser: Browser, store: Store, clock: HeldClock) -> None:
    known = await browser.sends("/bureau/connexion", shown="/bureau/connexion", courriel="basile@ici.test")
    unknown = await browser.sends("/bureau/connexion", shown="/bureau/connexion", courriel="qui@ici.test")
    assert known.text == unknown.text
    assert len(await mailed(store, clock)) == 1


async def test_asking_again_and_again_fills_no_letter_box(browser: Browser, store: Store, clock: HeldClock) -> None:
    for _ in range(3):
        await browser.sends("/bureau/connexion", shown="/bureau/connexion", courriel="basile@ici.test")
    assert len(await mailed(store, clock)) == 1
    clock.move(minutes=1)
    await browser.sends("/bureau/connexion", shown="/bureau/connexion", courriel="basile@ici.test")
    assert len(await mailed(store, clock)) == 2


async def linked(browser: Browser, store: Store, clock: HeldClock) -> str:
    """Let the browser ask for Basile's link; return its path."""
    await browser.sends("/bureau/connexion", shown="/bureau/connexion", courriel="basile@ici.test")
    return (await mailed(store, clock))[-1][1]


async def test_a_mail_scanner_that_opens_a_link_does_no_harm(
    browser: Browser, app: object, store: Store, clock: HeldClock
) -> None:
    path = await linked(browser, store, clock)
    async with Browser(app) as scanner:
        for _ in range(3):
            assert (await scanner.get(path)).status_code == 403
            assert (await scanner.head(path)).status_code == 403
    assert (await browser.sends(path, shown=path)).status_code == 303


async def test_a_link_works_only_in_the_browser_that_asked(
    browser: Browser, app: object, store: Store, clock: HeldClock
) -> None:
    path = await linked(browser, store, clock)
    async with Browser(app) as other:
        refused = await other.sends(path, shown="/bureau/connexion")
        assert refused.status_code == 403
        assert "Ce lien ne marche plus" in plain(refused.text)


async def test_a_link_works_once(browser: Browser, store: Store, clock: HeldClock) -> None:
    path = await linked(browser, store, clock)
    await browser.sends(path, shown=path)
    await browser.sends("/bureau/sortir")
    assert (await browser.sends(path, shown="/bureau/connexion")).status_code == 403


async def test_a_link_works_for_a_quarter_of_an_hour(browser: Browser, store: Store, clock: HeldClock) -> None:
    path = await linked(browser, store, clock)
    clock.move(minutes=15)
    assert (await browser.get(path)).status_code == 403
    assert (await browser.sends(path, shown="/bureau/connexion")).status_code == 403


@pytest.mark.parametrize("token", ["x" * 43, "a", "é", "%00"])
async def test_a_forged_link_opens_nothing(browser: Browser, token: str) -> None:
    assert (await browser.get(f"/bureau/entrer/{token}")).status_code in {403, 404}
    assert (await browser.sends(f"/bureau/entrer/{token}", shown="/bureau/connexion")).status_code in {403, 404}
    assert (await browser.get("/bureau/liste/a-prendre")).status_code == 303


async def test_an_invitation_is_the_browser_s_that_accepts_it_first(
    browser: Browser, app: object, office: Office, clock: HeldClock
) -> None:
    token = await entry.invite(office.store, BASILE, clock.now())
    path = f"/bureau/entrer/{token}"
    async with Browser(app) as scanner, Browser(app) as late:
        assert (await scanner.get(path)).status_code == 200
        assert (await browser.sends(path, shown=path)).status_code == 303
        assert (await late.get(path)).status_code == 403
        assert (await late.sends(path, shown="/bureau/connexion")).status_code == 403


async def test_an_invitation_lasts_two_days(browser: Browser, office: Office, clock: HeldClock) -> None:
    token = await entry.invite(office.store, BASILE, clock.now())
    clock.move(hours=48)
    assert (await browser.get(f"/bureau/entrer/{token}")).status_code == 403


async def test_leaving_ends_the_visit_even_for_who_copied_its_cookie(signed_in, app: object) -> None:
    browser = await signed_in("basile")
    copied = dict(browser.cookies)
    await browser.sends("/bureau/sortir")
    async with Browser(app) as thief:
        thief.cookies.update(copied)
        assert (await thief.get("/bureau/liste/a-prendre")).headers["location"] == "/bureau/connexion"


async def test_a_visit_ends_after_twelve_hours_without_a_page(signed_in, clock: HeldClock) -> None:
    browser = await signed_in("basile")
    for _ in range(3):
        clock.move(hours=11)
        assert (await browser.get("/bureau/carte")).status_code == 200
    clock.move(hours=12)
    assert (await browser.get("/bureau/carte")).status_code == 303


async def test_a_visit_ends_after_a_week_however_busy(signed_in, clock: HeldClock) -> None:
    browser = await signed_in("basile")
    for _ in range(17):
        clock.move(hours=9.8)
        assert (await browser.get("/bureau/carte")).status_code == 200
    clock.move(hours=9.8)
    assert (await browser.get("/bureau/carte")).status_code == 303


async def test_who_is_no_longer_declared_is_out_at_once(signed_in, office: Office, store: Store) -> None:
    browser = await signed_in("basile")
    await opened(store, request())
    here = office.playbook.partners["ml-ici"]
    smaller = replace(here, people=tuple(one for one in here.people if one.id != "basile"))
    office.conversation.engine = Engine(
        replace(office.playbook, partners={**office.playbook.partners, "ml-ici": smaller})
    )
    assert (await browser.get("/bureau/demande/abcd123456")).headers["location"] == "/bureau/connexion"


async def test_a_responsable_signs_a_colleague_out(signed_in) -> None:
    colleague, responsable = await signed_in("basile"), await signed_in("aurore")
    done = await responsable.sends("/bureau/equipe/basile/revoquer")
    assert done.status_code == 303
    assert (await colleague.get("/bureau/carte")).status_code == 303
    assert "Basile est déconnecté·e (1 appareil)." in await responsable.reads("/bureau/equipe")


async def test_only_hashes_are_kept(browser: Browser, file, store: Store, clock: HeldClock, office: Office) -> None:
    path = await linked(browser, store, clock)
    token = path.rpartition("/")[2]
    invitation = await entry.invite(store, BASILE, clock.now())
    await browser.sends(path, shown=path)
    kept = str(rows(file, "SELECT * FROM links") + rows(file, "SELECT * FROM visits"))
    for secret in (token, invitation, browser.cookies["bureau_visite"], browser.cookies["bureau_navigateur"]):
        assert len(secret) == 43
        assert secret not in kept


async def test_the_cookies_of_an_https_desk_never_leave_in_clear(office: Office) -> None:
    app = Starlette(routes=routes(replace(office, public_url="https://desk.test")))
    token = await entry.invite(office.store, BASILE, office.clock.now())
    async with Browser(app) as browser:
        browser.base_url = "https://desk.test"
        seal = await browser.seal(f"/bureau/entrer/{token}")
        done = await browser.post(
            f"/bureau/entrer/{token}", data={"sceau": seal}, headers={"origin": "https://desk.test"}
        )
    assert done.status_code == 303
    (cookie,) = [one for one in done.headers.get_list("set-cookie") if one.startswith("bureau_visite=")]
    assert {"HttpOnly", "Path=/bureau", "SameSite=lax", "Secure"} <= set(cookie.split("; "))


async def test_signing_in_again_ends_the_visit_before(signed_in, office: Office, store: Store) -> None:
    browser = await signed_in("basile")
    await browser.accept_invitation(office, "celia")
    async with store.read() as transaction:
        assert await transaction.visits_of("basile") == []
        assert len(await transaction.visits_of("celia")) == 1


async def test_without_mails_one_is_told_to_ask_for_an_invitation(office: Office) -> None:
    async with Browser(Starlette(routes=routes(replace(office, mails=False)))) as browser:
        assert "invitation" in await browser.reads("/bureau/connexion")
        assert 'name="courriel"' not in (await browser.get("/bureau/connexion")).text


def test_a_visit_rests_less_than_it_lives() -> None:
    assert timedelta(minutes=15) == entry.LINK_LIVES < entry.VISIT_RESTS < entry.VISIT_LIVES
