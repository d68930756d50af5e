"""Where a conversation left its scenario, as an operator reads it: the place, what was done before, what differs."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.content.player import Shown
from bot.content.scenario import Line
from bot.core import markup

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200f": None, "\u2068": None, "\u2069": None})
"""Spaces that never break are spaces, and the marks that keep right-to-left text in order are nothing."""


def failure(line: Line, before: Line | None, said: str, *details: str) -> str:
    """Return what is told of a line that did not happen as written; `before` is the last gesture that was made."""
    after = [f"    après « {before.written} », ligne {before.mark.line}"] if before and before is not line else []
    return "\n".join([f"{line.mark.file}:{line.mark.line}: {said}", *after, *details])


def differences(line: Line, shown: Shown) -> list[str]:
    """Return how a message differs from what a line expects: a sentence, then its lines; empty when it does not."""
    texts, buttons = _words(line, shown), _buttons(line, shown)
    if texts and buttons:
        return ["le bot n'a pas dit cela (- attendu, + reçu)", *texts, "    et ses boutons :", *buttons]
    if texts:
        return ["le bot n'a pas dit cela (- attendu, + reçu)", *texts]
    return ["les boutons ne sont pas ceux-là (- attendu, + reçu)", *buttons] if buttons else []


def _words(line: Line, shown: Shown) -> list[str]:
    expected, received = same(line.value), read(shown)
    return _diff(expected.split("\n"), received.split("\n")) if expected != received else []


def _buttons(line: Line, shown: Shown) -> list[str]:
    expected = None if line.buttons is None else [same(label) for label in line.buttons]
    received = [same(label) for label in shown.labels]
    return [] if expected in (None, received) else _diff(expected or [], received)


def same(text: str) -> str:
    """Return a text as it is compared: blank ends do not count."""
    return "\n".join(line.rstrip() for line in text.translate(_SPACES).strip().split("\n"))


def read(shown: Shown) -> str:
    """Return a message as it is compared."""
    return same(markup.write(shown.words, "*", "*"))


def indented(text: str, sign: str = "  ") -> list[str]:
    """Return the lines of a text as they are told."""
    return [f"    {sign}{line}".rstrip() for line in text.split("\n")]


def _diff(expected: Sequence[str], received: Sequence[str]) -> list[str]:
    """Return the lines of both: those that are the same once, and where they differ the expected ones first."""
    found: list[str] = []
    for kind, start, end, from_, to in SequenceMatcher(None, expected, received, autojunk=False).get_opcodes():
        kept = kind == "equal"
        found += [f"  {line}" if kept else f"- {line}" for line in expected[start:end]]
        found += [] if kept else [f"+ {line}" for line in received[from_:to]]
    return [f"    {line}".rstrip() for line in found]
