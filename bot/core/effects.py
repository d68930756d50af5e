"""What must go out, in the imperative: a turn's effects, in the order they happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.callrequest import Verb
from bot.core.session import Consent


class Keyboard(StrEnum):
    """What the keyboard under the text field becomes."""

    SAME = "same"
    LOCATION = "location"
    PHONE = "phone"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data` comes back in `Pressed`, unless `url` is an address that it opens instead."""

    label: str
    data: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A small text file that goes with a message, such as an appointment for the phone's calendar."""

    name: str
    mime: str
    body: str


@dataclass(frozen=True, slots=True)
class Say:
    """Say `text` to the person; in place of message `replaces` where that reads better.

    The text carries bold as the marks of `core.markup`, nothing else. With a keyboard that asks for a position or
    a number, the first button is the one that shares it and the others are plain keys of that keyboard.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    keyboard: Keyboard = Keyboard.SAME
    replaces: int | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A few words shown over the chat in answer to a press; best effort, at most 200 characters."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Hand the person's call request to the partner they agreed to.

    `place` is the poster that they came from; `reason` says in words why this partner was proposed.
    """

    partner: str
    due: datetime
    theme: str
    quartier: str
    fields: tuple[tuple[str, str], ...]
    consent: Consent
    language: str = "fr"
    place: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """Move the person's call request by one of their own verbs.

    `fields` are the answers that replace what was handed over; `partner` and `due` who answers for it from now on and
    until when, where the move makes a new promise; handing it to someone else takes the `consent` to exactly them.
    """

    verb: Verb
    fields: tuple[tuple[str, str], ...] = ()
    consent: Consent | None = None
    partner: str = ""
    due: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawRequests:
    """Take back every request of this person that is still alive."""


@dataclass(frozen=True, slots=True)
class KeepIdea:
    """Keep words for the operators, with their day and nothing else of whoever wrote them."""

    text: str


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Wake this conversation at `due` with `Rang(name, body)`; the same name replaces."""

    name: str
    due: datetime
    body: str = ""


@dataclass(frozen=True, slots=True)
class CancelTimers:
    """Forget every timer of this person."""


@dataclass(frozen=True, slots=True)
class Count:
    """One more of `what`, for the bilan; never carries a word of a person's."""

    what: str


Effect = Say | Hint | OpenRequest | MoveRequest | WithdrawRequests | KeepIdea | SetTimer | CancelTimers | Count
