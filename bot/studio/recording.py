"""What was just tried, as the text of a scenario; proved by replaying it before it is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.content import problems, scenario
from bot.content.player import Shown
from bot.content.replay import replay
from bot.content.source import read
from bot.core import dates, markup
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.studio.trial import Trial

_PLAIN = re.compile(r"[^\W_][^\n\t]*|/[^\n\t]*")
_TURNS = re.compile(r": | #|:$|\s$")
"""What makes YAML read a bare text as something else."""
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200f": None, "\u2068": None, "\u2069": None})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HEAD = "# yaml-language-server: $schema=../../bot/content/schemas/scenario.schema.json"


class NotKept(Exception):
    """The scenario was not written; the French sentence says why."""


def text_of(trial: Trial, name: str) -> str:
    """Return a trial as a scenario of this name, as operators write them."""
    start = trial.start.astimezone(PARIS)
    return "\n".join([
        _HEAD, f"scenario: {_scalar(name)}", f"le: {_moment(start)}", "conversation:", *_lines(trial), ""
    ])  # fmt: skip


def _moment(start: datetime) -> str:
    hour = f"{start.hour}h{start.minute:02}" if start.minute else f"{start.hour}h"
    return f"{dates.day(start.date())} {start.year} à {hour}".replace("1er", "1")


def _lines(trial: Trial) -> Iterator[str]:
    ends = [deed.shown for deed in trial.deeds[1:]] + [len(trial.shown)]
    for deed, end in zip(trial.deeds, ends, strict=True):
        written = deed.value if deed.label and deed.value != deed.label else _scalar(deed.value)
        yield f"\n  - {deed.gesture}: {written}"
        for shown in trial.shown[deed.shown : end]:
            yield from _message(shown)
        yield from (f"  - demande: {moved}" for moved in dict.fromkeys(deed.moved))


def _message(shown: Shown) -> Iterator[str]:
    said = markup.write(shown.words, "*", "*").translate(_SPACES).strip()
    yield "  - bot: |"
    yield from (f"      {line.rstrip()}" if line.strip() else "" for line in said.split("\n"))
    if shown.labels:
        yield "    boutons:"
        yield from (f"      - {_scalar(label)}" for label in shown.labels)


def _scalar(value: str) -> str:
    """Return a text of one line as YAML: bare where that is safe, else between quotes."""
    value = value.translate(_SPACES)
    bare = _PLAIN.fullmatch(value) and not _TURNS.search(value)
    return value if bare else json.dumps(value, ensure_ascii=False)


def faults(text: str, engine: Engine) -> str:
    """Return why a scenario would not hold, "" when it does."""
    source = read("scénario", text.encode())
    found, wrong = scenario.read(source.root) if source.root else (None, [])
    if found is None:
        return problems.render([*source.problems, *wrong])
    return replay(found, engine).told


def keep(text: str, name: str, dialogues: Path) -> Path:
    """Write a scenario among the dialogues and return its file; never over another. Raises `NotKept`, `OSError`."""
    if not _NAME.fullmatch(name):
        raise NotKept("Le nom du fichier : des lettres minuscules sans accent, des chiffres et « _ », 40 au plus.")
    path = dialogues / "scenarios" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise NotKept(f"Il y a déjà un scénario « {name} » : choisissez un autre nom.") from None
    return path
