"""A bell for waiting without sleeping: those who wait are woken at the next ring."""

import asyncio


class Bell:
    """Wakes everyone who waits, once."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake those who wait now; a ring that nobody waits for is forgotten."""
        waiting, self._waiting = self._waiting, set()
        for sleeper in waiting:
            if not sleeper.done():
                sleeper.set_result(None)

    async def wait(self) -> None:
        """Return at the next ring."""
        sleeper = asyncio.get_running_loop().create_future()
        self._waiting.add(sleeper)
        try:
            await sleeper
        finally:
            self._waiting.discard(sleeper)
