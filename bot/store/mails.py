"""The outbox of e-mails: they lie here from the move that caused them until the mail server has taken them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.store.instants import AT_ONCE, from_ms, to_ms
from bot.store.part import KEYS, Part, chunks
from bot.store.records import Mail, PostedMail
from bot.store.schema import mails
from bot.store.upserts import insert_new

_POST = insert_new(mails)
_DUE = (
    select(
        mails.c.id, mails.c.address, mails.c.kind, mails.c.subject, mails.c.body, mails.c.attempts, mails.c.posted_at
    )
    .where(mails.c.sent.is_(False), mails.c.not_before <= bindparam("now"))
    .order_by(mails.c.id)
    .limit(bindparam("limit"))
)
# The row stays without its words, so that its key is known.
_SENT = update(mails).where(mails.c.id.in_(KEYS)).values(sent=True, address=b"", subject=b"", body=b"")
_RETRY = (
    update(mails)
    .where(mails.c.id == bindparam("row"))
    .values(attempts=mails.c.attempts + 1, not_before=bindparam("moment"))
)


class Mails(Part):
    """What is to leave by e-mail, oldest first."""

    __slots__ = ()

    async def post_mails(self, mails: Sequence[Mail], now: datetime) -> None:
        """Put mails in the outbox; they leave only if this transaction commits, and a known `key` only once."""
        at, seal = to_ms(now), self._vault.seal
        rows = [
            {
                "key": mail.key or None,
                "kind": mail.kind,
                "address": seal(mail.to),
                "subject": seal(mail.subject),
                "body": seal(mail.body),
                "attempts": 0,
                "not_before": AT_ONCE,
                "posted_at": at,
                "sent": False,
            }
            for mail in mails
        ]
        await self._insert(_POST, rows)

    async def due_mails(self, now: datetime, limit: int = 50) -> list[PostedMail]:
        """Return the mails that may leave, oldest first."""
        unseal = self._vault.open
        return [
            PostedMail(number, unseal(address), kind, unseal(subject), unseal(body), attempts, from_ms(posted_at))
            for number, address, kind, subject, body, attempts, posted_at in await self._all(
                _DUE, now=to_ms(now), limit=limit
            )
        ]

    async def mails_sent(self, ids: Sequence[int]) -> None:
        """Empty mails that the server has taken: only that they were sent stays, until the week is over."""
        for some in chunks(ids):
            await self._connection.execute(_SENT, {"keys": some})

    async def retry_mail(self, id: int, at: datetime) -> None:  # noqa: A002 - the name of the column
        """Count one more attempt, and keep the mail until `at`."""
        await self._changed(_RETRY, row=id, moment=to_ms(at))
