"""Pushes updates to the bot's webhook: in order within a lane, again and again until a 2xx."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass

import aiohttp

from bot.sandbox.bot_api import call
from bot.sandbox.errors import ApiError
from bot.sandbox.updates import PendingUpdate
from bot.sandbox.world import World

ANSWER_WAIT = 60.0
LONGEST_DELAY = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header


@dataclass(frozen=True, slots=True)
class _Outcome:
    delivered: bool
    retry_after: float | None = None


class WebhookDelivery:
    """One task per lane that has something waiting, while a webhook is set."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._open = asyncio.Semaphore(40)
        self._open_for = 40
        world.updates.listeners.append(self.wake)

    def wake(self, lanes: Iterable[int]) -> None:
        """Start those of these lanes that are not running."""
        if not self._world.webhook.url:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # updates queued before the server runs wait for its start
            return
        self._resize()
        for lane in lanes:
            if lane not in self._lanes:
                self._lanes[lane] = loop.create_task(self._run(lane))

    def _resize(self) -> None:
        most = self._world.webhook.max_connections
        if most != self._open_for:
            self._open, self._open_for = asyncio.Semaphore(most), most

    async def _run(self, lane: int) -> None:
        failures = 0
        try:
            while self._world.webhook.url and (update := self._world.updates.first_in(lane)):
                async with self._open:
                    outcome = await self._push(update)
                if outcome.delivered:
                    failures = 0
                    self._world.updates.drop(update.update_id)
                    continue
                await asyncio.sleep(self._delay(failures, outcome) * self._world.retry_pace)
                failures += 1
        finally:
            self._lanes.pop(lane, None)

    @staticmethod
    def _delay(failures: int, outcome: _Outcome) -> float:
        """Again at once, then after 2, 4, 8… seconds, or when the bot said."""
        if outcome.retry_after is not None:
            return outcome.retry_after
        return min(2.0**failures, LONGEST_DELAY) if failures else 0.0

    async def _push(self, update: PendingUpdate) -> _Outcome:
        hook = self._world.webhook
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[SECRET_HEADER] = hook.secret
        patience = aiohttp.ClientTimeout(total=ANSWER_WAIT)
        try:
            async with self._client().post(
                hook.url, data=update.json.encode(), headers=headers, timeout=patience, allow_redirects=False
            ) as response:
                body = await response.read()
                return self._judge(response, body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._remember(f"Connection failed: {type(error).__name__}")
            return _Outcome(delivered=False)

    def _judge(self, response: aiohttp.ClientResponse, body: bytes) -> _Outcome:
        if response.ok and response.status < 300:
            self._carry_out(body)
            return _Outcome(delivered=True)
        self._remember(f"Wrong response from the webhook: {response.status} {response.reason}")
        wait = response.headers.get("Retry-After", "")
        return _Outcome(delivered=False, retry_after=float(wait) if wait.isdigit() else None)

    def _carry_out(self, body: bytes) -> None:
        """Run the call that a bot may put in its answer; its result is lost, as on Telegram."""
        try:
            asked = json.loads(body) if body.strip().startswith(b"{") else {}
            if "method" in asked:
                call(self._world, str(asked.pop("method")), asked)
        except (ValueError, ApiError):
            return

    def _remember(self, words: str) -> None:
        hook = self._world.webhook
        hook.last_error, hook.last_error_date = words, int(self._world.now())
        self._world.publish("webhook")

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, ssl=False))
        return self._session

    async def close(self) -> None:
        """Stop every lane."""
        tasks = list(self._lanes.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
