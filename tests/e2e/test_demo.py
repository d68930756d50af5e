"""The demonstration, as a visitor sees it in a browser, on a phone's screen and on a wide one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.phones import RENNES, Phone, asks_to_be_called, demo, opened

NAME, NUMBER = "Safiya", "06 39 98 12 34"


@pytest.mark.parametrize(("young", "member", "width"), [("Inès", "Samira", 360), ("Moussa", "Thomas", 1280)])
async def test_a_call_is_asked_for_taken_and_promised(
    browser: Browser, tmp_path: Path, young: str, member: str, width: int
) -> None:
    async with demo(tmp_path) as running:
        page = await opened(await browser.new_page(viewport={"width": width, "height": 800}), running.url)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))

        person = await Phone(page, young).bring()
        await asks_to_be_called(person, NAME, NUMBER)

        group = await Phone(page, RENNES).bring()
        await group.reads("Nouvelle demande d'appel")
        await group.reads("Quartier : Maurepas")
        await group.itself.get_by_label("Au clavier").select_option(member)
        await group.tap("Je m'en occupe")
        await group.reads(f"prise par {member}")
        for secret in (NAME, NUMBER, "0639981234", "+33639981234"):
            await expect(group.log).not_to_contain_text(secret)

        await person.bring()
        await person.reads(f"{member} a pris ta demande.")
        await person.reads(f"Qui t'appelle : {RENNES}")
        await person.reads("Au plus tard : ")

        private = await Phone(page, member).bring()
        await private.reads(f"Prénom : {NAME}")
        await private.reads(f"Téléphone : {NUMBER}")

        assert errors == []
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        await page.close()
        code, told = await running.end()
        assert code == 0
        assert "Traceback" not in told
