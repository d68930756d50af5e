"""A browser, the playbook that ships, and a bot in the test's own process."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from bot.content.loader import load
from bot.core.playbook import Playbook
from tests.e2e.bots import ROOT, Cradle, cradle

CHROMIUM = Path(os.environ.get("ALLERVERS_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """What ships."""
    loaded = load(ROOT / "dialogues", ROOT / "data")
    assert loaded.playbook
    return loaded.playbook


@pytest.fixture
async def bots(tmp_path: Path) -> AsyncIterator[Cradle]:
    async with cradle(tmp_path) as made:
        yield made


@pytest.fixture
def chromium() -> Path:
    """Debian's chromium; without it the test is skipped here, and fails where everything must run."""
    if not CHROMIUM.exists():
        lacking = f"no chromium at {CHROMIUM} (apt-get install chromium)"
        pytest.fail(lacking) if os.environ.get("CI") == "true" else pytest.skip(lacking)
    return CHROMIUM


@pytest.fixture
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()
