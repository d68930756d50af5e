"""A partner at the desk, in a real browser: what they touch, and every word that the page of a request tells them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from playwright.async_api import Browser, Locator, Page, expect

from bot.desk import entry
from bot.desk.office import Office
from tests.living import SPACES


class Shown(NamedTuple):
    """The page of a request: the word that follows a move, where it stands, its tags, and its history, newest first."""

    flash: str
    state: str
    tags: list[str]
    history: list[str]


class Desk:
    """The desk as one person uses it."""

    def __init__(self, page: Page, office: Office) -> None:
        self.page, self.office = page, office

    async def lists(self, name: str) -> list[str]:
        """Open a list; return the heading of each request in it."""
        await self.page.goto(self.office.address(f"/liste/{name}"))
        return await texts(self.page.locator(".card h3"))

    async def opens(self, number: str) -> Shown:
        """Follow the link of a request from the list that is open."""
        await self.page.get_by_role("link", name=f"Demande n° {number}").click()
        return await self.shows(number)

    async def touches(self, button: str, number: str) -> Shown:
        """Touch a button; return the page that comes."""
        await self.page.get_by_role("button", name=button).click()
        return await self.shows(number)

    async def closes(self, outcome: str, number: str) -> Shown:
        """Say how a call ended."""
        await self.page.locator("summary", has_text="Clore la demande").click()
        await self.page.get_by_label(outcome, exact=True).check()
        return await self.touches("Clore la demande", number)

    async def shows(self, number: str) -> Shown:
        """Return what the page of a request says."""
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(f"Demande n° {number}")
        flash, state, tags, history = [
            await texts(self.page.locator(where)) for where in (".flash", "h1 ~ .state", ".tags li", ".history li")
        ]
        return Shown(" ".join(flash), " ".join(state), tags, history)

    async def said(self) -> dict[str, str]:
        """Return everything that the page tells of the request and of its person, by label."""
        facts = self.page.locator(".facts > div")
        return dict(zip(await texts(facts.locator("dt")), await texts(facts.locator("dd")), strict=True))


async def texts(found: Locator) -> list[str]:
    """Return what is read in each of these places: its lines joined by strokes, with ordinary spaces."""
    read = [text.translate(SPACES) for text in await found.all_inner_texts()]
    return [" | ".join(line.strip() for line in text.splitlines() if line.strip()) for text in read]


@asynccontextmanager
async def at_the_desk(browser: Browser, office: Office, person: str) -> AsyncIterator[Desk]:
    """Sign someone in by an invitation, without JavaScript, on the screen of a phone."""
    visit = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = await visit.new_page()
    token = await entry.invite(office.store, office.playbook.people[person], office.clock.now())
    await page.goto(office.address(f"/entrer/{token}"))
    await page.get_by_role("button", name="Entrer").click()
    await expect(page.get_by_role("navigation", name="Bureau")).to_be_visible()
    yield Desk(page, office)
    await visit.close()
