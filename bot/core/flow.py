"""What a dialogue is once it is loaded: steps that can be walked, every target known to exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.core.callrequest import Verb
from bot.core.session import Option

ROOT = "menu"
"""The dialogue that everything comes back to; entering it leaves every other."""
WELCOME = "bonjour"
"""The dialogue that Start enters."""
STOP = "stop"
"""The dialogue that is heard before everything else."""
EMERGENCY = "urgence"
"""The dialogue that asks before helping: each emergency has a step there that asks, by its name, and one that helps."""
EMERGENCY_HELP = "aide_"
"""What the name of a step that helps begins with; that of its emergency follows."""
CALL = "rappel"
"""The dialogue that asks for a call, which nobody who refuses one is led into."""
LOST, LOST_AGAIN = "perdu", "quelqu_un"
"""The dialogue of someone who was not understood twice in a row, and its step from the third time on."""
HELP = "aide"
"""The dialogue of `/help`, which Telegram asks of every bot."""
LANGUAGES = "langue"
"""The dialogue that begins by asking in which language to go on."""
FOLLOWING = "suivi"
"""The dialogue that tells of a call request; its steps named after news are entered when these come."""

Context = Mapping[str, Any]
Text = Callable[[Context], str]
"""A compiled text: takes what is known, returns what is said."""
Condition = Callable[[Context], bool]

Target = Option
"""Where to go next: an `Option` whose label is empty."""

FIN = Target("", "fin")


class Asked(StrEnum):
    """What `demander` can ask for."""

    TEXTE = "texte"
    PRENOM = "prenom"
    AGE = "age"
    TELEPHONE = "telephone"
    DATE = "date"
    QUARTIER = "quartier"
    CRENEAU = "creneau"
    OUI_NON = "oui_non"
    CHOIX = "choix"
    LANGUE = "langue"


@dataclass(frozen=True, slots=True)
class Silence:
    """A timeout is one more exit: after `delay` without a word, go to `target`."""

    delay: timedelta
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What every step has: a name, the mark of what it says, and where its people go if it vanishes."""

    name: str
    mark: str
    fallback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell(_Step):
    """`dire` alone: say it and go on."""

    text: Text
    then: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(_Step):
    """`dire` and `choix`: say it and wait for one of the choices."""

    text: Text
    options: tuple[Option, ...]
    silence: Silence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(_Step):
    """`demander`: wait for an answer of a kind, kept under the step's name."""

    text: Text
    asked: Asked
    options: tuple[Option, ...]
    then: Target
    silence: Silence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agree(_Step):
    """`accord`: wait for a choice, of which `yes` (its label) is a consent to the partner on offer."""

    text: Text
    yes: str
    options: tuple[Option, ...]
    nobody: Target
    silence: Silence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(_Step):
    """`demande`: hand over the answers named in `fields` as a call request, then say it."""

    fields: tuple[str, ...]
    text: Text
    then: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow(_Step):
    """`suivre`: move the call request by one of the person's verbs, handing over `fields`, then say it.

    `empty` is where to go when there is no request that this verb may move.
    """

    verb: Verb
    fields: tuple[str, ...]
    text: Text
    empty: Target
    then: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Find(_Step):
    """`chercher`: say `text` and a `card` for each thing found; wait if there are options.

    With a `label`, each thing found has a button, above the options, that chooses it and goes on. Services are looked
    for by their `kinds`.
    """

    what: str
    text: Text
    card: Text
    empty: Target
    options: tuple[Option, ...]
    then: Target
    silence: Silence | None = None
    label: Text | None = None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(_Step):
    """`si`: the first condition that holds decides."""

    cases: tuple[tuple[Condition, Target], ...]
    otherwise: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(_Step):
    """`rappeler`: promise to write `card` at `when` about the first thing found of `what`, and say so."""

    when: str
    text: Text
    card: Text
    empty: Target
    then: Target
    what: str = "permanences"


class Sent(StrEnum):
    """What `envoyer` can send of an appointment."""

    AGENDA = "agenda"
    CARTE = "carte"


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(_Step):
    """`envoyer`: say `text` with a file for the calendar, or a link to a map, of the first thing found of `what`."""

    sent: Sent
    what: str
    text: Text
    empty: Target
    then: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(_Step):
    """`deposer`: leave the answers named in `fields` with the operators, without their author, then say it."""

    fields: tuple[str, ...]
    text: Text
    then: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget(_Step):
    """`effacer`: reminders only, or everything; the text is said in both cases."""

    everything: bool
    text: Text
    then: Target


Step = Tell | Choose | Ask | Agree | Submit | Follow | Find | Branch | Remind | Send | Deposit | Forget
Waiting = Choose | Ask | Agree | Find


@dataclass(frozen=True, slots=True)
class Flow:
    """A dialogue: its steps by name in the order written, and the phrases that lead to it."""

    name: str
    title: str
    steps: Mapping[str, Step]
    phrases: tuple[str, ...] = ()
    command: str = ""
    """What Telegram's command menu says of it; empty when it is no command."""

    @property
    def first(self) -> str:
        """The name of the step where the dialogue begins."""
        return next(iter(self.steps))


@dataclass(frozen=True, slots=True)
class Emergency:
    """Words that call for help at once, and what to say then; words that are `near` call for a question first.

    By the `examples` of what people say of it, it is known again in words that nobody wrote; sooner where it is
    `vital`: it may cost a life.
    """

    name: str
    phrases: tuple[str, ...]
    text: str
    near: tuple[str, ...] = ()
    language: str = "fr"
    examples: tuple[str, ...] = ()
    vital: bool = False
