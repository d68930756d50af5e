"""A studio over a copy of what ships, and a browser that was let in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import Store
from bot.studio.workshop import Workshop
from tests.living import HeldClock
from tests.studio.workshops import Browser, workshop_of


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def workshop(tmp_path: Path, store: Store, clock: HeldClock) -> Workshop:
    return workshop_of(tmp_path, store, clock)


@pytest.fixture
async def stranger(workshop: Workshop) -> AsyncIterator[Browser]:
    """A browser that was not let in."""
    async with Browser(workshop) as opened:
        yield opened


@pytest.fixture
async def browser(stranger: Browser) -> Browser:
    """A browser that was let in."""
    await stranger.enter()
    return stranger
