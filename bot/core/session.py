"""Where one person stands in the dialogues, and its versioned JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

VERSION = 1
MAX_ANSWERS = 4_096
"""Bytes of answers that a session keeps; beyond them the longest of the older ones gives way."""

TAKEN = ("prise", "manquee")
"""What a request is called while someone has taken it."""
OVER = ("close", "expiree")
"""What it is called once nothing more comes of it."""

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


class Offered(NamedTuple):
    """The promise on screen: who would call, before when, and why they were chosen, in words."""

    partner: str
    due: datetime
    reason: str = ""


class Case(NamedTuple):
    """The person's call request as they were last told of it.

    `status` is the word that texts know as `demande`; `tried` are the partners who had it before; `missed` counts the
    calls that rang in vain; `member`, `number`, `outcome` and `wish` say who took it, from which number they call, how
    it ended, and when the person prefers to be called.
    """

    partner: str
    due: datetime
    status: str = "ouverte"
    member: str = ""
    tried: tuple[str, ...] = ()
    missed: int = 0
    number: str = ""
    outcome: str = ""
    wish: str = ""
    theme: str = ""
    quartier: str | None = None

    @property
    def alive(self) -> bool:
        """Return whether something may still come of it."""
        return self.status not in OVER

    @property
    def taken(self) -> bool:
        """Return whether someone works on it."""
        return self.status in TAKEN


class NewerSession(ValueError):
    """The session was written by a newer version of the bot; it holds nothing of what it says."""


@dataclass(frozen=True, slots=True)
class Session:
    """A person's place in the dialogues; `screen` numbers what was last asked, so that older buttons are known.

    `language` is the one they chose, spoken by the bot or only by partners; `proposed` are those proposed to them.
    """

    stack: tuple[Frame, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    screen: int = 0
    offered: tuple[Option, ...] = ()
    pressed: str = ""
    quartier: str | None = None
    place: str = ""
    language: str = "fr"
    proposed: tuple[str, ...] = ()
    keyboard: bool = False
    lost: int = 0
    offer: Offered | None = None
    consent: Consent | None = None
    case: Case | None = None

    @property
    def living_case(self) -> Case | None:
        """The person's call request, while something may still come of it."""
        return self.case if self.case and self.case.alive else None

    def with_answer(self, name: str, value: str) -> Session:
        """Keep an answer under its step's name."""
        answers = {**self.answers, name: value}
        while len(answers) > 1 and len(json.dumps(answers, ensure_ascii=False).encode()) > MAX_ANSWERS:
            del answers[max((other for other in answers if other != name), key=lambda other: len(answers[other]))]
        return replace(self, answers=answers)

    def given(self, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the answers of these names that are known, to be handed over."""
        return tuple((name, self.answers[name]) for name in names if name in self.answers)

    def without(self, names: Sequence[str]) -> Session:
        """Keep none of these answers."""
        return replace(self, answers={name: kept for name, kept in self.answers.items() if name not in names})

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


def _case(row: list[Any]) -> Case:
    """Read a case; an older version only knew whether it was taken."""
    partner, due, status, *more = row
    if isinstance(status, bool):
        status = "prise" if status else "ouverte"
    case = Case(partner, datetime.fromisoformat(due), status, *more)
    return case._replace(tried=tuple(case.tried))


_EMPTY: dict[str, Any] = {f.name: {} if f.name == "answers" else f.default for f in fields(Session)}
"""What is left out of the JSON, to keep sessions short."""

_READ: dict[str, Any] = {
    "stack": _frames,
    "offered": lambda rows: tuple(Option(*row) for row in rows),
    "offer": lambda row: Offered(row[0], datetime.fromisoformat(row[1]), *row[2:]),
    "consent": _consent,
    "case": _case,
    "proposed": tuple,
}
