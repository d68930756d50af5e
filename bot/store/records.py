"""What goes into the store and comes out of it, in clear and with aware UTC times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict


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
    """A call request. `id` is a public random token; once wiped, its chat is 0 and its personal fields are empty.

    `owner` is the id of the declared person who took it, `place` the poster that the young person came from, `wish`
    when they prefer to be called, `routed` why this partner was chosen, in words. `first_call_at` is when the phone
    first rang, `attempts` how often it rang in vain, `next_rung_at` when the ladder of reminders is to be looked at.
    """

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
    owner: str = ""
    owner_name: str = ""
    taken_at: datetime | None = None
    outcome: str = ""
    language: str = "fr"
    place: str = ""
    priority: bool = False
    attempts: int = 0
    first_call_at: datetime | None = None
    closed_at: datetime | None = None
    next_rung_at: datetime | None = None
    wish: str = ""
    routed: str = ""
    satisfied: str = ""


class Changes(TypedDict, total=False):
    """What a move may change in a request besides its status; what is not named stays.

    Naming `owner` sets `taken_at` too: to the time of the move, or to None when the owner is "" (given back to all).
    """

    owner: str
    owner_name: str
    partner: str
    due_at: datetime
    consent: str
    first_name: str
    phone: str
    details: str
    wish: str
    routed: str
    outcome: str
    satisfied: str
    priority: bool
    attempts: int
    first_call_at: datetime | None
    closed_at: datetime | None
    next_rung_at: datetime | None


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a request's history, which is only ever added to."""

    request: str
    at: datetime
    verb: str
    status: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may still sign someone in: `browser` is the hash of the one that may use it, "" for none yet."""

    person: str
    browser: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone signed in at the desk, known by the hash of a secret that their browser keeps."""

    hash: str
    person: str
    opened_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail to leave. One whose `key` was posted within the week is not posted again; "" repeats freely.

    `kind` and `key` lie in clear: they hold ids, never a name or an address.
    """

    to: str
    kind: str
    subject: str
    body: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class PostedMail:
    """A Mail as it waits for the post."""

    id: int
    to: str
    kind: str
    subject: str
    body: str
    attempts: int
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that an operator must see; `detail` names no one."""

    id: int
    kind: str
    detail: str
    raised_at: datetime
    closed: bool


@dataclass(frozen=True, slots=True)
class Idea:
    """Words that someone left for the operators on a `day`, Paris time; `key` is drawn by chance."""

    key: str
    day: date
    text: str
