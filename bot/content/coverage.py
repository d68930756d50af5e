"""What the scenarios visit of the dialogues: how much of each, and where the steps are that none visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bot.content.replay import Outcome
from bot.content.tree import Mark
from bot.content.written import Book
from bot.core.flow import EMERGENCY, EMERGENCY_HELP
from bot.core.playbook import Playbook


class Unvisited(NamedTuple):
    """A step that no scenario visits, and where it is written; line 0 when that is not known."""

    step: str
    file: str
    line: int


class Coverage(NamedTuple):
    """How much of a dialogue the scenarios visit."""

    dialogue: str
    steps: int
    unvisited: tuple[Unvisited, ...]

    @property
    def percent(self) -> int:
        """Return the part of its steps that is visited, rounded down: 100 only when all are."""
        return 100 * (self.steps - len(self.unvisited)) // self.steps

    def to_json(self) -> dict[str, Any]:
        """Return it as a machine reads it."""
        return {**self._asdict(), "percent": self.percent, "unvisited": [one._asdict() for one in self.unvisited]}


def places(book: Book) -> dict[str, Mark]:
    """Return where each step is written, by its name as `dialogue.etape`; an emergency is two steps."""
    helps = {f"{EMERGENCY}.{way}{name}": record.key for name, record in book.emergencies.items()
             for way in ("", EMERGENCY_HELP)}  # fmt: skip
    ends = {f"{EMERGENCY}.{entry.key.text}": entry.key.mark for entry in book.care_question.entries}
    return {f"{dialogue.name}.{step.name}": step.mark for dialogue, step in book.steps} | ends | helps


def unvisited(playbook: Playbook, outcomes: Iterable[Outcome]) -> list[str]:
    """Return the steps that no scenario visits, as `dialogue.etape`, in the order written."""
    seen = {spot for outcome in outcomes for spot in outcome.visited}
    spots = [f"{flow.name}.{step}" for flow in playbook.flows.values() for step in flow.steps]
    return [spot for spot in spots if spot not in seen]


def coverage(playbook: Playbook, written: Mapping[str, Mark], outcomes: Iterable[Outcome]) -> tuple[Coverage, ...]:
    """Return what is visited of each dialogue; `written` is what `places` found."""
    missing = dict.fromkeys(unvisited(playbook, outcomes))
    return tuple(
        Coverage(
            flow.name,
            len(flow.steps),
            tuple(_unvisited(step, written.get(f"{flow.name}.{step}")) for step in flow.steps
                  if f"{flow.name}.{step}" in missing),
        )
        for flow in playbook.flows.values()
    )  # fmt: skip


def _unvisited(step: str, mark: Mark | None) -> Unvisited:
    return Unvisited(step, mark.file, mark.line) if mark else Unvisited(step, "", 0)
