"""A conversation that must stay true, as operators write it in dialogues/scenarios/."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from bot.content import wording
from bot.content.complaints import fill
from bot.content.counterpart import BRINGS, DOES
from bot.content.leaves import Form, Prose, Span, one_of, shape, some, wrong
from bot.content.player import Delivery
from bot.content.problems import Problem, meant
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
_STEP = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")


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


def _step(text: str) -> str:
    if not _STEP.fullmatch(text):
        raise wrong("valeur-refusee", f"« {text} » n'est pas une étape", "écrivez par exemple « rappel/prenom »")
    return text


def _readable(text: str) -> str:
    for fault in wording.read_text(text).faults:
        raise wrong(fault.code, fault.message, fault.fix)
    return text


class PressForm(Form):
    """A button, and which message shows it: the first, the second… of those with buttons."""

    bouton: Prose
    du_message: Annotated[int, Field(ge=1)] | None = None


def _button(value: Any) -> Any:
    return {"bouton": value} if isinstance(value, str) else value


Yes = Annotated[str, AfterValidator(one_of("oui"))]
Step = Annotated[str, AfterValidator(_step), shape(f"^{_STEP.pattern}$")]
NewText = Annotated[Prose, AfterValidator(_readable)]


class LineForm(Form):
    """One line of a conversation: one gesture, whose it is, and after `bot` the buttons it shows."""

    qui: Prose | None = None
    ecrit: str | None = None
    bot: Prose | None = None
    boutons: list[str] | None = None
    appuie: Annotated[PressForm, BeforeValidator(_button)] | None = None
    appuie_ancien: Prose | None = None
    position: Annotated[Point, BeforeValidator(_point)] | None = None
    numero: Prose | None = None
    envoie: Annotated[str, AfterValidator(one_of(*_SENT))] | None = None
    passe: Span | None = None
    le: Annotated[datetime, BeforeValidator(when)] | None = None
    silence: Yes | None = None
    demande: Annotated[str, AfterValidator(one_of("ouverte", "aucune", *MOVED.values()))] | None = None
    partenaire: Annotated[str, AfterValidator(one_of(*_PARTNER))] | None = None
    horloge: Annotated[str, AfterValidator(one_of(*BRINGS))] | None = None
    livraison: Annotated[str, AfterValidator(one_of(*Delivery))] | None = None
    redemarre: Yes | None = None
    publie: Annotated[dict[Step, NewText], BeforeValidator(some)] | None = None
    supprime: Step | None = None


GESTURES = tuple(name for name in LineForm.model_fields if name not in ("qui", "boutons"))


def _one_gesture(line: Any) -> Any:
    found = [name for name in GESTURES if name in line] if isinstance(line, dict) else [""]
    if not found and (unknown := next((name for name in line if name not in LineForm.model_fields), "")):
        every = "gestes possibles : " + ", ".join(GESTURES)
        raise wrong("geste-inconnu", f"le geste « {unknown} » n'existe pas", meant(unknown, GESTURES) or every)
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


class Press(NamedTuple):
    """A button of one message, counted from 1 among those with buttons."""

    label: str
    message: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a scenario: the gesture, what comes with it, the buttons expected, its place, and whose it is.

    `written` is the line where the gesture stands, as one reads it.
    """

    gesture: str
    value: Any
    buttons: tuple[str, ...] | None
    mark: Mark
    who: str = ""
    written: str = ""


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
    lines = tuple(_line(line, root, index) for index, line in enumerate(form.conversation))
    return Scenario(form.scenario, root.mark.file, form.le, lines), []


def _line(form: LineForm, root: Table, index: int) -> Line:
    gesture = next(name for name in GESTURES if getattr(form, name) is not None)
    buttons = None if form.boutons is None else tuple(form.boutons)
    written = place(root, ["conversation", index, gesture]).source_line.strip().removeprefix("- ")
    mark = place(root, ["conversation", index])
    return Line(gesture, _value(getattr(form, gesture)), buttons, mark, form.qui or "", written)


def _value(said: Any) -> Any:
    """Return what comes with a gesture; a button of whichever message is its label alone."""
    if isinstance(said, PressForm):
        return Press(said.bouton, said.du_message) if said.du_message else said.bouton
    return said
