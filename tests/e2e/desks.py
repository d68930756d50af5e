"""A partner at the desk, in a real browser: what they touch, and every word that the page of a request tells them."""

from __future__ import annotations

from typing import NamedTuple

from playwright.async_api import Browser, Locator, Page, expect

from bot.desk import entry
from bot.desk.office import Office
from tests.living import SPACES


class Shown(NamedTuple):
    """The page of a request: what was just said, where it stands, and its tags."""

    said: str
    state: str
    tags: tuple[str, ...] = ()


class Desk:
    """The desk as one person uses it, without JavaScript, on the screen of a phone."""

    def __init__(self, page: Page, office: Office, person: str) -> None:
        self.page, self.office, self.person = page, office, person

    @classmethod
    async def of(cls, browser: Browser, office: Office, person: str) -> Desk:
        """Return the desk of someone, signed in by an invitation."""
        visit = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
        desk = cls(await visit.new_page(), office, person)
        await desk.enters()
        return desk

    async def enters(self) -> None:
        """Open an invitation: a visit does not outlast the night."""
        token = await entry.invite(self.office.store, self.office.playbook.people[self.person], self.office.clock.now())
        await self.page.goto(self.office.address(f"/entrer/{token}"))
        await self.page.get_by_role("button", name="Entrer").click()
        await expect(self.page.get_by_role("navigation", name="Bureau")).to_be_visible()

    async def lists(self, name: str) -> list[str]:
        """Open a list; return the heading of each request in it, or what it says when there is none."""
        await self.page.goto(self.office.address(f"/liste/{name}"))
        return await texts(self.page.locator(".card h3, .empty"))

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
        said, state, tags = [await texts(self.page.locator(at)) for at in (".flash, .alert", "h1 ~ .state", ".tags li")]
        return Shown(" ".join(said), " ".join(state), tuple(tags))

    async def history(self) -> list[str]:
        """Return the history of the request that is open, the newest line first."""
        return await texts(self.page.locator(".history li"))

    async def knows(self) -> dict[str, str]:
        """Return everything that the page tells of the request and of its person, by label."""
        facts = self.page.locator(".facts > div")
        return dict(zip(await texts(facts.locator("dt")), await texts(facts.locator("dd")), strict=True))

    async def finds(self, request: str) -> int:
        """Ask for a request by its address; return the status of the answer."""
        answer = await self.page.goto(self.office.address(f"/demande/{request}"))
        assert answer
        return answer.status


async def texts(found: Locator) -> list[str]:
    """Return what is read in each of these places: its lines joined by strokes, with ordinary spaces."""
    read = [text.translate(SPACES) for text in await found.all_inner_texts()]
    return [" | ".join(line.strip() for line in text.splitlines() if line.strip()) for text in read]
