"""The emergencies as shipped, judged on what young people could write: see the heads of the files in paroles/."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.loader import load_to_play
from bot.core.alarm import Alarm
from bot.core.flow import EMERGENCY
from bot.core.playbook import Playbook

ROOT = Path(__file__).parents[2]
SAID = Path(__file__).parent / "paroles"
HALVES = ("reglage", "verdict")

MISSED = {"reglage": 0.0, "verdict": 0.035}
"""Of a hundred emergencies, those that may pass unheard; the aim is none."""
FALSE = 0.05
"""Of a hundred exaggerations, those that may be taken for emergencies."""
SURE = {"mort de rire", "mdr je suis mort", "j'ai tué l'entretien", "je meurs de faim", "ma mère va me tuer si je rate"}


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    found = load_to_play(ROOT / "dialogues", ROOT / "data").playbook
    assert found
    return found


@pytest.fixture(scope="module")
def alarm(playbook: Playbook) -> Alarm:
    return Alarm.of(playbook)


def said(name: str) -> list[Any]:
    found: list[Any] = yaml.safe_load((SAID / f"{name}.yaml").read_text("utf-8"))
    return found


@pytest.mark.parametrize("half", HALVES)
def test_emergencies_are_heard(alarm: Alarm, half: str) -> None:
    every = [entry["dit"] for entry in said(f"urgences_{half}")]
    missed = [text for text in every if alarm.heard(text) is None]
    assert len(missed) <= MISSED[half] * len(every), f"{len(missed)} of {len(every)}"


@pytest.mark.parametrize("half", HALVES)
def test_exaggerations_pass(alarm: Alarm, half: str) -> None:
    every = said(f"exagerations_{half}")
    taken = [text for text in every if alarm.heard(text)]
    assert len(taken) <= FALSE * len(every), f"{len(taken)} of {len(every)}"


@pytest.mark.parametrize("half", HALVES)
def test_ordinary_words_pass(alarm: Alarm, half: str) -> None:
    every = [entry["dit"] for entry in said(half)]
    taken = [text for text in every if alarm.heard(text)]
    assert len(taken) <= FALSE * len(every), f"{len(taken)} of {len(every)}"


@pytest.mark.parametrize("text", sorted(SURE))
def test_the_commonest_exaggerations_are_never_taken_for_emergencies(alarm: Alarm, text: str) -> None:
    assert alarm.heard(text) is None


def test_every_emergency_word_is_surely_heard_as_written(playbook: Playbook, alarm: Alarm) -> None:
    heard = {phrase: alarm.heard(phrase) for emergency in playbook.emergencies for phrase in emergency.phrases}
    assert [phrase for phrase, found in heard.items() if not (found and found.sure)] == []


def test_every_emergency_can_be_asked_about(playbook: Playbook) -> None:
    assert {emergency.name for emergency in playbook.emergencies} <= playbook.flows[EMERGENCY].steps.keys()


def test_help_says_that_nobody_was_told(playbook: Playbook) -> None:
    french = [emergency for emergency in playbook.emergencies if emergency.language == "fr"]
    assert all(emergency.text.endswith("Je suis un robot : je n'ai prévenu personne.") for emergency in french)
