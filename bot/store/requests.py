"""Call requests and their history: opened once, moved by one at a time, wiped on their date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from bot.store.instants import from_ms, to_ms
from bot.store.part import Part
from bot.store.records import Move, RequestRow
from bot.store.schema import moves, requests
from bot.store.upserts import insert_new

OPENED = "ouvrir"
"""The verb of the first line of every history."""

_OPEN = insert_new(requests)
_OPEN_MOVE = insert_new(moves)
_ALL = select(*(column for column in requests.c if column.name != "moved_at")).order_by(requests.c.due_at)
_ONE = _ALL.where(requests.c.id == bindparam("request"))
_OF_CHAT = _ALL.where(requests.c.chat == bindparam("of_chat"))
_OF_PARTNER = _ALL.where(
    requests.c.partner == bindparam("of_partner"), requests.c.status.in_(bindparam("statuses", expanding=True))
)
_MOVE = update(requests).where(
    requests.c.id == bindparam("request"), requests.c.status.in_(bindparam("was", expanding=True))
)
_LAST = select(func.coalesce(func.max(moves.c.number), 0)).where(moves.c.request == bindparam("of_request"))
_ADD_MOVE = insert(moves)
_HISTORY = (
    select(moves.c.request, moves.c.at, moves.c.verb, moves.c.status, moves.c.who, moves.c.why)
    .where(moves.c.request == bindparam("of_request"))
    .order_by(moves.c.number)
)
WIPED: dict[str, Any] = {
    "chat": 0,
    "first_name": b"",
    "phone": b"",
    "details": b"",
    "consent": b"",
    "owner": None,
    "owner_name": b"",
}
"""A request without anyone in it: that it was made, for what, when and how it ended."""
_WIPE = update(requests).where(requests.c.id == bindparam("request")).values(WIPED)
_WIPE_MOVES = update(moves).where(moves.c.request == bindparam("of_request")).values(who=b"", why=b"")


class Requests(Part):
    """Who asked to be called, and what became of it."""

    __slots__ = ()

    async def open_requests(self, rows: Sequence[RequestRow]) -> None:
        """Write new requests, each with the first line of its history. An id that is there is left as it was."""
        await self._insert(_OPEN, [self._request_values(row) for row in rows])
        firsts = [Move(row.id, row.opened_at, OPENED, row.status, "", "") for row in rows]
        await self._insert(_OPEN_MOVE, [self._move_values(move, 1) for move in firsts])

    async def request(self, id: str) -> RequestRow | None:  # noqa: A002 - the name of the column
        """Return the request, or None if there is none."""
        rows = await self._all(_ONE, request=id)
        return self._request(rows[0]) if rows else None

    async def requests_of(self, chat: int) -> list[RequestRow]:
        """Return the requests of this person, the soonest due first."""
        return [self._request(row) for row in await self._all(_OF_CHAT, of_chat=chat)]

    async def requests_for(self, partner: str, statuses: Collection[str]) -> list[RequestRow]:
        """Return the requests that this partner has in one of these statuses, the soonest due first."""
        rows = await self._all(_OF_PARTNER, of_partner=partner, statuses=list(statuses))
        return [self._request(row) for row in rows]

    async def move_request(  # noqa: PLR0913 - what a move may change besides the status
        self,
        id: str,  # noqa: A002 - the name of the column
        *,
        was: Collection[str],
        becomes: str,
        move: Move,
        owner: int | None = None,
        owner_name: str = "",
        partner: str | None = None,
        due_at: datetime | None = None,
        consent: str | None = None,
    ) -> bool:
        """Take a request from one of the statuses `was` to `becomes`, and add the move to its history.

        Of several who try at once, one is told True; the others find that it no longer is as they saw it.
        `owner` is who takes it (Telegram id; 0 gives it back to no one, None changes nothing). `partner`, `due_at` and
        `consent` are for a request that goes on to another partner.
        """
        values: dict[str, Any] = {"status": becomes, "moved_at": to_ms(move.at)}
        if owner is not None:
            values |= {"owner": owner or None, "owner_name": self._vault.seal(owner_name if owner else "")}
            values["taken_at"] = to_ms(move.at) if owner else None
        if partner is not None:
            values["partner"] = partner
        if due_at is not None:
            values["due_at"] = to_ms(due_at)
        if consent is not None:
            values["consent"] = self._vault.seal(consent)
        if not await self._changed(_MOVE.values(values), request=id, was=list(was)):
            return False
        # The UPDATE holds the row, so no one else numbers this history meanwhile.
        ((last,),) = await self._all(_LAST, of_request=id)
        await self._connection.execute(_ADD_MOVE, [self._move_values(move, last + 1)])
        return True

    async def wipe_request(self, id: str) -> None:  # noqa: A002 - the name of the column
        """Empty all that tells who was in this request or its history; that it was made and how it ended stay."""
        await self._changed(_WIPE, request=id)
        await self._changed(_WIPE_MOVES, of_request=id)

    async def moves(self, id: str) -> list[Move]:  # noqa: A002 - the name of the column
        """Return the history of a request, oldest line first."""
        unseal = self._vault.open
        rows = await self._all(_HISTORY, of_request=id)
        return [
            Move(request, from_ms(at), verb, status, unseal(who), unseal(why))
            for request, at, verb, status, who, why in rows
        ]

    def _request_values(self, row: RequestRow) -> dict[str, Any]:
        seal = self._vault.seal
        return {
            "id": row.id,
            "chat": row.chat,
            "partner": row.partner,
            "theme": row.theme,
            "quartier": row.quartier,
            "status": row.status,
            "opened_at": to_ms(row.opened_at),
            "due_at": to_ms(row.due_at),
            "moved_at": to_ms(row.opened_at),
            "first_name": seal(row.first_name),
            "phone": seal(row.phone),
            "details": seal(row.details),
            "consent": seal(row.consent),
            "owner": row.owner,
            "owner_name": seal(row.owner_name),
            "taken_at": None if row.taken_at is None else to_ms(row.taken_at),
        }

    def _move_values(self, move: Move, number: int) -> dict[str, Any]:
        who, why = self._vault.seal(move.who), self._vault.seal(move.why)
        at = to_ms(move.at)
        return {
            "request": move.request,
            "number": number,
            "at": at,
            "verb": move.verb,
            "status": move.status,
            "who": who,
            "why": why,
        }

    def _request(self, row: Row[*tuple[Any, ...]]) -> RequestRow:
        values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
        for name in ("first_name", "phone", "details", "consent", "owner_name"):
            values[name] = self._vault.open(values[name])
        for name in ("opened_at", "due_at", "taken_at"):
            values[name] = None if values[name] is None else from_ms(values[name])
        return RequestRow(**values)
