"""What operators wrote, well formed but not yet checked: each value still knows its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from bot.content.emergencies import EmergenciesForm, EmergencyForm
from bot.content.events_form import EventForm
from bot.content.gazetteer import QuartierForm, Service, Structure
from bot.content.grammar import AskForm, DialogueForm, StepForm
from bot.content.imports.official import Official
from bot.content.partners import PartnerForm, WatcherForm
from bot.content.schemes import SchemeForm
from bot.content.slang import ExamplesForm, SpeechForm
from bot.content.translation.file import Translation
from bot.content.tree import Entry, Mark, Scalar, Table
from bot.core.callrequest import Verb
from bot.core.flow import FIN, Target

T = TypeVar("T")

WAITS = frozenset({"choix", "demander", "accord"})
"""The verbs of steps that always wait, once what they ask is not known; `chercher` waits when it has choices."""


class Exit(NamedTuple):
    """One way out of a step: the key it is written under, where it leads (None: nowhere), its place and its label."""

    role: str
    target: Target | None
    mark: Mark
    written: str
    label: str = ""


@dataclass(frozen=True)
class Step:
    """A step as written."""

    name: str
    verb: str
    form: StepForm
    node: Table
    key: Scalar

    @property
    def mark(self) -> Mark:
        """Return the place of its name."""
        return self.key.mark

    @property
    def waits(self) -> bool:
        """Return whether it can wait for the person."""
        return self.verb in WAITS or (self.verb == "chercher" and any(map(self.node.entry, ("choix", "bouton"))))

    @property
    def asked(self) -> str:
        """Return the kind of answer it asks for, empty when it asks for none."""
        return self.form.demander if isinstance(self.form, AskForm) else ""

    @cached_property
    def texts(self) -> tuple[tuple[str, Scalar], ...]:
        """Return the texts it says, each with its key."""
        return tuple(self.node.scalars("dire", "fiche", "bouton"))

    @cached_property
    def hands_over(self) -> tuple[Scalar, ...]:
        """Return the names of the answers that it hands over, and so erases."""
        named = (node for key in ("demande", "avec", "deposer") for node in self.node.items(key))
        return tuple(name for name in named if isinstance(name, Scalar))

    @property
    def needs_agreement(self) -> bool:
        """Return whether it gives what was handed over to someone."""
        return self.verb == "demande" or self.node.text("suivre") == Verb.TRANSMETTRE

    @property
    def conditions(self) -> tuple[Scalar, ...]:
        """Return the conditions of its `si`."""
        return tuple(entry.key for entry in self.node.table("si") if entry.key.text != "sinon")

    @cached_property
    def labels(self) -> tuple[Scalar, ...]:
        """Return the labels of its buttons: the answers first, then the choices."""
        return tuple(entry.key for kind in ("reponses", "choix") for entry in self.node.table(kind))


@dataclass(frozen=True)
class Dialogue:
    """A dialogue as written. `names` has all its steps, those that could not be read too."""

    name: str
    form: DialogueForm
    node: Table
    steps: Mapping[str, Step]
    names: frozenset[str]

    @property
    def mark(self) -> Mark:
        """Return the place of its name."""
        return self.node.key_mark("dialogue")

    @property
    def first(self) -> Step:
        """Return the step where it begins."""
        return next(iter(self.steps.values()))

    def below(self, step: Step) -> Target:
        """Return where a step without `puis` goes on to: the step written below, the end after the last."""
        return Target("", "etape", self._below[step.name]) if step.name in self._below else FIN

    @cached_property
    def _below(self) -> Mapping[str, str]:
        return dict(pairwise(self.steps))


@dataclass(frozen=True)
class Record(Generic[T]):
    """A record of data/ as written."""

    form: T
    node: Table
    key: Mark


@dataclass(frozen=True)
class Book:
    """Everything as written. `names` and the `…_names` have those that could not be read too."""

    dialogues: Mapping[str, Dialogue] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    sentences: tuple[tuple[str, str, Scalar], ...] = ()
    """The sentences of mots.yaml: whose, which, and its text."""
    emergencies: Mapping[str, Record[EmergencyForm]] = field(default_factory=dict)
    care: Record[EmergenciesForm] | None = None
    """All of urgence.yaml: with the emergencies, the question asked before helping and the manners of speaking."""
    speech: Record[SpeechForm] | None = None
    """parler_jeune.yaml, which one may do without."""
    examples: Mapping[str, Record[ExamplesForm]] = field(default_factory=dict)
    """What is said of each dialogue, by the name of the file."""
    quartiers: Mapping[str, Record[QuartierForm]] = field(default_factory=dict)
    structures: tuple[Record[Structure], ...] = ()
    services: tuple[Record[Service], ...] = ()
    partners: Mapping[str, Record[PartnerForm]] = field(default_factory=dict)
    coordination: Mapping[str, Record[WatcherForm]] = field(default_factory=dict)
    watchers: tuple[Entry, ...] = ()
    """The people of `coordination` as written, those that could not be read too."""
    schemes: Mapping[str, Record[SchemeForm]] = field(default_factory=dict)
    events: Mapping[str, Record[EventForm]] = field(default_factory=dict)
    quartier_names: frozenset[str] = frozenset()
    partner_names: frozenset[str] = frozenset()
    structure_names: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    """The files of data/ with records that are not known even by name: nobody who names one can be accused."""
    official: Official = field(default_factory=Official)
    """What was imported; a record written by hand with the same id wins."""
    languages: Mapping[str, Translation] = field(default_factory=dict)
    """What is said in other languages, by their codes."""
    folder: str = "dialogues"
    today: date | None = None
    """The day by which old facts are told; None when nobody asks."""
    _seen: dict[int, tuple[Exit, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The exits of the steps that somebody asked about: many rules do."""

    @cached_property
    def steps(self) -> tuple[tuple[Dialogue, Step], ...]:
        """Return every step with its dialogue, in the order written."""
        return tuple((dialogue, step) for dialogue in self.dialogues.values() for step in dialogue.steps.values())

    @cached_property
    def answers(self) -> frozenset[str]:
        """Return the names under which answers are kept."""
        kept = (step.name for _, step in self.steps if step.asked not in ("", "quartier", "langue"))
        return frozenset(kept) | self.unread

    @cached_property
    def unread(self) -> frozenset[str]:
        """Return the names of steps that could not be read, each of which may ask for something."""
        return frozenset(name for dialogue in self.dialogues.values() for name in dialogue.names - set(dialogue.steps))

    @property
    def care_question(self) -> Table:
        """Return the question asked before helping, as written; empty when there is none."""
        found = self.care.node.entry("question") if self.care else None
        return found.value if found and isinstance(found.value, Table) else Table((), Mark(""))

    @property
    def blind(self) -> bool:
        """Return whether some dialogue could not be read at all."""
        return self.names != set(self.dialogues)

    def target(self, dialogue: Dialogue, name: str) -> Target | None:
        """Return what a target means here: a step of this dialogue, else a dialogue, else an ending."""
        if name in dialogue.names:
            return Target("", "etape", name)
        if name in self.names:
            return Target("", "dialogue", name)
        match name:
            case "fin":
                return FIN
            case "retour":
                return Target("", "retour")
            case _:
                return None

    def exits(self, dialogue: Dialogue, step: Step) -> tuple[Exit, ...]:
        """Return the ways out of a step, in the order written; a step that goes on says so even without `puis`."""
        if id(step) not in self._seen:
            self._seen[id(step)] = tuple(self._exits(dialogue, step))
        return self._seen[id(step)]

    def _exits(self, dialogue: Dialogue, step: Step) -> Iterator[Exit]:
        for role in ("choix", "si"):
            for key, value in step.node.table(role):
                if isinstance(value, Scalar):
                    yield Exit(role, self.target(dialogue, value.text), value.mark, value.text, key.text)
        for role, scalar in self._singles(step):
            yield Exit(role, self.target(dialogue, scalar.text), scalar.mark, scalar.text)
        if "puis" in type(step.form).model_fields and not step.node.entry("puis") and not self._stays(step):
            yield Exit(self._onward(step), dialogue.below(step), step.mark, "")

    @staticmethod
    def _singles(step: Step) -> Iterator[tuple[str, Scalar]]:
        for role, scalar in step.node.scalars("puis", "si_vide", "repli"):
            yield Book._onward(step) if role == "puis" else role, scalar
        for key, value in step.node.table("si_silence"):
            if key.text == "aller" and isinstance(value, Scalar):
                yield "si_silence", value

    @staticmethod
    def _onward(step: Step) -> str:
        """Return the key of going on: pressing a thing found is a choice like any other."""
        return "choix" if step.node.entry("bouton") else "puis"

    @staticmethod
    def _stays(step: Step) -> bool:
        """Return whether nothing is below: a list without `bouton` waits for a choice, an erasure of all ends there."""
        listed = step.verb == "chercher" and step.waits and not step.node.entry("bouton")
        return listed or step.node.text("effacer") == "tout"
