"""The one place that builds everything from the settings, and runs it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.content.uncollected import sweep
from bot.core.engine import Engine
from bot.core.playbook import Playbook
from bot.desk.office import PREFIX, Office
from bot.service.clock import Clock
from bot.service.conversation import Conversation
from bot.service.done import Mailbox
from bot.service.drafts import Drafts
from bot.service.mailing import Mailing, MailServer
from bot.service.relay import Relay
from bot.service.reloading import Feed, Reloading, Saved, make_all
from bot.service.rungs import Rungs
from bot.service.timers import Timers
from bot.service.whole import whole
from bot.settings import Settings
from bot.store import Store, Vault
from bot.telegram import intake, profile
from bot.telegram.delivery import Delivery
from bot.telegram.http import RawBot, asked_to_wait, connect
from bot.telegram.polling import Polling

log = logging.getLogger(__name__)

PURGE_EVERY = timedelta(hours=6)
RETRY = 2.0
SWEPT_AFTER = 600.0
"""Seconds after which the memory of a version that was replaced is taken back: it holds everybody up for a moment."""
LATER = 5.0
"""Seconds after the start when what nobody waits for is done."""


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
    rungs: Rungs
    office: Office
    mailing: Mailing | None = None
    feed: Feed | None = None

    async def run(self) -> None:
        """Serve until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.conversation.run())
            tasks.create_task(self.relay.run())
            tasks.create_task(self.timers.run())
            tasks.create_task(self.rungs.run())
            tasks.create_task(self._purge())
            tasks.create_task(self._intake())
            tasks.create_task(self._translate())
            tasks.create_task(self._keep_up(tasks))
            if self.mailing:
                tasks.create_task(self.mailing.run())
            if self.office.public_url and not self.settings.webhook_url:
                tasks.create_task(self._open_desk())

    async def _intake(self) -> None:
        """Hear Telegram: by webhook where an address is set, else by polling."""
        await self._publish()
        if self.settings.webhook_url:
            await self._listen()
        else:
            await _patiently(self.clock, self.bot.delete_webhook)
            await Polling(self.bot, self.conversation, self.delivery, self.clock).run()

    async def _translate(self) -> None:
        """Once those who wait were heard: learn what free words mean, and show Telegram's menu in every language."""
        await self.clock.sleep(LATER)
        await asyncio.to_thread(make_all, self.conversation.engine)
        for language in self.conversation.engine.playbook.languages:
            await self._publish(language)

    async def _keep_up(self, tasks: asyncio.TaskGroup) -> None:
        """Play what is published from now on, or what is saved; and the draft, for operators who ask for it."""

        def take(engine: Engine) -> None:
            self.conversation.engine = engine
            tasks.create_task(self._publish_all())
            tasks.create_task(self._sweep())

        if self.feed:
            tasks.create_task(Reloading(self.feed, self.clock, take).run())
        draft = Saved(self.settings.dialogues, self.settings.data)
        self.conversation.drafts = drafts = Drafts(draft, self.clock, self.settings.operators)
        await drafts.run(self.conversation.take)

    async def _sweep(self) -> None:
        await self.clock.sleep(SWEPT_AFTER)
        sweep()

    async def _publish_all(self) -> None:
        for language in (profile.EVERYONE, *self.conversation.engine.playbook.languages):
            await self._publish(language)

    async def _publish(self, language: str = profile.EVERYONE) -> None:
        playbook = self.conversation.engine.playbook
        try:
            await _patiently(self.clock, partial(profile.publish, self.bot, playbook, language))
        except BadRequest:
            log.error("Telegram refused the commands of the menu; the bot answers without them")

    async def _listen(self) -> None:
        # A bot that polls starts without the web and its modules.
        from bot.desk.serving import serve  # noqa: PLC0415
        from bot.telegram.webhook import PATH, Webhook  # noqa: PLC0415

        secret = self.settings.webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
        webhook = Webhook(self.conversation, secret)
        url = self.settings.webhook_url.rstrip("/") + PATH
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(serve(self.office, self.settings.host, self.settings.port, webhook.route()))
            set_webhook = partial(self.bot.set_webhook, url, secret_token=secret, max_connections=100)
            await _patiently(self.clock, partial(set_webhook, allowed_updates=intake.ALLOWED))

    async def _open_desk(self) -> None:
        # Imported while Telegram's first answer is on its way, and only where partners have a desk.
        from bot.desk.serving import serve  # noqa: PLC0415

        await serve(self.office, self.settings.host, self.settings.port)

    async def _purge(self) -> None:
        """Forget, several times a day, what is past its date."""
        while True:
            try:
                await whole(self.store.purge(self.clock.now()))
            except SQLAlchemyError as error:
                log.error("nothing was purged: %s", type(error).__name__)
            await self.clock.sleep(PURGE_EVERY.total_seconds())


@contextlib.asynccontextmanager
async def build(
    settings: Settings, playbook: Playbook, clock: Clock | None = None, feed: Feed | None = None
) -> AsyncIterator[House]:
    """Build a bot that plays `playbook`, then what comes from `feed`; what was opened is closed at the end.

    Raises `WrongKey` when the key does not open the database.
    """
    clock = clock or Clock()
    vault = Vault.load(settings.secret_key_file, settings.secret_key.get_secret_value())
    store = await Store.open(settings.database_url, vault)
    bot = connect(settings.telegram_token.get_secret_value(), settings.telegram_api)
    try:
        delivery = Delivery(bot)
        relay = Relay(store, delivery, clock)
        mailing = _mailing(settings, store, clock)
        mailbox = Mailbox(settings.origin + PREFIX) if mailing else None

        def posted() -> None:
            relay.wake()
            if mailing:
                mailing.wake()

        conversation = Conversation(store, Engine(playbook), clock, posted, mailbox)
        yield House(
            settings=settings,
            store=store,
            bot=bot,
            clock=clock,
            delivery=delivery,
            conversation=conversation,
            relay=relay,
            timers=Timers(store, conversation, clock),
            rungs=Rungs(store, conversation, clock),
            office=Office(store, conversation, clock, vault, settings.origin, mails=mailing is not None),
            mailing=mailing,
            feed=feed,
        )
    finally:
        await bot.hang_up()
        await store.close()


def _mailing(settings: Settings, store: Store, clock: Clock) -> Mailing | None:
    """Return what carries mails; None without a server, or without a desk for their links to lead to."""
    url = settings.smtp_url.get_secret_value()
    if url and not settings.origin:
        log.error("no mail leaves: ALLERVERS_PUBLIC_URL must say where its link leads")
    return Mailing(store, MailServer.at(url), clock) if url and settings.origin else None


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
