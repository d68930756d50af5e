"""The demonstration in a browser: its process, and the phones as a person sees and touches them."""

from __future__ import annotations

import asyncio
import re
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.e2e.bots import COMMAND, environment, free_port

RENNES = "Mission locale du bassin d'emploi de Rennes"


@dataclass
class Demo:
    """`allervers demo` under way."""

    url: str
    process: Process

    async def end(self) -> tuple[int, str]:
        """Stop it as an init system would; return its exit code and what it said on stderr since it was ready."""
        self.process.send_signal(signal.SIGTERM)
        _, told = await self.process.communicate()
        return await self.process.wait(), told.decode()


@asynccontextmanager
async def demo(folder: Path, *, patience: float = 60.0) -> AsyncIterator[Demo]:
    """Run the demonstration with no token and no setting, until it has told its address."""
    port = free_port()
    command = (COMMAND, "demo", "--port", str(port))
    process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment(), stdout=PIPE, stderr=PIPE)
    assert process.stdout
    try:
        async with asyncio.timeout(patience):
            line = (await process.stdout.readline()).decode()
        told = re.search(r"http://\S+", line)
        assert told, line
        assert told.group() == f"http://127.0.0.1:{port}"
        yield Demo(told.group(), process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@dataclass
class Phone:
    """One phone of the page: a person's, or the group as one of its members holds it."""

    page: Page
    owner: str

    @property
    def itself(self) -> Locator:
        return self.page.locator(f'.phone[aria-label$="{self.owner}"]')

    @property
    def log(self) -> Locator:
        return self.itself.get_by_role("log")

    async def bring(self) -> Phone:
        """On a narrow screen, bring this phone to the front."""
        tab = self.page.locator(".tabs").get_by_role("button", name=self.owner, exact=True)
        await expect(self.itself).to_have_count(1)
        if await tab.is_visible():
            await tab.click()
        await expect(self.itself).to_be_visible()
        return self

    async def start(self) -> None:
        await self.itself.get_by_role("button", name="Démarrer").click()

    async def tap(self, label: str) -> None:
        """Touch the newest button that bears this label."""
        await self.itself.get_by_role("button", name=label, exact=True).last.click()

    async def write(self, text: str) -> None:
        box = self.itself.get_by_role("textbox", name="Message")
        await box.fill(text)
        await box.press("Enter")

    async def reads(self, words: str) -> None:
        """Wait until the newest thing that the bot says has these words."""
        await expect(self.log.locator(".message.bot").last).to_contain_text(words, timeout=30_000)


async def opened(page: Page, address: str) -> Page:
    """Show the phones; return once two young people, eighteen partners and their eight groups are there."""
    await page.goto(address)
    await expect(page.locator(".phone")).to_have_count(28)
    return page


async def asks_to_be_called(young: Phone, name: str, phone: str) -> None:
    """From Start to the confirmation, as a young person of Maurepas plays it on the phone."""
    await young.start()
    await young.reads("Qu'est-ce qu'on fait ?")
    await young.tap("Où passer près de chez moi")
    await young.reads("Tu habites dans quel coin ?")
    await young.tap("Rennes")
    await young.reads("Lequel de ces quartiers ?")
    await young.tap("Maurepas")
    await young.reads("Les lundis de l'emploi")
    await young.tap("Je veux qu'on m'appelle")
    await young.reads("Tu es d'accord ?")
    await young.tap("Oui, d'accord")
    await young.reads("C'est quoi ton prénom ?")
    await young.write(name)
    await young.reads(f"Et ton numéro, {name} ?")
    await young.write(phone)
    await expect(young.log).to_contain_text(f"C'est envoyé, {name}.", timeout=30_000)
    await young.reads("Qu'est-ce qu'on fait ?")
