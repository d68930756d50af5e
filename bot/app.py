"""The one place that builds everything from the settings, and runs it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.core.engine import Engine
from bot.core.playbook import Playbook
from bot.service.clock import Clock
from bot.service.conversation import Conversation
from bot.service.relay import Relay
from bot.service.timers import Timers
from bot.service.whole import whole
from bot.settings import Settings
from bot.store import Store, Vault
from bot.telegram import intake, profile
from bot.telegram.delivery import Delivery
from bot.telegram.http import RawBot, asked_to_wait, connect
from bot.telegram.polling import Polling
from bot.telegram.webhook import PATH, Webhook

log = logging.getLogger(__name__)

PURGE_EVERY = timedelta(hours=6)
RETRY = 2.0


@dataclass(frozen=True, slots=True)
class House:
    """The parts of a running bot."""

    settings: Settings
    store: Store
    bot: RawBot
    clock: Clock
    delivery: Delivery
    conversation: Conversation
    relay: Relay
    timers: Timers

    async def run(self) -> None:
        """Serve until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.conversation.run())
            tasks.create_task(self.relay.run())
            tasks.create_task(self.timers.run())
            tasks.create_task(self._purge())
            tasks.create_task(self._intake())

    async def _intake(self) -> None:
        """Hear Telegram: by webhook where an address is set, else by polling."""
        await self._publish()
        if self.settings.webhook_url:
            await self._listen()
        else:
            await _patiently(self.clock, self.bot.delete_webhook)
            await Polling(self.bot, self.conversation, self.delivery, self.clock).run()

    async def _publish(self) -> None:
        flows = self.conversation.engine.playbook.flows.values()
        try:
            await _patiently(self.clock, partial(profile.publish, self.bot, flows))
        except BadRequest:
            log.error("Telegram refused the commands of the menu; the bot answers without them")

    async def _listen(self) -> None:
        secret = self.settings.webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
        webhook = Webhook(self.conversation, secret)
        url = self.settings.webhook_url.rstrip("/") + PATH
        listening = socket.create_server((self.settings.host, self.settings.port))
        server = Server(
            uvicorn.Config(Starlette(routes=[webhook.route()]), log_level="warning", access_log=False, lifespan="off")
        )
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(server.serve(sockets=[listening]))
            set_webhook = partial(self.bot.set_webhook, url, secret_token=secret, max_connections=100)
            await _patiently(self.clock, partial(set_webhook, allowed_updates=intake.ALLOWED))

    async def _purge(self) -> None:
        """Forget, several times a day, what is past its date."""
        while True:
            try:
                await whole(self.store.purge(self.clock.now()))
            except SQLAlchemyError as error:
                log.error("nothing was purged: %s", type(error).__name__)
            await self.clock.sleep(PURGE_EVERY.total_seconds())


class Server(uvicorn.Server):
    """A server that leaves signals to the program it runs in."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@contextlib.asynccontextmanager
async def build(settings: Settings, playbook: Playbook, clock: Clock | None = None) -> AsyncIterator[House]:
    """Build a bot that plays `playbook`; what was opened is closed at the end.

    Raises `WrongKey` when the key does not open the database.
    """
    clock = clock or Clock()
    vault = Vault.load(settings.secret_key_file, settings.secret_key.get_secret_value())
    store = await Store.open(settings.database_url, vault)
    bot = connect(settings.telegram_token.get_secret_value(), settings.telegram_api)
    try:
        delivery = Delivery(bot)
        relay = Relay(store, delivery, clock)
        conversation = Conversation(store, Engine(playbook), clock, relay.wake)
        yield House(settings, store, bot, clock, delivery, conversation, relay, Timers(store, conversation, clock))
    finally:
        await bot.hang_up()
        await store.close()


async def _patiently(clock: Clock, call: Callable[[], Awaitable[object]]) -> None:
    """Call Telegram until it answers; raises at once the errors that no patience mends."""
    while True:
        try:
            await call()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            log.warning("Telegram does not answer yet: %s", type(error).__name__)
            await clock.sleep(max(RETRY, asked_to_wait(error)))
        else:
            return
