"""Pages as everyone sees them: judged by axe-core in a real browser, light and dark, narrow and wide."""

from __future__ import annotations

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

LOOKS = (("light", 360), ("dark", 360), ("dark", 1280), ("light", 1280))


async def judge(page: Page) -> None:
    """Fail on any rule of accessibility that a page breaks in any of its looks, and on a page wider than the screen."""
    for scheme, width in LOOKS:
        await page.emulate_media(color_scheme=scheme)
        await page.set_viewport_size({"width": width, "height": 800})
        results = await Axe().run(page)
        assert results.violations_count == 0, f"{page.url} {scheme} {width}\n{results.generate_report()}"
        inner, outer = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert inner <= outer, f"{page.url} is wider than {width}"
