"""The studio in a real browser: the whole of an operator's afternoon, and every page judged by axe-core."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.service.clock import Clock
from bot.store import Store
from bot.studio.app import WAYS
from bot.studio.workshop import PREFIX, Workshop
from tests.accessibility import judge
from tests.e2e.conftest import browser, chromium  # noqa: F401  the browser of the end-to-end tests
from tests.studio.workshops import serving, workshop_of

PAGES = (
    "", "/problemes", "/problemes?fichier=rappel.yaml", "/dialogue/rappel", "/dialogue/suivi", "/dialogue/suivi/debut",
    "/dialogue/rappel/accord", "/dialogue/rappel/accord?langue=ar", "/essayer", "/parcours", "/a-revoir", "/publier",
    "/rien",
)  # fmt: skip
SOON = 15_000
"""Milliseconds within which the studio names a mistake that was saved, on a machine that does other things too."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workshop(tmp_path: Path, store: Store, clock: Clock) -> Workshop:
    return workshop_of(tmp_path, store, clock)


@pytest.fixture
async def address(workshop: Workshop) -> AsyncIterator[str]:
    async with serving(workshop) as at:
        yield at


async def unfold(page: Page) -> None:
    for closed in await page.locator("summary").all():
        await closed.click()


async def test_every_page_is_accessible(browser: Browser, address: str, workshop: Workshop) -> None:  # noqa: F811
    spoilt = workshop.dialogues / "rappel.yaml"
    spoilt.write_text(spoilt.read_text("utf-8").replace("Non merci: refus", "Non merci: refuse"), "utf-8")
    visit = await browser.new_context(bypass_csp=True)
    page = await visit.new_page()
    await page.goto(workshop.link(address))
    for path in PAGES:
        await page.goto(address + PREFIX + path)
        await unfold(page)
        await judge(page)
    await visit.close()


async def test_the_pages_after_a_form_are_accessible_too(
    browser: Browser,  # noqa: F811
    address: str,
    workshop: Workshop,
) -> None:
    visit = await browser.new_context(bypass_csp=True)
    page = await visit.new_page()
    await page.goto(address + PREFIX)
    await expect(page.get_by_role("heading", name="Le studio est fermé")).to_be_visible()
    await judge(page)
    await page.goto(workshop.link(address))
    await page.goto(address + PREFIX + "/essayer")
    await page.get_by_role("button", name="Commencer").click()
    await page.get_by_role("button", name="Mes données").click()
    await unfold(page)
    await judge(page)
    await page.get_by_role("link", name="Garder comme scénario").click()
    await judge(page)
    await page.goto(address + PREFIX + "/publier")
    await page.get_by_role("button", name="Préparer la fiche d'impact").click()
    await expect(page.get_by_role("heading", name="Fiche d'impact")).to_be_visible(timeout=SOON)
    await judge(page)
    await page.get_by_label("Qui publie").fill("Camille")
    await page.get_by_role("button", name="Publier", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("version 1")
    await judge(page)
    await visit.close()


def test_every_page_that_is_shown_is_judged() -> None:
    looked_at = {path.partition("?")[0].strip("/").split("/")[0] for path in PAGES}
    shown = {way.path.strip("/").split("/")[0] for way in WAYS if way.method == "GET"}
    assert shown - looked_at == {"etat", "scenario"}, "the second is judged after a form"


@pytest.mark.parametrize("width", [360, 1280])
async def test_an_operators_afternoon(browser: Browser, address: str, workshop: Workshop, width: int) -> None:  # noqa: F811
    """Open, make a mistake, see it named, mend it, replay, keep a scenario, publish, return."""
    visit = await browser.new_context(viewport={"width": width, "height": 800})
    page = await visit.new_page()
    await page.goto(workshop.link(address))
    await look_at_a_step(page)
    await err_and_mend(page, workshop)
    await try_a_conversation(page)
    await keep_it(page)
    assert (workshop.dialogues / "scenarios" / "lina_demande.yaml").exists()
    await publish(page, "Camille", 1)
    file = workshop.dialogues / "merci.yaml"
    file.write_text(file.read_text("utf-8").replace("titre: Merci", "titre: Un merci"), "utf-8")
    await publish(page, "Dominique", 2)
    await page.get_by_role("button", name="Revenir à la version 1").click()
    await page.get_by_label("Qui publie").fill("Camille")
    await page.get_by_role("button", name="Revenir à la version 1").click()
    await expect(page.get_by_role("status")).to_contain_text("La version 3 est publiée")
    await expect(page.get_by_text("retour à la version 1")).to_be_visible()
    await visit.close()


async def look_at_a_step(page: Page) -> None:
    await page.get_by_role("link", name="Être appelé·e").click()
    await page.get_by_role("listitem").get_by_role("link", name="accord", exact=True).first.click()
    await expect(page.get_by_text("Lis bien avant de choisir.")).to_be_visible()


async def err_and_mend(page: Page, workshop: Workshop) -> None:
    file = workshop.dialogues / "rappel.yaml"
    right = file.read_text("utf-8")
    named = page.get_by_text("l'étape « prenon » n'existe pas")
    await page.get_by_role("link", name="Problèmes").click()
    await expect(named).to_have_count(0)
    file.write_text(right.replace("Oui, d'accord: prenom", "Oui, d'accord: prenon"), "utf-8")
    await expect(named).to_be_visible(timeout=SOON)
    await expect(page.get_by_text("vouliez-vous dire « prenom » ?")).to_be_visible()
    file.write_text(right, "utf-8")
    await expect(named).to_have_count(0, timeout=SOON)


async def try_a_conversation(page: Page) -> None:
    await page.get_by_role("link", name="Essayer").click()
    await page.get_by_label("Le jour et l'heure").fill("2026-11-26T10:00")
    await page.get_by_role("button", name="Commencer").click()
    for label in ("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord"):
        await page.get_by_role("button", name=label, exact=True).last.click()
    for words in ("Lina", "06 39 98 12 34"):
        await page.get_by_label("Écrire").fill(words)
        await page.get_by_role("button", name="Envoyer", exact=True).click()
    await expect(page.get_by_text("demande d'appel : ouverte")).to_be_visible()
    await page.locator("summary", has_text="Le partenaire").click()
    await page.get_by_role("button", name="prend la demande").click()
    await expect(page.get_by_text("a pris ta demande.")).to_be_visible()


async def keep_it(page: Page) -> None:
    await page.get_by_role("link", name="Garder comme scénario").click()
    await page.get_by_label("Ce que ce scénario montre").fill("Lina demande un appel")
    await page.get_by_label("Nom du fichier").fill("lina_demande")
    await page.get_by_label("J'ai relu").check()
    await page.get_by_role("button", name="Garder dans dialogues/scenarios").click()
    await expect(page.get_by_role("status")).to_contain_text("Le scénario est gardé")


async def publish(page: Page, author: str, number: int) -> None:
    await page.get_by_role("link", name="Publier").first.click()
    await page.get_by_role("button", name="Préparer la fiche d'impact").click()
    await expect(page.get_by_text("Personne n'est en conversation.")).to_be_visible(timeout=SOON)
    await page.get_by_label("Qui publie").fill(author)
    await page.get_by_role("button", name="Publier", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text(f"La version {number} est publiée")


async def test_a_map_is_walked_with_the_keyboard(browser: Browser, address: str, workshop: Workshop) -> None:  # noqa: F811
    visit = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await visit.new_page()
    await page.goto(workshop.link(address))
    await page.goto(address + PREFIX + "/dialogue/rappel")
    reached = []
    for _ in range(14):
        await page.keyboard.press("Tab")
        reached.append(
            await page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.className")
        )
    assert "map" in reached
    assert PREFIX + "/dialogue/rappel/quartier" in reached
    await page.locator(".map a").first.click()
    await expect(page.get_by_role("heading", name="Étape « quartier »")).to_be_visible()
    await visit.close()
