"""The schema of each kind of file: the form of the whole, and in it those of its steps or records."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel

from bot.content.emergencies import EmergenciesForm
from bot.content.events_form import EventForm, EventsForm
from bot.content.gazetteer import QuartierForm, QuartiersForm, Service, ServicesForm, Structure, StructuresForm
from bot.content.grammar import (
    VERBS,
    AskForm,
    BranchForm,
    ChooseForm,
    DialogueForm,
    FindForm,
    FollowForm,
    StepForm,
    TellForm,
    WordsForm,
)
from bot.content.partners import PartnerForm, PartnersForm, WatcherForm
from bot.content.scenario import GESTURES, ScenarioForm
from bot.content.schemas.described import WHOLE, said
from bot.content.schemas.forms import Schema, schema
from bot.content.schemes import SchemeForm, SchemesForm
from bot.content.slang import ExamplesForm, SpeechForm

_FORMS: dict[str, type[StepForm]] = {**VERBS, "choix": ChooseForm}
"""The form of each verb; without any of them, `dire` decides."""

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that every YAML language server reads."""


def _file(form: type[BaseModel], **inside: Schema) -> Schema:
    """Return the schema of a file; what stands under some of its keys is read by forms of its own."""
    whole = schema(form)
    for key, record in inside.items():
        under = whole["properties"][key]
        under["items" if under["type"] == "array" else "additionalProperties"] = record
    return {"$schema": DRAFT, **whole}


def _step() -> Schema:
    """Return the schema of a step: the first verb that is written decides which keys go with it."""
    chain = _start()
    for verb, form in reversed(_FORMS.items()):
        chain = {"if": {"required": [verb]}, "then": _verb(form), "else": chain}
    return {"type": "object", **chain}


def _start() -> Schema:
    """Return what may be written in a step while it has no verb: `dire` and what goes with it, or any verb."""
    begun = schema(TellForm)
    verbs = {verb: {"description": said(form, WHOLE)} for verb, form in _FORMS.items()}
    return {**begun, "description": said(StepForm, WHOLE), "properties": {**begun["properties"], **verbs}}


def _verb(form: type[StepForm]) -> Schema:
    """Return the schema of the steps of a verb, and what it asks beyond its keys."""
    found = schema(form)
    if form is BranchForm:
        found["properties"]["si"]["required"] = ["sinon"]
    if form in _TOGETHER:
        key, value, other = _TOGETHER[form]
        chosen = {"properties": {key: {"const": value}}, "required": [key]}
        found |= {"if": chosen, "then": {"required": [other]}, "else": {"properties": {other: False}}}
    return found


_TOGETHER: dict[type[StepForm], tuple[str, str, str]] = {
    AskForm: ("demander", "choix", "reponses"),
    FollowForm: ("suivre", "changer", "avec"),
    FindForm: ("chercher", "services", "parmi"),
}
"""A key of which one value goes with another key, and no other value does."""


def _dialogue() -> Schema:
    return _file(DialogueForm, etapes=_step())


def _scenario() -> Schema:
    """Return the schema of a scenario: each line is one gesture, and buttons are those of a message."""
    whole = _file(ScenarioForm)
    line = whole["properties"]["conversation"]["items"]
    pressed = line["properties"]["appuie"]
    label = {**pressed["properties"]["bouton"], "description": pressed["description"]}
    line["properties"]["appuie"] = {"description": pressed["description"], "anyOf": [label, pressed]}
    line |= {"oneOf": [{"required": [gesture]} for gesture in GESTURES], "dependencies": {"boutons": ["bot"]}}
    return whole


def _partners() -> Schema:
    return _file(PartnersForm, partenaires=schema(PartnerForm), coordination=schema(WatcherForm))


FILES: dict[str, Callable[[], Schema]] = {
    "dialogue": _dialogue,
    "scenario": _scenario,
    "mots": lambda: _file(WordsForm),
    "urgence": lambda: _file(EmergenciesForm),
    "parler_jeune": lambda: _file(SpeechForm),
    "exemples": lambda: _file(ExamplesForm),
    "quartiers": lambda: _file(QuartiersForm, quartiers=schema(QuartierForm)),
    "structures": lambda: _file(StructuresForm, structures=schema(Structure)),
    "services": lambda: _file(ServicesForm, services=schema(Service)),
    "partenaires": _partners,
    "dispositifs": lambda: _file(SchemesForm, dispositifs=schema(SchemeForm)),
    "evenements": lambda: _file(EventsForm, evenements=schema(EventForm)),
}
"""How the schema of each kind of file is made, by the name of the file; all dialogues share one, all scenarios too."""
