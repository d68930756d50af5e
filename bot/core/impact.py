"""What a new version does to those who are in the middle of a conversation: how many, at which steps, in what words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.core.playbook import Playbook
from bot.core.session import Session


class Fate(StrEnum):
    """What becomes of the step where someone waits."""

    CHANGED = "modifiée"
    GONE = "disparue"


class Touched(NamedTuple):
    """A step where someone waits that is no longer written as they read it, and how many wait there."""

    dialogue: str
    step: str
    fate: Fate
    people: int


@dataclass(frozen=True, slots=True)
class Impact:
    """How many are in conversation, and the steps whose people will see a difference; never who they are.

    `said` is the sentence that people will read for each fate, in French.
    """

    people: int
    touched: tuple[Touched, ...]
    said: dict[Fate, str]

    def at(self, fate: Fate) -> int:
        """Return how many wait at a step of this fate."""
        return sum(touched.people for touched in self.touched if touched.fate is fate)

    @property
    def untouched(self) -> int:
        """Return how many will see no difference."""
        return self.people - sum(touched.people for touched in self.touched)

    def headline(self) -> str:
        """Return it in one sentence."""
        if not self.people:
            return "Personne n'est en conversation."
        parts = [f"{self.untouched} sans effet"]
        parts += [f"{self.at(fate)} sur une étape {fate}" for fate in Fate if self.at(fate)]
        return f"{_people(self.people)} en conversation : {', '.join(parts)}."

    def lines(self) -> list[str]:
        """Return the sentence, then what people of each fate will read, and the steps where they wait."""
        lines = [self.headline()]
        for fate in Fate:
            steps = [touched for touched in self.touched if touched.fate is fate]
            if steps:
                reads = "Elle verra" if self.at(fate) == 1 else "Elles verront"
                lines.append(f"Étape {fate}. {reads} : « {self.said[fate]} »")
                lines += [f"  {one.dialogue}.{one.step} : {_people(one.people)}" for one in steps]
        return lines


def impact(sessions: Iterable[Session], playbook: Playbook) -> Impact:
    """Return what `playbook` does to these people, were it played from now on."""
    words = playbook.words
    said = {Fate.CHANGED: words.etape_changee({}).strip(), Fate.GONE: words.etape_disparue({}).strip()}
    under_way = [session for session in sessions if session.stack]
    found = Counter(where for session in under_way if (where := _where(session, playbook)))
    touched = (Touched(*where, people) for where, people in found.items())
    return Impact(len(under_way), tuple(sorted(touched, key=lambda one: (-one.people, one[:2]))), said)


def _where(session: Session, playbook: Playbook) -> tuple[str, str, Fate] | None:
    """Return the step that someone waits at or will come back to, and its fate; None when they see no difference."""
    top, *below = reversed(session.stack)
    for frame in (top, *below):
        flow = playbook.flows.get(frame.dialogue)
        step = flow.steps.get(frame.step) if flow else None
        if step is None and frame.step:
            return frame.dialogue, frame.step, Fate.GONE
        if step and frame is top and step.mark != frame.mark:
            return frame.dialogue, frame.step, Fate.CHANGED
    return None


def _people(number: int) -> str:
    return f"{number} personne{'s' * (number > 1)}"
