"""Reads the folders of what operators write, checks all of it, assembles the playbook. Files are read here only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.content import reading, scenario
from bot.content.assembly import assemble
from bot.content.checks import check
from bot.content.checks.translations import translations_hold
from bot.content.coverage import places
from bot.content.imports.official import Official, taken_up
from bot.content.problems import Problem, in_order, nearest, problem, softened
from bot.content.scenario import Scenario
from bot.content.source import MAX_BYTES, Source, read
from bot.content.translation.folder import translations
from bot.content.tree import Mark, Table
from bot.content.uncollected import keep_for_good, uncollected
from bot.content.written import Book, Dialogue
from bot.core.playbook import Playbook

_WORDS, _EMERGENCIES, _SPEECH = "mots.yaml", "urgence.yaml", "parler_jeune.yaml"
_NO_EMERGENCIES = reading.Emergencies({}, None)
_SCENARIOS, _EXAMPLES = "scenarios", "exemples"
LANGUAGES = "langues"
"""The folder, among the dialogues, of what is said in other languages: a file of gettext for each."""
_DATA: dict[str, Callable[[Table], tuple[Any, list[Problem]]]] = {
    "quartiers": reading.quartiers,
    "structures": reading.structures,
    "services": reading.services,
    "partenaires": reading.partners,
    "dispositifs": reading.schemes,
    "evenements": reading.events,
}
_OPTIONAL = ("evenements",)
"""The files of the data folder that a territory may do without."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the folders hold: a playbook unless something critical is wrong, and every problem, in reading order."""

    playbook: Playbook | None
    problems: tuple[Problem, ...]
    scenarios: tuple[Scenario, ...] = ()
    places: Mapping[str, Mark] = field(default_factory=dict, repr=False)
    """Where each step is written, as `dialogue.etape`; not known to a program that only plays."""

    @property
    def critical(self) -> tuple[Problem, ...]:
        """Return the problems that keep this version from being published."""
        return tuple(problem for problem in self.problems if problem.critical)


def load(dialogues: Path, data: Path, today: date | None = None) -> Loaded:
    """Read and check both folders; never raises, whatever they hold. Facts that are old `today` are told."""
    with uncollected():
        loaded = _load(dialogues, data, today, translated=True)
        scenarios, wrong = load_scenarios(dialogues)
    return replace(loaded, problems=in_order([*loaded.problems, *softened(wrong)]), scenarios=scenarios)


def load_to_play(dialogues: Path, data: Path) -> Loaded:
    """Read and check both folders for a program that plays them: without scenarios, a third of what is written."""
    with uncollected():
        loaded = _load(dialogues, data, None)
        keep_for_good()
    return loaded


def _load(dialogues: Path, data: Path, today: date | None, *, translated: bool = False) -> Loaded:
    """Load both folders; `translated` tells of translations too, read to their end, where the French can be played."""
    shelf = _Shelf(dialogues, data)
    book = replace(shelf.book(), today=today, languages=translations(dialogues / LANGUAGES, _shown))
    found = [*shelf.problems, *check(book, whole=shelf.whole, heard=translated)]
    playable = not any(p.critical for p in found)
    spoken = softened(translations_hold(book)) if translated and playable else []
    problems = in_order([*found, *spoken])
    playbook = assemble(book) if playable else None
    if playbook:
        playbook.territory.indexed()
    return Loaded(playbook, problems, places=places(book) if translated else {})


def written(dialogues: Path, data: Path) -> Book:
    """Return what is written in both folders, as far as it can be read."""
    return _Shelf(dialogues, data).book()


def written_data(data: Path) -> Book:
    """Return what is written by hand in a data folder, as far as it can be read."""
    nothing = {"sentences": (), "emergencies": _NO_EMERGENCIES, "official": Official()}
    return _book("", [], data=_Shelf(data, data).records(), **nothing)


def known_structures(data: Path) -> frozenset[str]:
    """Return the ids of the structures of a data folder, written by hand or imported."""
    return written_data(data).structure_names | taken_up(data, _shown)[0].structures.keys()


def load_scenarios(dialogues: Path) -> tuple[tuple[Scenario, ...], list[Problem]]:
    """Read the conversations that must stay true; those that cannot be read are reported."""
    shelf = _Shelf(dialogues, dialogues)
    kept = []
    for path in _yaml_files(dialogues / _SCENARIOS):
        source = shelf.source(path)
        if source and source.root:
            found, problems = scenario.read(source.root)
            shelf.problems += problems
            kept += [found] if found else []
    return tuple(kept), shelf.problems


class _Shelf:
    """Both folders while they are read."""

    def __init__(self, dialogues: Path, data: Path) -> None:
        self.dialogues, self.data = dialogues, data
        self.problems: list[Problem] = []
        self.whole = True
        self.closed = set[str]()

    def book(self) -> Book:
        """Return everything that could be read."""
        dialogues = [(path.stem, self._dialogue(path)) for path in self._dialogue_files()]
        before = len(self.problems)
        self.whole = not any(p.critical for p in self.problems)
        sentences = self._read(self.dialogues / _WORDS, reading.sentences, ())
        emergencies = self._read(self.dialogues / _EMERGENCIES, reading.emergencies, _NO_EMERGENCIES)
        spoken = self.dialogues / _SPEECH
        speech = self._read(spoken, reading.speech, None) if spoken.exists() else None
        read = {path.stem: self._read(path, reading.examples, None) for path in _yaml_files(self.dialogues / _EXAMPLES)}
        examples = {name: record for name, record in read.items() if record}
        data = self.records()
        self._misspelt(before)
        official, problems = taken_up(self.data, _shown)
        self.problems += problems
        rest = {"sentences": sentences, "emergencies": emergencies, "data": data, "official": official}
        book = _book(_shown(self.dialogues), dialogues, **rest)
        return replace(book, speech=speech, examples=examples, closed=frozenset(self.closed))

    def records(self) -> dict[str, Any]:
        """Return what the files of the data folder hold, None for those that could not be read."""
        paths = {name: self.data / f"{name}.yaml" for name in _DATA}
        wanted = {name: path for name, path in paths.items() if name not in _OPTIONAL or path.exists()}
        return {name: self._data(wanted[name], by) if name in wanted else None for name, by in _DATA.items()}

    def _data(self, path: Path, by: Callable[[Table], tuple[Any, list[Problem]]]) -> Any:
        """Return what a data file holds; one with records that have lost their names is closed."""
        before = len(self.problems)
        found = self._read(path, by, None)
        if len(self.problems) > before and not _named(found):
            self.closed.add(path.stem)
        return found

    def _dialogue_files(self) -> list[Path]:
        for path in sorted(self.dialogues.glob("*.yml")):
            fix = f"renommez-le en {path.stem}.yaml"
            self.problems.append(problem("nom-de-fichier", Mark(_shown(path)), "ce fichier n'est pas lu", fix))
        return [path for path in _yaml_files(self.dialogues) if path.name not in (_WORDS, _EMERGENCIES, _SPEECH)]

    def _dialogue(self, path: Path) -> Dialogue | None:
        source = self.source(path)
        if source is None or source.root is None:
            return None
        found, problems = reading.dialogue(source, source.root)
        self.problems += problems
        return found

    def _read(self, path: Path, by: Callable[[Table], tuple[Any, list[Problem]]], otherwise: Any) -> Any:
        source = self.source(path)
        if source is None or source.root is None:
            return otherwise
        found, problems = by(source.root)
        self.problems += problems
        return found

    def source(self, path: Path) -> Source | None:
        """Return a file as it was read, None when it cannot be opened."""
        try:
            with path.open("rb") as file:
                source = read(_shown(path), file.read(MAX_BYTES + 1))
        except FileNotFoundError:
            self._add(path, f"il manque le fichier {path.name}", f"créez {_shown(path)}")
            return None
        except OSError as error:
            self._add(path, f"{path.name} ne peut pas être ouvert", f"vérifiez ses droits ({error.strerror})")
            return None
        self.problems += source.problems
        if any(problem.critical and problem.code != "cle-double" for problem in source.problems):
            self.closed.add(path.stem)
        return source

    def _add(self, path: Path, message: str, fix: str) -> None:
        self.problems.append(problem("fichier-manquant", Mark(_shown(path)), message, fix))

    def _misspelt(self, before: int) -> None:
        """Where a file is missing and another has nearly its name, say so."""
        for index, found in enumerate(self.problems[before:], before):
            if found.code == "fichier-manquant":
                path = Path(found.file)
                near = nearest(path.name, [other.name for other in _yaml_files(path.parent)])
                self.problems[index] = replace(found, fix=f"renommez {near} en {path.name}") if near else found


def _book(folder: str, dialogues: list[tuple[str, Dialogue | None]], **rest: Any) -> Book:
    data, official = rest["data"], rest["official"]
    directory = data["partenaires"] or reading.Directory({}, {}, ())
    return Book(
        dialogues={name: dialogue for name, dialogue in dialogues if dialogue},
        names=frozenset(name for name, _ in dialogues),
        sentences=rest["sentences"],
        emergencies=rest["emergencies"].each,
        care=rest["emergencies"].whole,
        quartiers={name: record for name, record in (data["quartiers"] or {}).items() if record},
        quartier_names=frozenset(data["quartiers"] or ()) | official.quartier_names,
        structures=tuple(record for _, record in data["structures"] or () if record),
        structure_names=frozenset(name for name, _ in data["structures"] or ()) | official.structures.keys(),
        services=tuple(record for _, record in data["services"] or () if record),
        partners={name: record for name, record in directory.partners.items() if record},
        partner_names=frozenset(directory.partners),
        coordination={name: record for name, record in directory.coordination.items() if record},
        watchers=directory.watchers,
        schemes={name: record for name, record in (data["dispositifs"] or {}).items() if record},
        events={name: record for name, record in (data["evenements"] or {}).items() if record},
        official=official,
        folder=folder,
    )


def _named(found: Any) -> bool:
    """Return whether a data file gave records, and each has a name."""
    names = found.partners if isinstance(found, reading.Directory) else dict(found or ())
    return bool(names) and all(names)


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))


def _shown(path: Path) -> str:
    """Return a path as an operator sees it: from where they stand, when it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
