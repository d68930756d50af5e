"""A gettext .po file as text and back; whatever the text, it is read as far as it can be and never raises.

Babel reads .po files too, but stops at the first fault, forgets the former source of a changed entry, and does not
tell on which line a translation stands: an operator needs all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE = re.compile(r'\s*(?:(msgctxt|msgid|msgstr)\s+)?"([^"\\]*(?:\\.[^"\\]*)*)"\s*')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
FUZZY = "fuzzy"
_FORMER, _OBSOLETE = "#|", "#~"
_FIELDS = {"msgctxt": "context", "msgid": "source", "msgstr": "target"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: where it is said, its French, its translation (empty: none), and what is known of both.

    `fuzzy`: nobody has read it again. `former`: the French that was translated, when it is another today. The lines
    are those of the entry and of its translation, from 1; `obsolete` is kept for translators, and says nothing.
    """

    context: str
    source: str
    target: str = ""
    fuzzy: bool = False
    former: str = ""
    notes: tuple[str, ...] = ()
    obsolete: bool = field(default=False, compare=False)
    line: int = field(default=1, compare=False)
    target_line: int = field(default=1, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from every other."""
        return self.context, self.source


class Fault(NamedTuple):
    """A line that cannot be read."""

    line: int
    text: str


class Po(NamedTuple):
    """What a file holds: its header, its entries in order, and the lines that cannot be read."""

    header: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def language(self) -> str:
        """Return the code that the header names, empty when it names none."""
        named = (line.partition(":")[2].strip() for line in self.header.split("\n") if line.startswith("Language:"))
        return next(named, "")


def read(text: str) -> Po:
    """Read the text of a .po file."""
    reading = _Reading()
    for number, line in enumerate(text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n"), 1):
        reading.take(number, line)
    reading.close()
    header = next((entry.target for entry in reading.entries if not entry.source), "")
    return Po(header, tuple(entry for entry in reading.entries if entry.source), tuple(reading.faults))


class _Reading:
    """A file while it is read, line by line."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.faults: list[Fault] = []
        self._begin()

    def _begin(self) -> None:
        self.said: dict[str, list[str]] = {}
        self.lines: dict[str, int] = {}
        self.notes: list[str] = []
        self.field, self.flags, self.obsolete = "", "", False

    def take(self, number: int, line: str) -> None:
        """Read one line; one that begins another entry closes the one before."""
        if line.startswith('"'):  # most do
            self._text(number, line)
        elif not line.startswith("#"):
            self._said(number, line)
        elif line.startswith(_OBSOLETE):
            if "msgstr" not in line and not line.removeprefix(_OBSOLETE).strip().startswith('"'):
                self._begin_another()
            self.obsolete = True
            self._text(number, line.removeprefix(_OBSOLETE))
        elif line.startswith(_FORMER):
            self._begin_another()
            self._text(number, line.removeprefix(_FORMER), "former ")
        else:
            self._begin_another()
            self._comment(line)

    def _said(self, number: int, line: str) -> None:
        if line.lstrip().startswith(("msgctxt", "msgid")):
            self._begin_another()
        if line.strip():
            self._text(number, line)

    def _begin_another(self) -> None:
        if "msgstr" in self.said:
            self.close()

    def _comment(self, line: str) -> None:
        if line.startswith("#,"):
            self.flags += line
        elif line.startswith("#."):
            self.notes.append(line[2:].strip())

    def _text(self, number: int, line: str, kind: str = "") -> None:
        found = _LINE.fullmatch(line)
        if not found or not (found[1] or self.field):
            self.faults.append(Fault(number, line))
            return
        if found[1]:
            self.field = kind + found[1]
            self.said[self.field] = []
            self.lines[self.field] = number
        self.said[self.field].append(_unescaped(found[2]))

    def close(self) -> None:
        """Keep the entry that ends here."""
        said = {name: "".join(parts) for name, parts in self.said.items()}
        if "msgid" in said:
            first = min(self.lines.values())
            self.entries.append(
                Entry(
                    **{name: said.get(key, "") for key, name in _FIELDS.items()},
                    fuzzy=FUZZY in self.flags,
                    former=said.get("former msgid", ""),
                    notes=tuple(self.notes),
                    obsolete=self.obsolete,
                    line=self.lines.get("msgctxt", first),
                    target_line=self.lines.get("msgstr", first),
                )
            )
        self._begin()


def _unescaped(quoted: str) -> str:
    if quoted.count("\\") == quoted.count("\\n"):  # most lines hold no other, and there are many lines
        return quoted.replace("\\n", "\n")
    return _ESCAPED.sub(lambda escaped: _MEANT.get(escaped[1], escaped[1]), quoted)


def write(header: str, entries: Iterable[Entry]) -> str:
    """Return the text of a .po file; `read` gives back the same."""
    blocks = [[*_field("msgid", ""), *_field("msgstr", header)]] if header else []
    blocks += [list(_block(entry)) for entry in entries]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _block(entry: Entry) -> Iterator[str]:
    yield from (f"#. {note}" for note in entry.notes)
    if entry.fuzzy:
        yield f"#, {FUZZY}"
    if entry.former:
        yield from (f"{_FORMER} {line}" for line in _field("msgid", entry.former))
    sign = f"{_OBSOLETE} " if entry.obsolete else ""
    for name, said in (("msgctxt", entry.context), ("msgid", entry.source), ("msgstr", entry.target)):
        yield from (sign + line for line in _field(name, said))


def _field(name: str, said: str) -> list[str]:
    first, *others = _quoted(said)
    return [f"{name} {first}", *others]


def _quoted(said: str) -> list[str]:
    """Return a text as quoted lines, one for each of its own."""
    lines = said.splitlines(keepends=True) if "\n" in said else [said]
    quoted = [f'"{line.translate(_WRITTEN)}"' for line in lines]
    return ['""', *quoted] if len(quoted) > 1 else quoted
