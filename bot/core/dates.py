"""Times as people say them, in French unless told otherwise; every time here is Europe/Paris."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.tongue import FR, Tongue

PARIS = ZoneInfo("Europe/Paris")


def day(when: date, tongue: Tongue = FR) -> str:
    """Return « jeudi 3 décembre », or « mardi 1er décembre » on a first."""
    return tongue.date(when)


def hour(when: datetime, tongue: Tongue = FR) -> str:
    """Return « 14 h », « 14 h 30 » or « minuit »."""
    if (when.hour, when.minute) == (0, 0):
        return tongue("minuit")
    return tongue("heure_et_minutes" if when.minute else "heure", h=when.hour, min=f"{when.minute:02}")


def slot(start: datetime, end: datetime, now: datetime, tongue: Tongue = FR) -> str:
    """Say when something opens: « jeudi 3 décembre, de 14 h à 17 h », nearer days by their nearness.

    While it is open: « aujourd'hui, encore 40 min (jusqu'à 17 h) ».
    """
    # Two times of one zone are compared by what its clocks show: only in UTC is a span true when the clocks change.
    remains = end.astimezone(UTC) - now.astimezone(UTC)
    is_open = start.astimezone(UTC) <= now and remains > timedelta()
    start, end, now = start.astimezone(PARIS), end.astimezone(PARIS), now.astimezone(PARIS)
    if is_open and remains >= timedelta(days=1):
        return tongue("ouvert_jour_et_nuit")
    if is_open:
        return tongue("ouvert_encore", duree=left(remains, tongue), heure=hour(end, tongue))
    said = day(start, tongue)
    near = {0: tongue("aujourdhui"), 1: tongue("demain", date=said)}.get((start.date() - now.date()).days, said)
    return tongue("de_a", jour=near, debut=hour(start, tongue), fin=hour(end, tongue))


def left(span: timedelta, tongue: Tongue = FR) -> str:
    """Return « 40 min » or « 2 h 10 », rounded down to a minute and never « 0 min »."""
    hours, minutes = divmod(max(1, int(span.total_seconds() // 60)), 60)
    if not hours:
        return tongue("duree_minutes", min=minutes)
    return tongue("duree_heures_et_minutes" if minutes else "duree_heures", h=hours, min=f"{minutes:02}")


def before(due: datetime, tongue: Tongue = FR) -> str:
    """Say a deadline: « vendredi 27 novembre, 17 h »."""
    due = due.astimezone(PARIS)
    return tongue("echeance", date=day(due, tongue), heure=hour(due, tongue))
