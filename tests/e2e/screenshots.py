"""`python -m tests.e2e.screenshots` (`make screenshots`): draws docs/images/*.png from the demonstration.

It needs chromium, and a font that has emoji: `apt-get install chromium fonts-noto-color-emoji`.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.e2e.bots import ROOT
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.e2e.phones import RENNES, Phone, asks_to_be_called, demo, opened

IMAGES = ROOT / "docs" / "images"
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 360, "height": 740}


async def main() -> None:
    """Draw every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with demo(Path(folder)) as running, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            await wide(browser, running.url)
            await narrow(browser, running.url)
            for who in SPEAKERS:
                await screens(browser, running.url, who)
            await browser.close()


async def wide(browser: Browser, url: str) -> None:
    """Draw Moussa's phone, the partner's group and a member's phone, once the call is promised."""
    page = await opened(await browser.new_page(viewport=WIDE), url)
    young, group, member = Phone(page, "Moussa"), Phone(page, RENNES), Phone(page, "Samira")
    await asks_to_be_called(young, "Moussa", "06 39 98 12 34")
    await group.reads("Nouvelle demande d'appel")
    await group.tap("Je m'en occupe")
    await group.reads("prise par Samira")
    await young.reads("a pris ta demande.")
    await member.reads("Téléphone : 06 39 98 12 34")
    shown = [young.itself, group.itself, member.itself]
    for phone in await page.locator(".phone").all():
        await phone.evaluate("phone => { phone.style.display = 'none' }")
    for place, phone in enumerate(shown):
        await phone.evaluate("(phone, place) => { phone.style.display = ''; phone.style.order = place }", place)
    await draw(page, "demo")


async def narrow(browser: Browser, url: str) -> None:
    """Follow Inès on a phone's screen, and draw the screens where she learns something."""
    page = await opened(await browser.new_page(viewport=NARROW), url)
    young = await Phone(page, "Inès").bring()
    await young.start()
    await young.reads("Qu'est-ce qu'on fait ?")
    await draw(page, "menu")
    await young.tap("Où passer près de chez moi")
    await young.reads("Tu habites dans quel coin ?")
    await young.tap("Rennes")
    await young.reads("Lequel de ces quartiers ?")
    await young.tap("Maurepas")
    await young.reads("Les lundis de l'emploi")
    await draw(page, "permanences")
    await young.tap("Je veux qu'on m'appelle")
    await young.reads("Tu es d'accord ?")
    await draw(page, "accord")
    await young.tap("Oui, d'accord")
    await young.reads("C'est quoi ton prénom ?")
    await young.write("Inès")
    await young.reads("Et ton numéro, Inès ?")
    await draw(page, "numero")
    await young.write("06 39 98 56 78")
    await young.reads("Qu'est-ce qu'on fait ?")
    group = await Phone(page, RENNES).bring()
    await draw(page, "groupe")
    await group.tap("Je m'en occupe")
    await group.reads("prise par Samira")
    await young.bring()
    await young.reads("a pris ta demande.")
    await draw(page, "promesse")
    await page.close()


async def screens(browser: Browser, url: str, who: Speaker) -> None:
    """Follow someone through ten screens in their language; buttons are told by where they stand."""
    page = await browser.new_page(viewport=NARROW)
    await page.goto(url)
    await page.locator(".add").click()
    await page.get_by_label("Prénom").fill(who.name)
    await page.get_by_label("Langue du téléphone").select_option(who.language)
    await page.get_by_role("button", name="Ajouter", exact=True).click()
    follower = Follower(await Phone(page, who.name).bring())
    await follower.phone.start()
    for gestures, picture in (*who.first, *SCREENS, (("menu", who.alarm), "urgence")):
        for gesture in gestures:
            await follower.does(gesture)
        await follower.settles()
        await draw(page, f"{who.pictures}-{picture}")
    await page.close()


Gestures = tuple[str | int, ...]


@dataclass(frozen=True)
class Speaker:
    """Someone whose screens are drawn: the first gestures differ, for a Telegram in Arabic is asked about it."""

    name: str
    language: str
    pictures: str
    first: tuple[tuple[Gestures, str], ...]
    alarm: str


SPEAKERS = (
    Speaker("Nour", "fr", "francais", ((("langue",), "langue"), (("menu",), "menu")), "je veux mourir"),
    Speaker("Zohra", "ar", "arabe", (((), "langue"), ((0,), "menu")), "أريد أن أموت"),
)
SCREENS: tuple[tuple[Gestures, str], ...] = (
    ((0,), "quartier"),
    (("Maurepas",), "permanences"),
    ((1,), "accord"),
    ((0,), "prenom"),
    (("menu", "cej"), "cej"),
    (("menu", 2, 2, 0, 1), "pour-moi"),
    (("menu", 5), "donnees"),
)
"""What is written, and the places of the buttons that are pressed, before each picture."""


@dataclass
class Follower:
    """Someone who presses buttons by their place, so that no language need be known."""

    phone: Phone

    async def does(self, gesture: str | int) -> None:
        """Write, or press, and wait for what is answered."""
        await self.settles()
        if isinstance(gesture, str):
            await self.phone.write(gesture)
        else:
            asked = self.phone.log.locator(".message.bot", has=self.phone.page.locator(".choice")).last
            await asked.get_by_role("button").nth(gesture).click()
        await self.settles()

    async def settles(self) -> None:
        """Wait until nothing more comes."""
        before = ""
        while (now := await self.phone.log.inner_text()) != before or not now:
            before = now
            await asyncio.sleep(1.5)


async def draw(page: Page, name: str) -> None:
    """Write a picture of the page, with the mouse away from every button and every conversation at its end."""
    await page.mouse.move(0, 0)
    await page.evaluate("for (const log of document.querySelectorAll('.log')) log.scrollTop = log.scrollHeight")
    await page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
