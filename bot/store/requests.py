"""Call requests and their history: opened once, moved by one at a time, wiped on their date."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any, Unpack

from sqlalchemy import BigInteger, Select, bindparam, func, insert, literal, select, update

from bot.core.callrequest import ALIVE
from bot.store.fields import COLUMNS, WIPED, columns, request_of
from bot.store.instants import AN_HOUR, from_ms, to_ms, week_of
from bot.store.part import Part
from bot.store.records import Changes, Move, RequestRow
from bot.store.schema import moves, requests
from bot.store.upserts import insert_new

OPENED = "ouvrir"
"""The verb of the first line of every history."""

_OPEN = insert_new(requests)
_OPEN_MOVE = insert_new(moves)
_ALL = select(*COLUMNS).order_by(requests.c.due_at, requests.c.id)
_ONE = _ALL.where(requests.c.id == bindparam("request"))
_OF_CHAT = _ALL.where(requests.c.chat == bindparam("of_chat"))
_LIVING_OF_CHAT = _OF_CHAT.where(requests.c.status.in_(sorted(ALIVE)))
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
        """Return the request, or None if there is none. In a write transaction no one else moves it until the end."""
        rows = await self._requests(_ONE, request=id)
        return rows[0] if rows else None

    async def requests_of(self, chat: int) -> list[RequestRow]:
        """Return the requests of this person, the soonest due first."""
        return await self._requests(_OF_CHAT, of_chat=chat)

    async def living_of(self, chat: int) -> RequestRow | None:
        """Return the request of this person that is not over, or None; the soonest due, should there be several."""
        rows = await self._requests(_LIVING_OF_CHAT, of_chat=chat)
        return rows[0] if rows else None

    async def move_request(
        self,
        id: str,  # noqa: A002 - the name of the column
        *,
        was: Collection[str],
        becomes: str,
        move: Move,
        owner_was: str | None = None,
        **changes: Unpack[Changes],
    ) -> bool:
        """Take a request from one of the statuses `was` to `becomes`, and add the move to its history.

        Of several who try at once, one is told True; the others find that it no longer is as they saw it. With
        `owner_was` ("" is no one) it must be theirs, too. `becomes` may be the status it has, for a move that stays.
        """
        values = columns(changes, self._vault) | {"status": becomes, "moved_at": to_ms(move.at)}
        if "owner" in changes:
            name = changes.get("owner_name", "") if changes["owner"] else ""
            values |= {"owner_name": self._vault.seal(name), "taken_at": to_ms(move.at) if changes["owner"] else None}
        if "first_call_at" in changes:
            values["waited"] = (literal(values["first_call_at"], BigInteger) - requests.c.opened_at) // AN_HOUR
        moving = _MOVE if owner_was is None else _MOVE.where(requests.c.member == owner_was)
        if not await self._changed(moving.values(values), request=id, was=list(was)):
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

    async def _requests(self, statement: Select[*tuple[Any, ...]], **values: object) -> list[RequestRow]:
        """Return these requests; a transaction that may write locks them, so that what it read still holds."""
        rows = await self._all(statement if self._reads_only else statement.with_for_update(), **values)
        return [request_of(row, self._vault) for row in rows]

    def _request_values(self, row: RequestRow) -> dict[str, Any]:
        given = {field.name: getattr(row, field.name) for field in fields(row)}
        return columns(given, self._vault) | {
            "moved_at": to_ms(row.opened_at),
            "week": week_of(row.opened_at),
            "waited": row.first_call_at and (to_ms(row.first_call_at) - to_ms(row.opened_at)) // AN_HOUR,
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
