"""The bot at home: in the test's own process, where a test can hold its clock and look into its rooms."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import House, build
from bot.core.dates import PARIS
from bot.core.playbook import Playbook
from bot.service.clock import Clock
from bot.settings import Settings
from bot.store import Vault
from tests.e2e.bots import free_port

THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=PARIS)


class QuickClock(Clock):
    """Begins on a Thursday morning; its seconds are shorter than ours, and its date may stand still."""

    def __init__(self, times: float = 50.0, *, dated: bool = True) -> None:
        self._times, self._dated, self._start = times, dated, time.monotonic()

    def monotonic(self) -> float:
        return (time.monotonic() - self._start) * self._times

    def now(self) -> datetime:
        return THURSDAY + timedelta(seconds=self.monotonic() if self._dated else 0)

    def time(self) -> float:
        """What the sandbox takes for the time."""
        return self.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._times)

    async def until(self, event: asyncio.Event, seconds: float) -> None:
        await super().until(event, seconds / self._times)


def settings(root: str, token: str, file: Path, *, webhook: bool = False) -> Settings:
    """What an operator sets, with a new key."""
    port = free_port()
    return Settings(
        telegram_token=SecretStr(token),
        telegram_api=root,
        database_url=f"sqlite+aiosqlite:///{file}",
        secret_key=SecretStr(Vault.new_key()),
        webhook_url=f"http://127.0.0.1:{port}" if webhook else "",
        port=port,
    )


@asynccontextmanager
async def living(chosen: Settings, playbook: Playbook, clock: Clock) -> AsyncIterator[House]:
    """Let the bot live while the block runs; what went wrong in it is raised at the end."""
    async with build(chosen, playbook, clock) as house:
        life = asyncio.create_task(house.run())
        try:
            yield house
        finally:
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life
