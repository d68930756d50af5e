"""What the shipped phrases understand of utterances that they were not written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loader import load_to_play
from bot.core.hearing import Hearing
from bot.core.topics import MANNERS, Guess, Topics

ROOT = Path(__file__).parents[2]
PAROLES = Path(__file__).parent / "paroles"
NOTHING_KNOWN = ["perdu"]

PLAYBOOK = load_to_play(ROOT / "dialogues", ROOT / "data").playbook
assert PLAYBOOK
TOPICS = Topics(PLAYBOOK.flows.values(), PLAYBOOK.speech)
HEARING = Hearing(TOPICS, PLAYBOOK.heard)


@dataclass(frozen=True)
class Score:
    """Shares of all utterances, from 0 to 1."""

    at_once: float
    in_two: float
    wrong_and_sure: float


def judged(half: str) -> Iterator[tuple[list[str], Guess]]:
    for said in yaml.safe_load((PAROLES / f"{half}.yaml").read_text("utf-8")):
        yield said["dialogue"], HEARING.guess(said["dit"])


def score(half: str) -> Score:
    found = list(judged(half))
    at_once = sum(_right(wanted, guess) for wanted, guess in found)
    in_two = sum(_right(wanted, guess) or _proposed(wanted, guess) for wanted, guess in found)
    wrong = sum(guess.dialogue is not None and not _right(wanted, guess) for wanted, guess in found)
    return Score(at_once / len(found), in_two / len(found), wrong / len(found))


def _right(wanted: list[str], guess: Guess) -> bool:
    return guess.dialogue is None if wanted == NOTHING_KNOWN else guess.dialogue in wanted


def _proposed(wanted: list[str], guess: Guess) -> bool:
    return guess.dialogue is None and any(name in wanted for name in guess.suggestions)


def test_most_of_what_was_kept_aside_is_understood_and_little_is_surely_misunderstood() -> None:
    """This half was never read while phrases were written; what it reaches may grow, never shrink."""
    found = score("verdict")
    assert found.at_once >= 0.88
    assert found.in_two >= 0.95
    assert found.wrong_and_sure <= 0.03


PHRASES = [(flow.name, phrase) for flow in PLAYBOOK.flows.values() for phrase in flow.phrases]


def test_every_phrase_leads_to_its_own_dialogue_with_certainty() -> None:
    assert [(name, said) for name, said in PHRASES if TOPICS.guess(said)[:2] != (name, 1.0)] == []


def test_every_theme_can_be_said() -> None:
    opened = {"perdu", "urgence"}
    assert {name for name, flow in PLAYBOOK.flows.items() if not flow.phrases} <= opened


@pytest.mark.parametrize("said", ["🙂", "🙂🙂🙂", "12", "qsdfghjk", "…", "?"])
def test_signs_numbers_and_gibberish_mean_nothing(said: str) -> None:
    assert HEARING.guess(said)[::2] == (None, ())


@pytest.mark.parametrize("said", ["jveux pas arreter mes études", "ca s'arrête à quelle heure", "mon tel bloque"])
def test_stop_is_neither_guessed_nor_proposed_to_who_speaks_of_something_else(said: str) -> None:
    guess = HEARING.guess(said)
    assert "stop" not in (guess.dialogue, *guess.suggestions)


@given(
    st.lists(st.sampled_from(sorted({word for _, said in PHRASES for word in said.split()})), min_size=1, max_size=9)
)
def test_nobody_is_asked_whether_they_meant_to_be_polite(words: list[str]) -> None:
    assert MANNERS.isdisjoint(HEARING.guess(" ".join(words)).suggestions)
