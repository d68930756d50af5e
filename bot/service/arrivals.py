"""What reaches the house: a person's event, or something that a partner, the clock or Telegram did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.core.callrequest import Verb
from bot.core.events import Event
from bot.store import Timer


class Answer(NamedTuple):
    """What to show whoever acted; `done` is False when nothing was done."""

    text: str
    done: bool = True


@dataclass(frozen=True, slots=True)
class PartnerPressed:
    """Someone pressed a button of a request on Telegram, under the message `message`."""

    verb: str
    request: str
    member: int
    message: int


@dataclass(frozen=True, slots=True)
class PartnerActed:
    """A declared person moved a request; `message` is the one, in the chat of the arrival, that shows it."""

    request: str
    verb: Verb
    person: str
    outcome: str = ""
    reason: str = ""
    message: int | None = None


@dataclass(frozen=True, slots=True)
class RungDue:
    """The ladder of a request is to be looked at."""

    request: str


@dataclass(frozen=True, slots=True)
class GroupCalled:
    """The bot was added to a group, or somebody in it called the bot."""


@dataclass(frozen=True, slots=True)
class Left:
    """A person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that happened in `chat`, which is 0 when it happened in no chat of Telegram.

    `update` is Telegram's number for it, 0 when it came from ourselves; `query` names the press that waits for an
    answer; `timer` is the timer that rang.
    """

    chat: int
    event: Event | PartnerPressed | PartnerActed | RungDue | GroupCalled | Left
    update: int = 0
    query: str = ""
    timer: Timer | None = None
