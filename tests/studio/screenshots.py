"""`python -m tests.studio.screenshots`: draws docs/images/studio-*.png from a studio over a copy; needs chromium."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright

from bot.store import Store, Vault
from bot.studio.workshop import PREFIX
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.living import REPO, HeldClock
from tests.studio.workshops import serving, workshop_of

IMAGES = REPO / "docs" / "images"


async def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{Path(folder, 'studio.db')}", Vault([Vault.new_key()]))
        workshop = workshop_of(Path(folder), store, HeldClock())
        async with serving(workshop) as address, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = await browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
            await page.goto(workshop.link(address))
            await draw_a_map(page, address)
            await draw_a_trial(page, address)
            await browser.close()
        await store.close()


async def draw_a_map(page: Page, address: str) -> None:
    """Draw the map of a dialogue."""
    await page.goto(f"{address}{PREFIX}/dialogue/rappel")
    await page.screenshot(path=IMAGES / "studio-carte.png")


async def draw_a_trial(page: Page, address: str) -> None:
    """Draw a conversation that is tried."""
    await page.goto(f"{address}{PREFIX}/essayer")
    await page.get_by_role("button", name="Commencer").click()
    await page.get_by_label("Écrire").fill("je cherche une formation")
    await page.get_by_role("button", name="Envoyer", exact=True).click()
    await page.wait_for_load_state()
    await page.evaluate("scrollTo(0, 0)")
    await page.screenshot(path=IMAGES / "studio-essai.png")


if __name__ == "__main__":
    asyncio.run(main())
