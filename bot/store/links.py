"""Links to sign in: used once, before their hour, by the one browser that asked for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.store.instants import from_ms, to_ms
from bot.store.part import Part
from bot.store.records import Link
from bot.store.schema import links

_ADD = insert(links)
_named = links.c.hash == bindparam("named")
_unused = links.c.used_at.is_(None)
_in_time = links.c.expires_at > bindparam("now")
_ONE = select(links.c.person, links.c.browser, links.c.expires_at).where(_named, _unused, _in_time)
_BIND = update(links).where(_named, _unused, links.c.browser == "").values(browser=bindparam("to_browser"))
_USE = (
    update(links)
    .where(_named, _unused, _in_time, links.c.browser == bindparam("of_browser"), links.c.browser != "")
    .values(used_at=bindparam("at"))
    .returning(links.c.person)
)


class Links(Part):
    """The links that were sent, known by the hash of their token."""

    __slots__ = ()

    async def add_link(self, hash: str, person: str, browser_hash: str, expires_at: datetime) -> None:  # noqa: A002
        """Write a link for a person; without a browser ("") it is nobody's until `bind_link`."""
        row = {"hash": hash, "person": person, "browser": browser_hash, "expires_at": to_ms(expires_at)}
        await self._connection.execute(_ADD, row)

    async def link(self, hash: str, now: datetime) -> Link | None:  # noqa: A002 - the name of the column
        """Return a link that may still be used; looking at it consumes nothing."""
        rows = await self._all(_ONE, named=hash, now=to_ms(now))
        return next((Link(person, browser, from_ms(expires)) for person, browser, expires in rows), None)

    async def bind_link(self, hash: str, browser_hash: str) -> bool:  # noqa: A002 - the name of the column
        """Give a link that is nobody's to this browser; False if another one has it or it was used."""
        return bool(await self._changed(_BIND, named=hash, to_browser=browser_hash))

    async def use_link(self, hash: str, browser_hash: str, now: datetime) -> str | None:  # noqa: A002
        """Use a link up and return its person; None if it is used, expired, unknown or another browser's."""
        values = {"named": hash, "of_browser": browser_hash, "now": to_ms(now), "at": to_ms(now)}
        rows = await self._all(_USE, **values)
        return next((person for (person,) in rows), None)
