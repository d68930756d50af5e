"""What reaches the house: a person's event, or something that a partner or Telegram did."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.events import Event
from bot.store import Timer


@dataclass(frozen=True, slots=True)
class PartnerPressed:
    """A member of a partner's group pressed a button of a request, under the message `message`."""

    verb: str
    request: str
    member: int
    name: str
    message: int


@dataclass(frozen=True, slots=True)
class GroupCalled:
    """The bot was added to a group, or somebody in it called the bot."""


@dataclass(frozen=True, slots=True)
class Left:
    """A person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that happened in `chat`.

    `update` is Telegram's number for it, 0 when it came from ourselves; `query` names the press that waits for an
    answer; `timer` is the timer that rang.
    """

    chat: int
    event: Event | PartnerPressed | GroupCalled | Left
    update: int = 0
    query: str = ""
    timer: Timer | None = None
