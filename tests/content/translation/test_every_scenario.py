"""Every scenario that we ship, played in other languages: the same way, step by step, and nothing left in French.

The languages are made by the test: each text is its French behind a mark, so that what is not translated is seen.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from bot.content.loader import load, written
from bot.content.player import Player
from bot.content.replay import _Run
from bot.content.scenario import Line, Scenario
from bot.content.translation import po
from bot.content.translation.passages import Kind, passages
from bot.core import events, understand
from bot.core.engine import Engine
from bot.core.session import Session
from tests.living import REPO

MARK = "¶"
LOADED = load(REPO / "dialogues", REPO / "data")
SCENARIOS = [one for one in LOADED.scenarios if not Path(one.file).stem.startswith("langue")]
"""What changes the language is another story."""


@cache
def marked(code: str, folder: Path) -> Engine:
    """Return what plays what we ship, and a language in which each text bears the mark."""
    every = passages(written(folder / "dialogues", folder / "data"))
    entries = [
        po.Entry(context, source, f"{MARK}{source}")
        for (context, source), passage in every.items()
        if passage.kind is not Kind.PHRASES
    ]
    (folder / "dialogues/langues").mkdir(exist_ok=True)
    (folder / f"dialogues/langues/{code}.po").write_text(po.write(f"Language: {code}\n", entries), "utf-8")
    return Engine(load(folder / "dialogues", folder / "data").playbook)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("marked")
    for name in ("dialogues", "data"):
        shutil.copytree(REPO / name, made / name, ignore=shutil.ignore_patterns("langues"))
    return made


class Twins:
    """Two people who do the same, one in French and one in another language."""

    def __init__(self, scenario: Scenario, engine: Engine, code: str) -> None:
        self.scenario, self.code = scenario, code
        self.french, self.other = (Player(engine, scenario.start) for _ in range(2))

    def do(self, line: Line) -> None:
        self.other.session = self.other.session or Session(language=self.code)
        match line.gesture:
            case "bot" | "demande":
                return
            case "appuie" | "appuie_ancien":
                self._press(line)
            case "ecrit":
                self._write(line.value)
            case _:
                for player in (self.french, self.other):
                    _Run(self.scenario, player)._act(line)

    def _press(self, line: Line) -> None:
        old = line.gesture == "appuie_ancien"
        shown = [at for at, one in enumerate(self.french.shown) if one.buttons]
        for at in reversed(shown[:-1] if old else shown):
            labels = [button.label for button in self.french.shown[at].buttons]
            if line.value in labels:
                theirs = self.other.shown[at].buttons[labels.index(line.value)].label
                self.french.send(self.french.press(line.value, old=old))
                self.other.send(self.other.press(theirs, old=old))
                return

    def _write(self, text: str) -> None:
        offered = self.french.session.offered if self.french.session else ()
        named = understand.option(text, offered, numbers=False)
        theirs = text if named is None else self.other.session.offered[named].label
        self.french.send(events.typed(text))
        self.other.send(events.typed(theirs))

    @property
    def screens(self):
        return [[len(one.buttons) for one in player.shown] for player in (self.french, self.other)]


@pytest.mark.parametrize("code", ["ar"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: Path(one.file).stem)
def test_the_conversation_goes_the_same_way_and_is_all_translated(scenario: Scenario, code: str, folder: Path) -> None:
    twins = Twins(scenario, marked(code, folder), code)
    for line in scenario.lines:
        twins.do(line)
        french, other = twins.screens
        assert french == other, f"{line.mark.file}:{line.mark.line}"
    assert twins.french.visited == twins.other.visited
    forgetful = [shown.words for shown in twins.other.shown if MARK not in shown.words]
    assert forgetful == []
