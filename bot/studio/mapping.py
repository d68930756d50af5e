"""A dialogue as the studio shows it: each step with its verb, its first words, and where each way out leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.problems import Problem
from bot.content.tree import Scalar
from bot.content.written import Book, Dialogue, Exit, Step
from bot.studio.workshop import PREFIX

_ROLES = {"si_silence": "sans réponse", "si_vide": "s'il n'y a rien", "puis": "ensuite"}
_ENDS = {"fin": "la fin", "retour": "la question d'avant"}
_UNSEEN = "repli"
"""Where people go whose step has vanished: no conversation takes this way."""


@dataclass(frozen=True, slots=True)
class Door:
    """A way out of a step: what leads there, and where it leads.

    `step` is the step of the same dialogue that it leads to, "" elsewhere; `href` the page of whatever it leads to.
    """

    said: str
    where: str
    step: str = ""
    href: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A step: `verb` as operators write it, `words` the first of its text, `problems` how many it has."""

    name: str
    verb: str
    words: str
    doors: tuple[Door, ...]
    line: int
    problems: tuple[Problem, ...] = ()


def cards(book: Book, dialogue: Dialogue, problems: Iterable[Problem] = ()) -> list[Card]:
    """Return the steps of a dialogue, in the order written."""
    here = [problem for problem in problems if problem.file == dialogue.mark.file]
    lines = [step.mark.line for step in dialogue.steps.values()] + [10**9]
    return [
        _card(book, dialogue, step, tuple(p for p in here if lines[index] <= p.line < lines[index + 1]))
        for index, step in enumerate(dialogue.steps.values())
    ]


def _card(book: Book, dialogue: Dialogue, step: Step, problems: tuple[Problem, ...]) -> Card:
    doors = tuple(_door(dialogue, step, found) for found in book.exits(dialogue, step) if found.role != _UNSEEN)
    verb = f"{step.verb} : {step.asked}" if step.asked else step.verb
    return Card(step.name, verb, words(step), doors, step.mark.line, problems)


def words(step: Step) -> str:
    """Return the first line of what a step says, "" when it says nothing."""
    return next((line.strip() for line in step.node.text("dire").splitlines() if line.strip()), "")


def _door(dialogue: Dialogue, step: Step, found: Exit) -> Door:
    said = _said(step, found)
    match found.target:
        case None:
            return Door(said, found.written, lost=True)
        case target if target.kind == "etape":
            return Door(said, target.name, target.name, f"{PREFIX}/dialogue/{dialogue.name}/{target.name}")
        case target if target.kind == "dialogue":
            return Door(said, target.name, href=f"{PREFIX}/dialogue/{target.name}")
        case target:
            return Door(said, _ENDS.get(target.kind, target.kind))


def _said(step: Step, found: Exit) -> str:
    if found.role == "si":
        return "sinon" if found.label == "sinon" else f"si {found.label}"
    if found.role == "choix":
        return found.label or "une fiche touchée"
    answers = [key.text for key, value in step.node.table("reponses") if isinstance(value, Scalar)]
    return " · ".join(answers) if found.role == "puis" and answers else _ROLES.get(found.role, found.role)
