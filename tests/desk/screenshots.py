"""`python -m tests.desk.screenshots`: draws docs/images/bureau-*.png from a desk of this machine. It needs chromium."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from bot.content.loader import load
from bot.core.engine import Engine
from bot.desk import entry
from bot.desk.office import Office
from bot.service.conversation import Conversation
from bot.store import Store, Vault
from tests.desk.people import COORDINATION, PARTNERS, at, opened, request
from tests.desk.serving import serving
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.living import REPO, HeldClock, running

IMAGES = REPO / "docs" / "images"
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


async def main() -> None:
    """Draw every picture."""
    playbook = load(REPO / "dialogues", REPO / "data").playbook
    assert playbook
    partners = {**playbook.partners, **{partner.id: partner for partner in PARTNERS}}
    declared = replace(playbook, partners=partners, coordination=COORDINATION)
    with tempfile.TemporaryDirectory() as folder:
        vault, clock = Vault([Vault.new_key()]), HeldClock()
        store = await Store.open(f"sqlite+aiosqlite:///{Path(folder, 'desk.db')}", vault)
        conversation = Conversation(store, Engine(declared), clock, lambda: None)
        await opened(store, *sample())
        async with (
            running(conversation.run()),
            serving(Office(store, conversation, clock, vault, mails=True)) as desk,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            await narrow(browser, desk)
            await wide(browser, desk)
            await browser.close()
        await store.close()


def sample() -> list[object]:
    """A few requests, as a morning has them."""
    mine = {"status": "prise", "owner": "basile", "owner_name": "Basile", "taken_at": at(-1)}
    return [
        request("k7pq123456", priority=True, opened_at=at(-26), due_at=at(8)),
        request("b2wx123456", theme="permanences", opened_at=at(-3), language="ar"),
        request("m9da123456", attempts=1, first_call_at=at(-1), opened_at=at(-20), due_at=at(32), **mine),
        request("z4rt123456", due_at=at(-3), opened_at=at(-60), **mine),
    ]


async def narrow(browser: Browser, desk: Office) -> None:
    """Draw a phone's screen: the list, one request, its outcome."""
    page = await signed_in(browser, desk, "basile", NARROW, "light")
    await draw(page, desk, "/liste/a-prendre", "bureau-liste")
    await draw(page, desk, "/demande/m9da123456", "bureau-demande")
    dark = await signed_in(browser, desk, "basile", NARROW, "dark")
    await draw(dark, desk, "/liste/en-retard", "bureau-sombre")


async def wide(browser: Browser, desk: Office) -> None:
    """Draw a wide screen: one request with its outcomes, and the partners."""
    page = await signed_in(browser, desk, "basile", WIDE, "light")
    await page.goto(desk.address("/demande/m9da123456"))
    await page.locator("summary", has_text="Clore").click()
    await page.evaluate("scrollTo(0, 0)")
    await page.screenshot(path=IMAGES / "bureau-issue.png", full_page=True)
    await draw(page, desk, "/carte", "bureau-carte")


async def signed_in(browser: Browser, desk: Office, person: str, size: dict[str, int], scheme: str) -> Page:
    """Return a page in which this person is signed in."""
    page = await browser.new_page(viewport=size, color_scheme=scheme)
    token = await entry.invite(desk.store, desk.playbook.people[person], desk.clock.now())
    await page.goto(desk.address(f"/entrer/{token}"))
    await page.get_by_role("button", name="Entrer").click()
    return page


async def draw(page: Page, desk: Office, path: str, name: str) -> None:
    """Write a picture of a page."""
    await page.goto(desk.address(path))
    await page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
