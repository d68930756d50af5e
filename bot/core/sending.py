"""`envoyer`: an appointment as a file for the calendar, or its place as a link to a map."""

from __future__ import annotations

from datetime import datetime

from bot.core import agenda, finding
from bot.core.appointments import Appointment
from bot.core.effects import Button, Say
from bot.core.flow import Send, Sent, Target
from bot.core.tongue import FR
from bot.core.walk import Walk

SEARCH = "https://www.openstreetmap.org/search?query="
MAP = "https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=17/{0:.5f}/{1:.5f}"


def send(walk: Walk, step: Send) -> Target:
    """Send the first of what was found, in the form that was asked for."""
    found = finding.appointments(walk, step.what)
    if not found:
        return step.empty
    said = walk.render(step.text, **found[0].card(walk.now, walk.tongue))
    if step.sent is Sent.AGENDA:
        walk.effects.append(Say(said, document=agenda.document(found[0], walk.now, walk.tongue)))
    else:
        walk.say(said, (Button(walk.words.bouton_carte({}), "", map_of(found[0], walk.now)),))
    return step.then


def map_of(to: Appointment, now: datetime) -> str:
    """Return the address of a map with a mark on the place, or of a search for it where its position is not known."""
    if to.at:
        return MAP.format(to.at.latitude, to.at.longitude)
    return SEARCH + _quoted(", ".join(filter(None, (to.place, to.card(now, FR)["commune"]))))


def _quoted(text: str) -> str:
    """Return a text as an address carries it: percents and octets for all but plain letters and digits (RFC 3986)."""
    return "".join(c if c.isascii() and c.isalnum() else "".join(f"%{octet:02X}" for octet in c.encode()) for c in text)
