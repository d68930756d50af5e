"""Where one person stands in the dialogues, and its versioned JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

VERSION = 1
MAX_ANSWERS = 4_096
"""Bytes of answers that a session keeps; beyond them the longest of the older ones gives way."""

Kind = Literal["etape", "dialogue", "fin", "retour", "valeur", "position"]


class Option(NamedTuple):
    """A choice as it was offered: its label, and where it leads (`etape`, …) or what it means (`valeur`)."""

    label: str
    kind: Kind
    name: str = ""


class Frame(NamedTuple):
    """One open dialogue: its current step, that step's mark, where to go if the step vanishes, and the way back."""

    dialogue: str
    step: str
    mark: str = ""
    fallback: str = ""
    interrupts: bool = False
    trail: tuple[str, ...] = ()


class Consent(NamedTuple):
    """Proof of an agreement: to which partner, for a call until when, in which words, and when it was given."""

    partner: str
    due: datetime
    wording: str
    at: datetime


class Case(NamedTuple):
    """The person's call request while a partner has it."""

    partner: str
    due: datetime
    taken: bool = False


class NewerSession(ValueError):
    """The session was written by a newer version of the bot; it holds nothing of what it says."""


@dataclass(frozen=True, slots=True)
class Session:
    """A person's place in the dialogues; `screen` numbers what was last asked, so that older buttons are known."""

    stack: tuple[Frame, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    screen: int = 0
    offered: tuple[Option, ...] = ()
    pressed: str = ""
    quartier: str | None = None
    place: str = ""
    language: str = "fr"
    keyboard: bool = False
    lost: int = 0
    offer: tuple[str, datetime] | None = None
    consent: Consent | None = None
    case: Case | None = None

    def with_answer(self, name: str, value: str) -> Session:
        """Keep an answer under its step's name."""
        answers = {**self.answers, name: value}
        while len(answers) > 1 and len(json.dumps(answers, ensure_ascii=False).encode()) > MAX_ANSWERS:
            del answers[max((other for other in answers if other != name), key=lambda other: len(answers[other]))]
        return replace(self, answers=answers)

    def to_json(self) -> str:
        """Return the session as one line of JSON that names its version."""
        return json.dumps(
            [VERSION, {name: value for name in self.__slots__ if (value := getattr(self, name)) != _EMPTY[name]}],
            ensure_ascii=False,
            separators=(",", ":"),
            default=_plain,
        )

    @classmethod
    def from_json(cls, text: str) -> Session:
        """Read what `to_json` wrote, in this version or an older one.

        Raises `NewerSession` for a version from the future and `ValueError` for anything else.
        """
        try:
            version, data = json.loads(text)
            if version > VERSION:
                raise NewerSession(f"session version {version}, this bot reads up to {VERSION}")
            return cls(**{name: _READ.get(name, _same)(value) for name, value in data.items()})
        except (TypeError, LookupError, AttributeError):
            raise ValueError("not a session") from None


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a session holds no {type(value).__name__}")


def _same(value: Any) -> Any:
    return value


def _frames(rows: list[list[Any]]) -> tuple[Frame, ...]:
    return tuple(Frame._make((*row[:-1], tuple(row[-1]))) for row in rows)


def _consent(row: list[str]) -> Consent:
    partner, due, wording, at = row
    return Consent(partner, datetime.fromisoformat(due), wording, datetime.fromisoformat(at))


_EMPTY: dict[str, Any] = {f.name: {} if f.name == "answers" else f.default for f in fields(Session)}
"""What is left out of the JSON, to keep sessions short."""

_READ: dict[str, Any] = {
    "stack": _frames,
    "offered": lambda rows: tuple(Option(*row) for row in rows),
    "offer": lambda row: (row[0], datetime.fromisoformat(row[1])),
    "consent": _consent,
    "case": lambda row: Case(row[0], datetime.fromisoformat(row[1]), row[2]),
}
