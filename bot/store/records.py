"""What goes into the store and comes out of it, in clear and with aware UTC times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to leave, written in the transaction of the turn that caused it.

    `body` is JSON that the store does not read. A `notice` is what nobody asked for just now (reminder, news).
    """

    chat: int
    body: str
    notice: bool = False
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """An Outgoing as it lies in the outbox; a greater `id` was posted later."""

    id: int
    chat: int
    body: str
    notice: bool
    attempts: int
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Timer:
    """Something to do for a chat at `due`; a chat has one timer of a name, and setting it again replaces it."""

    chat: int
    name: str
    due: datetime
    body: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A call request. `id` is a public random token; once wiped, its chat is 0 and its personal fields are empty."""

    id: str
    chat: int
    partner: str
    theme: str
    quartier: str
    status: str
    opened_at: datetime
    due_at: datetime
    first_name: str
    phone: str
    details: str
    consent: str
    owner: int | None = None
    owner_name: str = ""
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a request's history, which is only ever added to."""

    request: str
    at: datetime
    verb: str
    status: str
    who: str
    why: str
