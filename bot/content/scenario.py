"""A conversation that must stay true, as operators write it in dialogues/scenarios/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from bot.content.complaints import fill
from bot.content.counterpart import BRINGS, DOES
from bot.content.leaves import Form, Prose, Span, one_of, some, wrong
from bot.content.problems import Problem
from bot.content.tree import Mark, Table, place
from bot.core import dates
from bot.core.callrequest import Outcome, Verb
from bot.core.territory import Point

MOVED = {
    Verb.RETIRER: "retiree",
    Verb.ROUVRIR: "relancee",
    Verb.CHANGER: "changee",
    Verb.TRANSMETTRE: "transmise",
    Verb.CONFIRMER: "confirmee",
    Verb.MANQUER: "manquee",
}
"""What a person's own move made of their request, in the word of a scenario."""

_WHEN = re.compile(r"(?:(\w+) )?(\d{1,2})(?:er)? (\w+) (\d{4}) à (\d{1,2}) ?h ?(\d{2})?")
_MONTHS = {dates.day(datetime(2026, month, 2, tzinfo=dates.PARIS)).split()[-1]: month for month in range(1, 13)}
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)")
_PARTNER = (*(name for name in DOES if name != "clot"), *(f"clot {outcome}" for outcome in Outcome))
_SENT = ("vocal", "photo", "autocollant")


def when(text: str) -> datetime:
    """Read « jeudi 26 novembre 2026 à 10h30 », Paris time; the day of the week must be right."""
    example = "écrivez par exemple « jeudi 26 novembre 2026 à 10h »"
    found = _WHEN.fullmatch(" ".join(text.lower().split()))
    if not found or found[3] not in _MONTHS:
        raise wrong("date-illisible", f"« {text} » n'est pas une date", example)
    try:
        at = datetime(
            int(found[4]), _MONTHS[found[3]], int(found[2]), int(found[5]), int(found[6] or 0), tzinfo=dates.PARIS
        )
    except ValueError:
        raise wrong("date-illisible", f"« {text} » n'existe pas", example) from None
    weekday = dates.day(at.date()).split()[0]
    if found[1] and found[1] != weekday:
        raise wrong("date-illisible", f"ce jour n'est pas un {found[1]}", f"c'est un {weekday}")
    return at


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text.strip())
    if not found:
        raise wrong("valeur-refusee", f"« {text} » n'est pas une position", "écrivez par exemple « 48.1253, -1.6563 »")
    return Point(float(found[1]), float(found[2]))


class LineForm(Form):
    """One line of a conversation: one gesture, and after `bot` the buttons it shows."""

    ecrit: str | None = None
    bot: Prose | None = None
    boutons: list[str] | None = None
    appuie: Prose | None = None
    appuie_ancien: Prose | None = None
    position: Annotated[Point, BeforeValidator(_point)] | None = None
    numero: Prose | None = None
    envoie: Annotated[str, AfterValidator(one_of(*_SENT))] | None = None
    passe: Span | None = None
    demande: Annotated[str, AfterValidator(one_of("ouverte", "aucune", *MOVED.values()))] | None = None
    partenaire: Annotated[str, AfterValidator(one_of(*_PARTNER))] | None = None
    horloge: Annotated[str, AfterValidator(one_of(*BRINGS))] | None = None


GESTURES = tuple(name for name in LineForm.model_fields if name != "boutons")


def _one_gesture(line: Any) -> Any:
    found = [name for name in GESTURES if name in line] if isinstance(line, dict) else [""]
    if len(found) != 1:
        said = "dit deux choses à la fois" if found else "ne dit pas ce qui se passe"
        raise wrong("geste-inconnu", f"cette ligne {said}", "une par tiret : " + ", ".join(GESTURES))
    if "boutons" in line and found != ["bot"]:
        raise wrong("geste-inconnu", "« boutons » ne va qu'avec « bot »", "mettez-le sous la phrase du bot")
    return line


class ScenarioForm(Form):
    """A scenario."""

    scenario: Prose
    le: Annotated[datetime, BeforeValidator(when)]
    conversation: Annotated[list[Annotated[LineForm, BeforeValidator(_one_gesture)]], BeforeValidator(some)]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a scenario: the gesture, what comes with it, the buttons expected, and its place."""

    gesture: str
    value: Any
    buttons: tuple[str, ...] | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Scenario:
    """A conversation that must stay true."""

    name: str
    file: str
    start: datetime
    lines: tuple[Line, ...]


def read(root: Table) -> tuple[Scenario | None, list[Problem]]:
    """Read a scenario; None and the problems when it cannot be."""
    form, problems = fill(ScenarioForm, root)
    if form is None:
        return None, problems
    marks = (place(root, ["conversation", index]) for index in range(len(form.conversation)))
    lines = tuple(_line(line, mark) for line, mark in zip(form.conversation, marks, strict=True))
    return Scenario(form.scenario, root.mark.file, form.le, lines), []


def _line(form: LineForm, mark: Mark) -> Line:
    gesture = next(name for name in GESTURES if getattr(form, name) is not None)
    buttons = None if form.boutons is None else tuple(form.boutons)
    return Line(gesture, getattr(form, gesture), buttons, mark)
