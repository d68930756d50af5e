"""What came in, in the past tense: the only things that move a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Started:
    """The person tapped Start, perhaps through a poster's deep link that names a place."""

    place: str = ""


@dataclass(frozen=True, slots=True)
class Commanded:
    """The person sent a slash command, without its slash; `rest` is what they wrote after it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """The person typed something."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """The person pressed a button under the message `message`."""

    button: str
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """The person shared a position, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """The person shared a contact card; `own` when it is their own."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class SentOther:
    """The person sent something the bot cannot read: a voice note, a photo, a sticker."""

    kind: str


@dataclass(frozen=True, slots=True)
class Rang:
    """A timer reached its time; `body` is what was left with it."""

    name: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class RequestTaken:
    """A partner took the person's call request."""

    request: str
    partner: str
    due: datetime


Event = Started | Commanded | Wrote | Pressed | Located | SharedNumber | SentOther | Rang | RequestTaken


def typed(text: str) -> Event:
    """Return the event that a typed line is: Start with its deep link, a command (`/aide@bot` too), or words."""
    if not text.startswith("/"):
        return Wrote(text)
    command, rest = [*text[1:].split(maxsplit=1), "", ""][:2]
    name = command.partition("@")[0].lower()
    return Started(rest.strip()) if name == "start" else Commanded(name, rest.strip())
