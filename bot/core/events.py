"""What came in, in the past tense: the only things that move a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Started:
    """The person tapped Start, perhaps through a poster's deep link that names a place.

    `language` is that of their Telegram, empty when it does not say.
    """

    place: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Commanded:
    """The person sent a slash command, without its slash; `rest` is what they wrote after it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """The person typed something; `language` is that of their Telegram, empty when it does not say."""

    text: str
    language: str = ""


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


class News(StrEnum):
    """What became of a call request; the step of the dialogue `suivi` that bears this name tells the person."""

    PRISE = "prise"
    MANQUE = "manque"
    REFUSEE = "refusee"
    PROMESSE = "promesse"
    VERIFIER = "verifier"
    CLOSE = "close"
    EXPIREE = "expiree"
    RENDUE = "rendue"


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """The person's call request moved: `partner` has it and promised to call by `due`.

    `member` is the name of who took it, `outcome` how it ended, `number` the one that they call from.
    """

    news: News
    partner: str
    due: datetime
    member: str = ""
    outcome: str = ""
    number: str = ""


Event = Started | Commanded | Wrote | Pressed | Located | SharedNumber | SentOther | Rang | CaseMoved


def typed(text: str, language: str = "") -> Event:
    """Return the event that a typed line is: Start with its deep link, a command (`/aide@bot` too), or words."""
    if not text.startswith("/"):
        return Wrote(text, language)
    command, rest = [*text[1:].split(maxsplit=1), "", ""][:2]
    name = command.partition("@")[0].lower()
    return Started(rest.strip(), language) if name == "start" else Commanded(name, rest.strip())
