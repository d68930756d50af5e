"""The ladder that keeps a promise: who is reminded of a request and when, until its person is told, then asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.core import promises
from bot.core.callrequest import ALIVE, Status
from bot.core.dates import PARIS
from bot.core.partners import Partner


class Rung(StrEnum):
    """One step of the ladder: a reminder to someone, or a word to the person; in the order in which they come."""

    MEMBRE = "membre"
    ORGANISATION = "organisation"
    COORDINATEUR = "coordinateur"
    PROMESSE = "promesse"
    VERIFIER = "verifier"
    EXPIRER = "expirer"


class Case(NamedTuple):
    """What of a request decides its rungs: `opened_at` is when its partner first heard of it."""

    status: Status
    opened_at: datetime
    due_at: datetime
    taken_at: datetime | None = None
    attempts: int = 0
    first_call_at: datetime | None = None
    partner: str = ""
    closed_at: datetime | None = None


REMINDERS: Mapping[Rung, time] = {
    Rung.MEMBRE: time(9),
    Rung.ORGANISATION: time(12),
    Rung.COORDINATEUR: time(15),
}
"""At what hour of the due day each is reminded."""

USEFUL: Mapping[Rung, timedelta] = {
    **dict.fromkeys(REMINDERS, timedelta(hours=6)),
    Rung.PROMESSE: timedelta(days=7),
    Rung.VERIFIER: timedelta(days=7),
}
"""How long after its hour a rung still makes sense; one that is not here always does."""

VERIFIES = time(10)
"""« On t'a rappelé ? » comes at 10:00."""
EXPIRES = timedelta(days=30)
"""A request that nobody closed ends so long after it fell due."""
WAKES, SLEEPS = time(8), time(21)
"""Nobody is woken: what a person is told waits for these hours."""

_AWAITS_CALL = frozenset({Status.OUVERTE, Status.PRISE})
_TO_THE_PERSON = frozenset({Rung.PROMESSE, Rung.VERIFIER})


def mark(rung: Rung, due_at: datetime) -> str:
    """Return what a rung is kept under once done: a request that is promised anew climbs its ladder anew."""
    return f"{rung}@{due_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def next_rung(
    case: Case, done: Collection[str], partner: Partner | None, now: datetime
) -> tuple[Rung, datetime] | None:
    """Return the next rung that is not `done` (marks of those that are) and when it comes; None when none is left.

    One that was missed is returned with its hour in the past, for the caller to judge with `late`; what a person is
    told is put off to the morning instead, while it is still of use.
    """
    for rung, at in _ladder(case, partner):
        if mark(rung, case.due_at) not in done:
            return rung, _decent(at, now) if rung in _TO_THE_PERSON and not late(rung, now - at) else at
    return None


def late(rung: Rung, by: timedelta) -> bool:
    """Return whether a rung that could not come at its hour is of no use any more: it is dropped, and counted."""
    return rung in USEFUL and by > USEFUL[rung]


def _ladder(case: Case, partner: Partner | None) -> Iterator[tuple[Rung, datetime]]:
    """Yield every rung of a request as it stands, soonest first, each in Paris."""
    due = case.due_at.astimezone(PARIS)
    called = case.attempts > 0 or case.first_call_at is not None
    if case.status in _AWAITS_CALL and not called:
        yield from _reminders(case, due)
        yield Rung.PROMESSE, due
    if case.status is Status.CLOSE or (case.status in _AWAITS_CALL and called):
        yield Rung.VERIFIER, _verified(case, due, partner)
    if case.status in ALIVE:
        yield Rung.EXPIRER, due + EXPIRES


def _reminders(case: Case, due: datetime) -> Iterator[tuple[Rung, datetime]]:
    """Yield the reminders of the due day, unless the partner heard of the request on that day or the day before."""
    if due.date() - case.opened_at.astimezone(PARIS).date() <= timedelta(days=1):
        return
    for rung, hour in REMINDERS.items():
        if hour < due.time():
            yield rung, datetime.combine(due.date(), hour, PARIS)


def _verified(case: Case, due: datetime, partner: Partner | None) -> datetime:
    """Return the morning of the working day after the promise fell due, or after the call if that came later."""
    last = max((due, *(at for at in (case.first_call_at, case.closed_at) if at)), key=datetime.timestamp)
    return _at(promises.next_working_day(last.astimezone(PARIS).date(), partner), VERIFIES)


def _decent(at: datetime, now: datetime) -> datetime:
    """Return the first waking hour at which someone can be told what was to be told at `at`."""
    told = max(at, now, key=datetime.timestamp).astimezone(PARIS)
    if told.time() < WAKES:
        return _at(told.date(), WAKES)
    if told.time() >= SLEEPS:
        return _at(told.date() + timedelta(days=1), WAKES)
    return at


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, PARIS)
