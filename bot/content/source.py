"""Reads the bytes of a YAML file into a tree of places; whatever the bytes, it returns problems and never raises.

YAML is taken at its simplest: mappings, lists and texts. Anchors, tags and several documents are problems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from bot.content.problems import Problem, problem
from bot.content.source_errors import explain
from bot.content.tree import Entry, Mark, Node, Page, Scalar, Series, Table

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
_MOST = 20
"""Characters of a kind that are told of a file."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\ufeff\ufffc-\uffff]"
)
"""Control characters, invisible ones, marks of direction, and the private ones that `core.markup` uses."""
_MOJIBAKE = re.compile(
    "[ÂÃâ](?:(?<=[Ââ])[\u0080-\u00bf\u20ac\u2018-\u201d\u2020\u2026]|(?<=Ã)[\u0080-\u00bf\u0152-\u2122])"
)
"""Letters of UTF-8 that were taken for those of another encoding."""

_LOST = "…"
"""Stands for a text that could not be read and was complained about."""

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its tree (None when it cannot be), its page, and what is wrong with it."""

    page: Page
    root: Table | None
    problems: tuple[Problem, ...]

    @property
    def start(self) -> Mark:
        """Return the place where the file begins."""
        return self.page.mark(0)


def read(file: str, data: bytes) -> Source:
    """Read the bytes of a file known as `file`."""
    if len(data) > MAX_BYTES:
        fix = "gardez un dialogue par fichier, et les images ailleurs"
        return _refused(Page(file, ""), "fichier-trop-gros", "le fichier dépasse 1 Mio", fix)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(file, data, error.start)
    page = Page(file, text)
    forbidden = _forbidden(page)
    reading = _Reading(Page(file, _FORBIDDEN.sub(" ", text)) if forbidden else page)
    root = reading.root()
    return Source(page, root, (*forbidden, *_mojibake(page), *reading.problems))


def _refused(page: Page, code: str, message: str, fix: str) -> Source:
    return Source(page, None, (problem(code, page.mark(0), message, fix),))


def _not_utf8(file: str, data: bytes, at: int) -> Source:
    page = Page(file, data.decode("cp1252", errors="replace"))
    found = problem(
        "pas-utf8",
        page.mark(at, at + 1),
        "le fichier n'est pas enregistré en UTF-8",
        "dans votre éditeur : « Enregistrer avec l'encodage », puis UTF-8",
    )
    return Source(page, None, (found,))


def _forbidden(page: Page) -> list[Problem]:
    fix = "effacez-le, puis retapez le mot au clavier"
    return [
        problem(
            "caractere-interdit",
            page.mark(found.start(), found.end()),
            f"un caractère invisible (U+{ord(found[0]):04X}) est resté ici",
            fix,
        )
        for found in islice(_FORBIDDEN.finditer(page.text), _MOST)
    ]


def _mojibake(page: Page) -> list[Problem]:
    fix = "retapez ces lettres, et enregistrez en UTF-8"
    return [
        problem("accents-abimes", page.mark(found.start(), found.end()), f"« {found[0]} » est un accent abîmé", fix)
        for found in islice(_MOJIBAKE.finditer(page.text), _MOST)
    ]


@dataclass(slots=True)
class _Open:
    """A mapping or a list under construction."""

    event: Any
    nodes: list[Node] = field(default_factory=list)


class _Reading:
    """Turns the events of the YAML parser into a tree, with no recursion."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[Problem] = []
        self._open: list[_Open] = [_Open(None)]
        self._documents = 0

    def root(self) -> Table | None:
        """Return the tree, None when the file cannot be read or is no mapping."""
        try:
            complete = all(self._take(event) for event in yaml.parse(self.page.text, Loader=_Loader))
        except yaml.YAMLError as error:
            self.problems.append(explain(self.page, error))
            return None
        return self._mapping() if complete else None

    def _mapping(self) -> Table | None:
        roots = self._open[0].nodes
        if not roots or (isinstance(roots[0], Scalar) and not roots[0].text):
            self._add(
                "fichier-vide", self.page.mark(0), "le fichier est vide", "écrivez-y quelque chose, ou effacez-le"
            )
            return None
        if not isinstance(roots[0], Table):
            fix = "un fichier est une suite de clés, par exemple « dialogue: bonjour »"
            self._add("forme-inattendue", roots[0].mark, "le fichier ne commence pas par une clé", fix)
            return None
        return roots[0]

    def _add(self, code: str, mark: Mark, message: str, fix: str) -> None:
        self.problems.append(problem(code, mark, message, fix))

    def _take(self, event: Any) -> bool:
        """Take one event; False when nothing after it can be read."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event, self._mark(event))
            case yaml.CollectionEndEvent():
                self._end()
            case yaml.CollectionStartEvent():
                return self._begin(event)
            case yaml.DocumentStartEvent():
                return self._document(self._mark(event))
            case yaml.AliasEvent():
                mark = self._mark(event)
                self._add("ancre", mark, f"« *{event.anchor} » est un renvoi, pas un texte", _QUOTE.format("*"))
                self._put(Scalar(_LOST, mark, self.page))
        return True

    def _mark(self, event: Any) -> Mark:
        return self.page.mark(event.start_mark.index, event.end_mark.index)

    def _document(self, mark: Mark) -> bool:
        self._documents += 1
        if self._documents > 1:
            fix = "effacez cette ligne, ou faites deux fichiers"
            self._add("plusieurs-documents", mark, "cette ligne coupe le fichier en deux documents", fix)
        return self._documents == 1

    def _plain(self, event: Any) -> None:
        """Complain about an anchor or a tag."""
        mark = self._mark(event) if event.anchor or event.tag else None
        if mark and event.anchor:
            self._add("ancre", mark, f"« &{event.anchor} » est une ancre, pas un texte", _QUOTE.format("&"))
        if mark and event.tag:
            self._add("etiquette", mark, f"« {event.tag} » est une étiquette, pas un texte", _QUOTE.format("!"))

    def _scalar(self, event: Any, mark: Mark) -> None:
        self._plain(event)
        hidden = _FORBIDDEN.search(event.value)
        if hidden:
            message = f"ce texte cache un caractère invisible (U+{ord(hidden[0]):04X})"
            self._add("caractere-interdit", mark, message, "effacez ce qui suit la barre \\")
        text = _FORBIDDEN.sub(" ", event.value) if hidden else event.value
        self._put(Scalar(text, mark, self.page, event.start_mark.index, event.end_mark.index))

    def _begin(self, event: Any) -> bool:
        self._plain(event)
        self._open.append(_Open(event))
        if len(self._open) - 1 > MAX_DEPTH:
            fix = "vérifiez les retraits de ce passage"
            self._add("trop-imbrique", self._mark(event), f"plus de {MAX_DEPTH} niveaux sont emboîtés", fix)
            return False
        return True

    def _end(self) -> None:
        closed = self._open.pop()
        start, end = closed.event.start_mark.index, closed.event.end_mark.index
        mark = closed.nodes[0].mark if closed.nodes else self.page.mark(start, end)
        if not isinstance(closed.event, yaml.MappingStartEvent):
            self._put(Series(tuple(closed.nodes), mark))
        elif all(isinstance(key, Scalar) for key in closed.nodes[::2]):
            self._put(Table(self._entries(closed.nodes), mark))
        else:
            fix = "un texte qui commence par {{ s'écrit à la ligne, sous « | »"
            self._add("cle-illisible", mark, "une clé doit être un mot simple", fix)
            self._put(Scalar(_LOST, mark, self.page))

    def _put(self, node: Node) -> None:
        self._open[-1].nodes.append(node)

    def _entries(self, nodes: list[Node]) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                continue
            if key.text in entries:
                first = entries[key.text].key.mark.line
                message = f"la clé « {key.text} » est déjà écrite à la ligne {first}"
                self._add("cle-double", key.mark, message, "gardez une seule des deux")
            else:
                entries[key.text] = Entry(key, value)
        return tuple(entries.values())


_QUOTE = "un texte qui commence par {} se met entre guillemets, ou à la ligne sous « | »"
