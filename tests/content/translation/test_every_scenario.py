"""Every scenario that we ship, played in other languages: the same way, step by step, and nothing left in French.

The languages are made by the test: each text is its French behind a mark, so that what is not translated is seen.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from bot.content.acting import Stage
from bot.content.loader import load, written
from bot.content.player import Player
from bot.content.scenario import Line, Press, Scenario
from bot.content.translation import po
from bot.content.translation.passages import Kind, passages
from bot.core import events, understand
from bot.core.engine import Engine
from bot.core.session import Session
from tests.living import REPO

MARK = "¶"
LOADED = load(REPO / "dialogues", REPO / "data")
SCENARIOS = [
    one
    for one in LOADED.scenarios
    if not Path(one.file).stem.startswith("langue") and all(line.gesture != "publie" for line in one.lines)
]
"""What changes the language is another story; what is published in a scenario is not translated yet."""


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
    """People who do the same, some in French and some in another language."""

    def __init__(self, scenario: Scenario, engine: Engine, code: str) -> None:
        self.code = code
        self.stages = self.french, self.other = (Stage(engine, scenario.start), Stage(engine, scenario.start))

    def do(self, line: Line) -> None:
        french, other = (stage.person(line.who) for stage in self.stages)
        other.session = other.session or Session(language=self.code)
        match line.gesture:
            case "bot" | "demande":
                return
            case "appuie" | "appuie_ancien":
                self._press(line, french, other)
            case "ecrit":
                self._write(line.value, french, other)
            case _:
                for stage in self.stages:
                    assert stage.act(line)

    def _press(self, line: Line, french: Player, other: Player) -> None:
        label, message = line.value if isinstance(line.value, Press) else (line.value, None)
        place = french.place(label, old=line.gesture == "appuie_ancien", message=message)
        assert place, label
        at, index = place
        theirs = other.shown[at].buttons[index].label
        counted = 1 + sum(bool(shown.buttons) for shown in other.shown[:at])
        assert other.place(theirs, message=counted) == (at, index)
        for player in (french, other):
            player.send(player.press_at((at, index)))

    def _write(self, text: str, french: Player, other: Player) -> None:
        offered = french.session.offered if french.session else ()
        named = understand.option(text, offered, numbers=False)
        theirs = text if named is None else other.session.offered[named].label
        french.send(events.typed(text))
        other.send(events.typed(theirs))

    @property
    def screens(self):
        return [
            [[len(one.buttons) for one in player.shown] for player in stage.people.values()] for stage in self.stages
        ]


@pytest.mark.parametrize("code", ["ar"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: Path(one.file).stem)
def test_the_conversation_goes_the_same_way_and_is_all_translated(scenario: Scenario, code: str, folder: Path) -> None:
    twins = Twins(scenario, marked(code, folder), code)
    for line in scenario.lines:
        twins.do(line)
        french, other = twins.screens
        assert french == other, f"{line.mark.file}:{line.mark.line}"
    assert twins.french.visited == twins.other.visited
    said = (shown.words for player in twins.other.people.values() for shown in player.shown)
    forgetful = [words for words in said if MARK not in words]
    assert forgetful == []
