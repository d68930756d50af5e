"""A request as it is shown: in a list, without anyone in it; on its own page, with what its person chose to say."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.core import dates, known, languages
from bot.core.callrequest import Outcome, Verb, outcomes
from bot.core.dates import PARIS
from bot.core.flow import Asked
from bot.core.playbook import Playbook
from bot.desk import words
from bot.desk.seat import Seat, overdue, standing
from bot.service.labels import OUTCOMES
from bot.store import Move, RequestRow

CALLABLE = "+0123456789"
"""What of a number its link keeps."""


@dataclass(frozen=True, slots=True)
class Card:
    """A request in a list; `who` is its first name, empty for whoever may not know it."""

    id: str
    number: str
    status: str
    taken_by: str
    who: str
    quartier: str
    subject: str
    language: str
    age: str
    before: str
    late: bool
    priority: bool
    attempts: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a history."""

    when: str
    what: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome that may be recorded, or that may not yet."""

    value: str
    label: str
    open: bool


def number_of(row: RequestRow) -> str:
    """Return the short number by which people name a request; it tells nothing."""
    return row.id[:4].upper()


def subject_of(row: RequestRow, playbook: Playbook) -> str:
    """Return what a request is about."""
    flow = playbook.flows.get(row.theme)
    return flow.title if flow else words.plain(row.theme)


def card(row: RequestRow, seat: Seat) -> Card:
    """Return a request as this person may see it."""
    playbook = seat.office.playbook
    return Card(
        id=row.id,
        number=number_of(row),
        status=words.STATUSES.get(row.status, row.status),
        taken_by="vous" if row.owner == seat.person.id else row.owner_name,
        who=row.first_name if seat.knows(row) else "",
        quartier=playbook.territory.name_of(row.quartier),
        subject=subject_of(row, playbook),
        language=languages.name(row.language),
        age=words.ago(row.opened_at, seat.now),
        before=dates.before(row.due_at),
        late=overdue(row, seat.now),
        priority=row.priority,
        attempts=row.attempts,
        outcome=OUTCOMES.get(row.outcome, row.outcome),
    )


def said(row: RequestRow, seat: Seat) -> list[tuple[str, str]]:
    """Return what its person chose to say, as labels and words; nothing for whoever may not know it."""
    if not seat.knows(row):
        return []
    given = json.loads(row.details) if row.details else {}
    told = [("Prénom", row.first_name), ("Préfère être appelé·e", known.wish(row.wish)), *_answers(given)]
    return [(label, str(value)) for label, value in told if value]


def _answers(given: dict[str, str]) -> list[tuple[str, str]]:
    return [(words.plain(name).capitalize(), value) for name, value in given.items() if name != Asked.QUARTIER]


def history(moves: list[Move], row: RequestRow, seat: Seat) -> list[Line]:
    """Return the history, the newest line first; reasons and notes only for whoever may know its person."""
    knows = seat.knows(row)
    return [
        Line(
            f"{dates.day(move.at.astimezone(PARIS).date())}, {dates.hour(move.at.astimezone(PARIS))}",
            words.PAST.get(move.verb, words.plain(move.verb)),
            move.who,
            _why(move.why) if knows else "",
        )
        for move in reversed(moves)
    ]


def _why(kept: str) -> str:
    """Return an outcome in the words of the queue, with the reason that was given; else the reason alone."""
    outcome, apart, reason = kept.partition(" : ")
    return OUTCOMES[outcome] + apart + reason if outcome in OUTCOMES else kept


def choices(row: RequestRow) -> list[Choice]:
    """Return every outcome, those that may not be recorded yet too: one learns why."""
    allowed = outcomes(standing(row))
    return [Choice(outcome.value, OUTCOMES[outcome], outcome in allowed) for outcome in Outcome]


def gestures(row: RequestRow, seat: Seat) -> list[tuple[str, words.Gesture]]:
    """Return what this person may do to a request now, in the order of the page."""
    allowed = seat.moves(row)
    return [(verb.value, gesture) for verb, gesture in words.GESTURES.items() if verb in allowed]


def sees_number(row: RequestRow, seat: Seat) -> bool:
    """Return whether this person may ask for the number now."""
    return Verb.VOIR in seat.moves(row)


def dialled(phone: str) -> str:
    """Return a number as the link of a telephone wants it."""
    return "".join(sign for sign in phone if sign in CALLABLE)
