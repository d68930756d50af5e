"""Carries the outbox of mails to the mail server: oldest first, again and later where the server cannot now."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib
from aiosmtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from aiosmtplib.errors import SMTPSenderRefused
from sqlalchemy.exc import SQLAlchemyError

from bot.core.dates import PARIS
from bot.service.clock import Clock
from bot.service.whole import whole
from bot.store import PostedMail, Store

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
"""Before the first and between the last tries of a mail that the server would not take now."""
LOOK_AGAIN = 30.0
PATIENCE = 20.0
"""Seconds given to the server for each of its answers."""
REFUSED = "courriel refusé"
ALERT_REFUSED, ALERT_SERVER = "courriel_refuse", "courriel_serveur"
_PORTS = {"smtp": 587, "smtps": 465}
_OURS = (SMTPAuthenticationError, SMTPSenderRefused)
"""Refusals of our own account: every mail would meet them, and an operator can mend them."""


class BadAddress(ValueError):
    """The address of the mail server is not one."""


class NeverTaken(RuntimeError):
    """The server will never take this mail."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server, and in whose name mails leave. TLS is used from the start (`smtps`) or where it is offered."""

    host: str
    port: int
    sender: str
    secure: bool = False
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Return its name alone: its password is nobody's business."""
        return f"MailServer({self.host!r}, {self.port})"

    @classmethod
    def at(cls, url: str) -> MailServer:
        """Read `smtp://user:password@host:port?from=address`, or `smtps://…`; raises `BadAddress`, without the url."""
        try:
            parts = urlsplit(url)
            user, port = unquote(parts.username or ""), parts.port or _PORTS.get(parts.scheme, 0)
            sender = parse_qs(parts.query).get("from", [user])[0]
        except ValueError:
            raise BadAddress("not an address") from None
        if parts.scheme not in _PORTS or not parts.hostname or "@" not in sender:
            raise BadAddress("smtp://user:password@host:port?from=address")
        return cls(parts.hostname, port, sender, parts.scheme == "smtps", user, unquote(parts.password or ""))

    async def send(self, mail: PostedMail) -> None:
        """Hand one mail over; raises `NeverTaken` for one that no patience mends, else what the server says."""
        try:
            await aiosmtplib.send(
                self._message(mail),
                hostname=self.host,
                port=self.port,
                username=self.user or None,
                password=self.password or None,
                use_tls=self.secure,
                timeout=PATIENCE,
            )
        except _OURS:
            raise
        except SMTPRecipientsRefused as error:
            if all(_permanent(one.code) for one in error.recipients):
                raise NeverTaken from None
            raise
        except SMTPResponseException as error:
            if _permanent(error.code):
                raise NeverTaken from None
            raise
        except ValueError:
            raise NeverTaken from None

    def _message(self, mail: PostedMail) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self.sender, mail.to
        message["Subject"] = " ".join(mail.subject.split())
        message["Date"] = format_datetime(mail.posted_at.astimezone(PARIS))
        # The same at every try, so that a mail that was taken twice shows once.
        message["Message-ID"] = f"<{mail.id}.{mail.posted_at.timestamp():.0f}@{self.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.body)
        return message


class Mailing:
    """The loop that empties the outbox of mails."""

    def __init__(self, store: Store, server: MailServer, clock: Clock) -> None:
        """Carry what lies in `store` to `server`."""
        self._store, self._server, self._clock = store, server, clock
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Say that something may have been posted."""
        self._wake.set()

    async def run(self) -> None:
        """Carry mails until cancelled."""
        while True:
            self._wake.clear()
            try:
                await self.carry()
            except SQLAlchemyError as error:
                log.error("mails could not be carried: %s", type(error).__name__)
            await self._clock.until(self._wake, LOOK_AGAIN)

    async def carry(self) -> None:
        """Send every mail that may leave now."""
        while due := await whole(self._due()):
            for mail in due:
                await whole(self._one(mail))

    async def _due(self) -> list[PostedMail]:
        async with self._store.read() as transaction:
            return await transaction.due_mails(self._clock.now())

    async def _one(self, mail: PostedMail) -> None:
        try:
            await self._server.send(mail)
        except NeverTaken:
            log.error("the mail server refused a mail for good")
            await self._drop(mail)
        except (SMTPException, OSError) as error:
            log.warning("the mail server does not take mails now: %s", type(error).__name__)
            await self._later(mail, alert=isinstance(error, _OURS))
        else:
            async with self._store.begin() as transaction:
                await transaction.mails_sent([mail.id])

    async def _drop(self, mail: PostedMail) -> None:
        now = self._clock.now()
        async with self._store.begin() as transaction:
            await transaction.mails_sent([mail.id])
            await transaction.raise_alert(ALERT_REFUSED, mail.kind, now)
            await transaction.count({(now.astimezone(PARIS).date(), REFUSED): 1})

    async def _later(self, mail: PostedMail, *, alert: bool) -> None:
        now = self._clock.now()
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(mail.attempts, 10))
        async with self._store.begin() as transaction:
            await transaction.retry_mail(mail.id, now + wait)
            if alert:
                await transaction.raise_alert(ALERT_SERVER, mail.kind, now)


def _permanent(code: int) -> bool:
    return 500 <= code < 600
