"""The desk in a real browser: without JavaScript, in light and dark, narrow and wide, judged by axe-core."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from bot.desk import entry
from bot.desk.app import WAYS
from bot.desk.office import Office
from bot.store import Store
from tests.accessibility import judge
from tests.desk.people import at, opened, request
from tests.desk.serving import serving
from tests.e2e.conftest import browser, chromium  # noqa: F401  the browser of the end-to-end tests
from tests.living import HeldClock

PAGES = {
    None: ("/connexion", "/entrer/x", "/rien"),
    "basile": ("/liste/a-prendre", "/liste/a-moi", "/liste/en-retard", "/liste/closes", "/demande/wait123456",
               "/demande/mine123456", "/demande/done123456", "/demande/none", "/carte", "/carte?quartier=x", "/equipe"),
    "aurore": ("/liste/a-prendre", "/absence", "/equipe", "/demande/late123456"),
    "denis": ("/liste/a-prendre", "/liste/a-moi", "/liste/en-retard", "/liste/closes"),
    "elise": ("/retards", "/bilan", "/idees", "/carte"),
    "farid": ("/alertes", "/equipe", "/bilan"),
}  # fmt: skip
"""What each person looks at; the empty lists are those of Denis."""


@pytest.fixture
async def desk(office: Office, store: Store, clock: HeldClock) -> AsyncIterator[Office]:
    """A desk with something in every list."""
    mine = {"status": "prise", "owner": "basile", "owner_name": "Basile", "taken_at": at(-1)}
    await opened(
        store,
        request("wait123456", priority=True),
        request("mine123456", attempts=1, language="ar", **mine),
        request("late123456", due_at=at(-3), opened_at=at(-60), **mine),
        request("done123456", **mine | {"status": "close", "outcome": "rdv_pris", "closed_at": at(-1)}),
    )
    async with store.begin() as transaction:
        await transaction.raise_alert("personne_a_prevenir", "ml-ici", clock.now())
        await transaction.keep_ideas(["Une salle le soir.", "x" * 200], clock.now().date())
    async with serving(office) as served:
        yield served


async def enter(page: Page, desk: Office, person: str) -> None:
    """Sign in with an invitation, as a person does: open it, then touch the button."""
    token = await entry.invite(desk.store, desk.playbook.people[person], desk.clock.now())
    await page.goto(desk.address(f"/entrer/{token}"))
    await page.get_by_role("button", name="Entrer").click()
    await expect(page.get_by_role("navigation", name="Bureau")).to_be_visible()


@pytest.mark.parametrize("person", PAGES)
async def test_every_page_is_accessible(browser: Browser, desk: Office, person: str | None) -> None:  # noqa: F811
    # The page forbids scripts; the judge is one.
    visit = await browser.new_context(bypass_csp=True)
    page = await visit.new_page()
    if person:
        await enter(page, desk, person)
    for path in PAGES[person]:
        await page.goto(desk.address(path))
        for closed in await page.locator("summary").all():
            await closed.click()
        await judge(page)
    await visit.close()


async def test_the_pages_after_a_form_are_accessible_too(browser: Browser, desk: Office) -> None:  # noqa: F811
    visit = await browser.new_context(bypass_csp=True)
    page = await visit.new_page()
    await page.goto(desk.address("/connexion"))
    await page.get_by_label("Adresse e-mail").fill("basile@ici.test")
    await page.get_by_role("button", name="Recevoir un lien").click()
    await expect(page.get_by_role("heading", name="Regardez vos e-mails")).to_be_visible()
    await judge(page)
    token = await entry.invite(desk.store, desk.playbook.people["aurore"], desk.clock.now())
    await page.goto(desk.address(f"/entrer/{token}"))
    await judge(page)
    await enter(page, desk, "aurore")
    await page.goto(desk.address("/demande/mine123456"))
    await page.get_by_role("button", name="Afficher le numéro").click()
    await expect(page.get_by_role("link", name="Appeler le 06 39 98 12 34")).to_be_visible()
    await judge(page)
    await page.goto(desk.address("/absence"))
    await page.get_by_label("Absents jusqu'au").fill("2026-12-02")
    await page.get_by_role("button", name="Ne plus recevoir de demandes").click()
    await expect(page.get_by_role("status")).to_contain_text("C'est noté")
    await judge(page)
    await visit.close()


def test_every_page_that_is_shown_is_judged() -> None:
    looked_at = {path.split("?")[0].split("/")[1] for paths in PAGES.values() for path in paths}
    shown = {way.path.split("/")[1] for way in WAYS if way.method == "GET" and way.path}
    assert shown - looked_at == {"style.css", "export.csv"}


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_request_is_worked_without_javascript(browser: Browser, desk: Office, width: int) -> None:  # noqa: F811
    visit = await browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = await visit.new_page()
    await enter(page, desk, "basile")
    await page.get_by_role("button", name="Je m'en occupe : demande n° WAIT").click()
    await expect(page.get_by_text("Prise, par vous")).to_be_visible()
    await page.get_by_role("button", name="Afficher le numéro").click()
    call = page.get_by_role("link", name="Appeler le 06 39 98 12 34")
    assert await call.get_attribute("href") == "tel:+33639981234"
    for attempts in ("1 appel sans réponse", "2 appels sans réponse"):
        await page.get_by_role("button", name="J'ai appelé, pas de réponse").click()
        await expect(page.get_by_text(attempts, exact=True)).to_be_visible()
    await page.locator("summary", has_text="Clore la demande").click()
    await page.get_by_label("Injoignable", exact=True).check()
    await page.get_by_role("button", name="Clore la demande").click()
    await expect(page.get_by_text("Close, par vous")).to_be_visible()
    await page.get_by_role("button", name="Se déconnecter").click()
    await expect(page.get_by_role("status")).to_have_text("Vous êtes déconnecté·e.")
    await visit.close()
