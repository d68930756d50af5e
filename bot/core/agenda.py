"""An appointment as a file for the phone's calendar: iCalendar text (RFC 5545), read by every calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b

from bot.core.appointments import Appointment
from bot.core.effects import Document
from bot.core.tongue import FR, Tongue

NAME, MIME = "rendez-vous.ics", "text/calendar"
SUMMARY = "rendez_vous"
"""Neutral: others may see the screen on which a calendar rings."""
MOST_OCTETS = 75
"""Octets of a line without its end (RFC 5545, 3.1); a longer one goes on below, after a space."""

_ESCAPED = re.compile(r"[\\;,]")
_BREAK = re.compile(r"\r\n|\r|\n")


def document(to: Appointment, now: datetime, tongue: Tongue = FR) -> Document:
    """Return the file that adds an appointment to a calendar."""
    return Document(
        NAME, MIME, "".join(f"{folded}\r\n" for line in _lines(to, now, tongue) for folded in _folded(line))
    )


def _lines(to: Appointment, now: datetime, tongue: Tongue) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Allervers//FR", "BEGIN:VEVENT")
    yield f"UID:{_uid(to)}"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"DTSTART:{_instant(to.start)}"
    yield f"DTEND:{_instant(to.end)}"
    yield f"SUMMARY:{_text(tongue(SUMMARY))}"
    if to.place:
        yield f"LOCATION:{_text(to.place)}"
    if to.at:
        yield f"GEO:{to.at.latitude:.5f};{to.at.longitude:.5f}"
    yield f"DESCRIPTION:{_text(_note(to, now, tongue))}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _note(to: Appointment, now: datetime, tongue: Tongue) -> str:
    """Return what stands inside: what it is, what to bring, what may change."""
    card = to.card(now, tongue)
    return "\n".join(filter(None, (to.title, card.get("a_apporter"), card.get("condition"))))


def _uid(to: Appointment) -> str:
    """Return the same id for the same appointment, so that adding it twice shows it once."""
    day = "" if to.kind.once else f"|{_instant(to.start)}"
    return blake2b(f"{to.where}{day}".encode(), digest_size=12).hexdigest() + "@allervers"


def _instant(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(said: str) -> str:
    return _BREAK.sub(r"\\n", _ESCAPED.sub(r"\\\g<0>", said))


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most `MOST_OCTETS`, never within a character."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > MOST_OCTETS:
            yield piece
            piece = " "
        piece += character
    yield piece
