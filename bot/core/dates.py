"""Times as people say them in French; every time here is Europe/Paris."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre")  # fmt: skip


def day(when: date) -> str:
    """Return « jeudi 3 décembre », or « mardi 1er décembre » on a first."""
    number = "1er" if when.day == 1 else str(when.day)
    return f"{_DAYS[when.weekday()]} {number} {_MONTHS[when.month - 1]}"


def hour(when: datetime) -> str:
    """Return « 14 h », « 14 h 30 » or « minuit »."""
    if (when.hour, when.minute) == (0, 0):
        return "minuit"
    return f"{when.hour} h" + (f" {when.minute:02}" if when.minute else "")


def slot(start: datetime, end: datetime, now: datetime) -> str:
    """Say when something opens: « jeudi 3 décembre, de 14 h à 17 h », nearer days by their nearness.

    While it is open: « aujourd'hui, encore 40 min (jusqu'à 17 h) ».
    """
    # Two times of one zone are compared by what its clocks show: only in UTC is a span true when the clocks change.
    remains = end.astimezone(UTC) - now.astimezone(UTC)
    is_open = start.astimezone(UTC) <= now and remains > timedelta()
    start, end, now = start.astimezone(PARIS), end.astimezone(PARIS), now.astimezone(PARIS)
    if is_open and remains >= timedelta(days=1):
        return "aujourd'hui, jour et nuit"
    if is_open:
        return f"aujourd'hui, encore {left(remains)} (jusqu'à {hour(end)})"
    near = {0: "aujourd'hui", 1: "demain"}.get((start.date() - now.date()).days)
    said = f"{near}, {day(start)}" if near == "demain" else near or day(start)
    return f"{said}, de {hour(start)} à {hour(end)}"


def left(span: timedelta) -> str:
    """Return « 40 min » or « 2 h 10 », rounded down to a minute and never « 0 min »."""
    hours, minutes = divmod(max(1, int(span.total_seconds() // 60)), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h" + (f" {minutes:02}" if minutes else "")


def before(due: datetime) -> str:
    """Say a deadline: « vendredi 27 novembre, 17 h »."""
    due = due.astimezone(PARIS)
    return f"{day(due)}, {hour(due)}"
