"""From the trees of files to what is written in them; what does not fit its form becomes problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from bot.content.complaints import fill
from bot.content.emergencies import EmergenciesForm, EmergencyForm
from bot.content.events_form import EventForm, EventsForm
from bot.content.gazetteer import (
    QuartierForm,
    QuartiersForm,
    Service,
    ServicesForm,
    Structure,
    StructuresForm,
)
from bot.content.grammar import (
    SPOKEN,
    VERBS,
    ChooseForm,
    DialogueForm,
    StepForm,
    TellForm,
    WordsForm,
)
from bot.content.partners import PartnerForm, PartnersForm, WatcherForm
from bot.content.problems import Problem, problem
from bot.content.schemes import SchemeForm, SchemesForm
from bot.content.slang import ExamplesForm, SpeechForm
from bot.content.source import Source
from bot.content.tree import Entry, Node, Scalar, Series, Table
from bot.content.written import Dialogue, Record, Step

M = TypeVar("M", bound=BaseModel)

Problems = list[Problem]
Standard = list[tuple[str, Record[M] | None]]


def dialogue(source: Source, root: Table) -> tuple[Dialogue | None, Problems]:
    """Read a dialogue; its broken steps are left out and reported."""
    form, problems = fill(DialogueForm, root)
    named = next((scalar for _, scalar in root.scalars("dialogue")), None)
    stem = PurePosixPath(source.page.file).stem
    if named and named.text != stem:
        fix = f"écrivez « dialogue: {stem} », ou renommez le fichier en {named.text}.yaml"
        problems.append(
            problem("nom-de-fichier", named.mark, f"le dialogue « {named.text} » est dans {stem}.yaml", fix)
        )
    steps: dict[str, Step] = {}
    written = root.table("etapes")
    for key, node in written:
        step, wrong = _step(key, node)
        problems += wrong
        if step:
            steps[step.name] = step
    if form is None or not steps:
        return None, problems
    return Dialogue(form.dialogue, form, root, steps, frozenset(key.text for key, _ in written)), problems


def _step(key: Scalar, node: Node) -> tuple[Step | None, Problems]:
    if not isinstance(node, Table):
        fix = "écrivez dessous, décalé de deux espaces, « dire: … »"
        return None, [problem("forme-inattendue", key.mark, f"l'étape « {key.text} » est vide", fix)]
    verbs = [entry.key for entry in node.entries if entry.key.text in VERBS]
    if len(verbs) > 1:
        said = " et ".join(f"« {verb.text} »" for verb in verbs[:2])
        fix = "gardez un verbe par étape, et faites une seconde étape en dessous"
        return None, [problem("verbes-meles", verbs[1].mark, f"cette étape mêle {said}", fix)]
    verb = verbs[0].text if verbs else "choix" if node.entry("choix") else "dire"
    form, problems = fill(_form(verb), Table(node.entries, key.mark))
    return (Step(key.text, verb, form, node, key) if form else None), problems


def _form(verb: str) -> type[StepForm]:
    return VERBS.get(verb, ChooseForm if verb == "choix" else TellForm)


def sentences(root: Table) -> tuple[tuple[tuple[str, str, Scalar], ...], Problems]:
    """Read mots.yaml."""
    _, problems = fill(WordsForm, root)
    found = (
        (whose, entry.key.text, entry.value)
        for whose in SPOKEN
        for entry in root.table(whose)
        if isinstance(entry.value, Scalar)
    )
    return tuple(found), problems


class Emergencies(NamedTuple):
    """What urgence.yaml holds: each emergency that could be read, and the whole file when nothing is wrong with it."""

    each: dict[str, Record[EmergencyForm]]
    whole: Record[EmergenciesForm] | None


def emergencies(root: Table) -> tuple[Emergencies, Problems]:
    """Read urgence.yaml."""
    form, problems = fill(EmergenciesForm, root)
    kept, _ = _records(EmergencyForm, root.table("urgences"))
    whole = Record(form, root, root.mark) if form else None
    return Emergencies({name: record for name, record in kept.items() if record}, whole), problems


def speech(root: Table) -> tuple[Record[SpeechForm] | None, Problems]:
    """Read parler_jeune.yaml."""
    form, problems = fill(SpeechForm, root)
    return Record(form, root, root.mark) if form else None, problems


def examples(root: Table) -> tuple[Record[ExamplesForm] | None, Problems]:
    """Read a file of examples."""
    form, problems = fill(ExamplesForm, root)
    return Record(form, root, root.mark) if form else None, problems


def quartiers(root: Table) -> tuple[dict[str, Record[QuartierForm] | None], Problems]:
    """Read quartiers.yaml; None for those that could not be read."""
    _, problems = fill(QuartiersForm, root)
    kept, wrong = _records(QuartierForm, root.table("quartiers"))
    return kept, problems + wrong


class Directory(NamedTuple):
    """What partenaires.yaml holds: None for those that could not be read."""

    partners: dict[str, Record[PartnerForm] | None]
    coordination: dict[str, Record[WatcherForm] | None]
    watchers: tuple[Entry, ...]


def partners(root: Table) -> tuple[Directory, Problems]:
    """Read partenaires.yaml."""
    _, problems = fill(PartnersForm, root)
    kept, wrong = _records(PartnerForm, root.table("partenaires"))
    watchers = root.table("coordination")
    watching, wronged = _records(WatcherForm, watchers)
    return Directory(kept, watching, watchers), problems + wrong + wronged


def schemes(root: Table) -> tuple[dict[str, Record[SchemeForm] | None], Problems]:
    """Read dispositifs.yaml; None for those that could not be read."""
    _, problems = fill(SchemesForm, root)
    kept, wrong = _records(SchemeForm, root.table("dispositifs"))
    return kept, problems + wrong


def events(root: Table) -> tuple[dict[str, Record[EventForm] | None], Problems]:
    """Read evenements.yaml; None for those that could not be read."""
    _, problems = fill(EventsForm, root)
    kept, wrong = _records(EventForm, root.table("evenements"))
    return kept, problems + wrong


def structures(root: Table) -> tuple[Standard[Structure], Problems]:
    """Read structures.yaml: each record's id, and None for those that could not be read."""
    _, problems = fill(StructuresForm, root)
    return _standard(Structure, root.items("structures"), problems)


def services(root: Table) -> tuple[Standard[Service], Problems]:
    """Read services.yaml: each record's id, and None for those that could not be read."""
    _, problems = fill(ServicesForm, root)
    return _standard(Service, root.items("services"), problems)


def _records(form: type[M], entries: tuple[Entry, ...]) -> tuple[dict[str, Record[M] | None], Problems]:
    """Read each record by itself, so that a bad one hides none of the others."""
    kept: dict[str, Record[M] | None] = {}
    problems: Problems = []
    for key, node in entries:
        kept[key.text] = None
        if isinstance(node, Table):
            filled, wrong = fill(form, Table(node.entries, key.mark))
            problems += wrong
            kept[key.text] = Record(filled, node, key.mark) if filled else None
    return kept, problems


def _standard(form: type[M], items: tuple[Node, ...], problems: Problems) -> tuple[Standard[M], Problems]:
    """Read records of the national standard, whose official exports write what is unknown as null."""
    kept: Standard[M] = []
    for node in items:
        if not isinstance(node, Table):
            kept.append(("", None))
        else:
            known = Table(tuple(_known(node)), node.mark)
            filled, wrong = fill(form, known)
            problems += wrong
            kept.append((node.text("id"), Record(filled, known, node.mark) if filled else None))
    return kept, problems


def _known(node: Table) -> Iterator[Entry]:
    for entry in node.entries:
        value = entry.value
        empty = isinstance(value, Scalar) and value.text in ("", "null", "~")
        if not empty and not (isinstance(value, Series) and not value.items):
            yield entry
