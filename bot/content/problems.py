"""What is wrong in a file, said so that it can be mended: a sentence, a place, a cure. Raises nothing."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from bot.content.codes import CODES, Severity
from bot.content.tree import Mark

_WIDEST = 110
"""Columns of a source line that are shown; a longer one is cut around the caret."""
_NEAR = 60
"""Out of 100: above it a known word is worth proposing."""
_UNREAD = frozenset({"ancre", "cle-illisible"})
"""Where these stand, what is written is not known."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, where, and how to mend it."""

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    length: int
    message: str
    fix: str = ""
    source_line: str = field(default="", repr=False)

    @property
    def critical(self) -> bool:
        """Return whether it would break a young person's conversation or a promise."""
        return self.severity is Severity.CRITIQUE

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return what problems are sorted by: their place, as one reads."""
        return self.file, self.line, self.column, self.code, self.message

    def render(self) -> str:
        """Return the problem as an operator reads it: place, sentence, the line with a caret, the cure."""
        gutter = " " * (len(str(self.line)) + 1)
        lines = [f"{self.file}:{self.line}:{self.column}: {self.message} [{self.code}]"]
        if self.source_line.strip():
            shown, caret = _snippet(self.source_line, self.column - 1, self.length)
            lines += [f"{gutter}|", f"{self.line} | {shown}", f"{gutter}| {caret}"]
        if self.fix:
            lines.append(f"{gutter}= {self.fix}")
        return "\n".join(lines)


def problem(code: str, mark: Mark, message: str, fix: str = "") -> Problem:
    """Return a problem of this code at this place; its severity is the code's."""
    severity = CODES[code].severity
    return Problem(code, severity, mark.file, mark.line, mark.column, mark.length, message, fix, mark.source_line)


def softened(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems that keep nothing from being published, whatever their codes say."""
    return [replace(p, severity=Severity.AVERTISSEMENT) if p.critical else p for p in problems]


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems as one reads them, each once; of what could not be read at a place, nothing else is told."""
    found = sorted(dict.fromkeys(problems), key=lambda p: p.order)
    unread = {p.order[:3] for p in found if p.code in _UNREAD}
    return tuple(p for p in found if p.code in _UNREAD or p.order[:3] not in unread)


def meant(word: str, known: Iterable[str]) -> str:
    """Return « vouliez-vous dire … ? » with the nearest of the known words, or empty when none is near."""
    best = nearest(word, known)
    return f"vouliez-vous dire « {best} » ?" if best else ""


def nearest(word: str, known: Iterable[str], near: int = _NEAR) -> str:
    """Return the nearest of the known words, empty when none is `near`, out of 100."""
    words = [k for k in known if k and k != word]
    best = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=near)
    return str(best[0]) if best else ""


def nearest_three(word: str, known: Iterable[str]) -> str:
    """Return « les plus proches : … » with three of many known words at most, or empty when none is near."""
    best = process.extract(word, sorted(known), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=3)
    return "les plus proches : " + ", ".join(found[0] for found in best) if best else ""


def render(problems: Iterable[Problem]) -> str:
    """Return all problems as an operator reads them, one blank line between two."""
    return "\n\n".join(p.render() for p in problems)


def to_json(problems: Iterable[Problem], new: Collection[Problem] | None = None) -> str:
    """Return all problems as a machine reads them, with how many there are of each severity.

    With `new`, each says whether it is one of those, which the published version did not have.
    """
    listed = list(problems)
    found = Counter(p.severity.value for p in listed)
    keys = ("code", "severity", "file", "line", "column", "message", "fix")
    rows = [{key: getattr(p, key) for key in keys} | ({} if new is None else {"new": p in new}) for p in listed]
    counts = {severity.value: found[severity.value] for severity in Severity}
    return json.dumps({"problems": rows, "counts": counts}, ensure_ascii=False, indent=2)


def counted(problems: Iterable[Problem]) -> str:
    """Return in words how many problems there are of each severity, the gravest first."""
    found = Counter(p.severity for p in problems)
    parts = (f"{found[severity]} {severity}{'s' * (found[severity] > 1)}" for severity in Severity if found[severity])
    return ", ".join(parts) + "."


def _snippet(line: str, start: int, length: int) -> tuple[str, str]:
    """Return a line and the carets under `line[start:start + length]`, cut when the line is too wide."""
    line = line.replace("\t", " ")
    cut = 0
    if _width(line) > _WIDEST:
        cut = max(0, min(start - _WIDEST // 3, len(line) - _WIDEST))
        line = ("…" if cut else "") + line[cut + bool(cut) : cut + _WIDEST] + ("…" if cut + _WIDEST < len(line) else "")
    start -= cut
    word = line[start : start + length]
    return line, " " * _width(line[:start]) + "^" * max(1, _width(word))


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
