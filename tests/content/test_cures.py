"""The corpus of broken files: each gives exactly what is expected of it, and the cure printed takes away its problem.

broken/ has an example for each code, broken_elsewhere/ the same faults in other files, broken_several/ several at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.problems import Problem, render
from tests.content import test_manual
from tests.content.conftest import Folder
from tests.content.cures import BY_HAND, ELSEWHERE, SEVERAL, cures
from tests.content.folders import BROKEN

ONE, MORE = sorted(ELSEWHERE.iterdir()), sorted(SEVERAL.iterdir())
ALL = [*sorted(BROKEN.iterdir()), *ONE, *MORE]
_MEANT = re.compile(r"vouliez-vous dire « (.+) » \?")


def named(example: Path) -> str:
    return example.name


def kinds(problems: tuple[Problem, ...]) -> Counter[tuple[str, str]]:
    """Return how many problems of each code each file has; mending one moves the lines of others."""
    return Counter((problem.file, problem.code) for problem in problems)


def test_the_corpus_is_large_enough() -> None:
    assert len(ALL) - len(MORE) >= 120
    assert len(MORE) >= 20


@pytest.mark.parametrize("example", [*ONE, *MORE], ids=named)
def test_an_example_gives_what_is_expected_where_it_is_and_nothing_else(
    example: Path, lay: Callable[..., Folder]
) -> None:
    loaded = lay(example).load()
    assert render(loaded.problems) + "\n" == (example / "attendu.txt").read_text("utf-8")
    assert (loaded.playbook is None) == bool(loaded.critical)
    assert len(loaded.problems) == len(cures(example))
    assert (len(loaded.problems) == 1) == (example in ONE)


@pytest.mark.parametrize("example", [*ONE, *MORE], ids=named)
def test_each_cure_takes_away_its_own_problem_and_brings_no_other(example: Path, lay: Callable[..., Folder]) -> None:
    for number, cure in enumerate(cures(example)):
        folder = lay(example)
        before = folder.load().problems
        cure.apply(folder.path)
        assert kinds(folder.load().problems) == kinds((*before[:number], *before[number + 1 :]))


@pytest.mark.parametrize("example", MORE, ids=named)
def test_whoever_follows_every_cure_has_no_problem_left(example: Path, lay: Callable[..., Folder]) -> None:
    folder = lay(example)
    for cure in reversed(cures(example)):
        cure.apply(folder.path)
    assert folder.codes() == []


def test_every_cure_told_in_words_is_tried() -> None:
    assert BY_HAND.keys() == test_manual.IN_WORDS


@pytest.mark.parametrize("code", BY_HAND)
def test_a_cure_told_in_words_mends_its_example_too(code: str, lay: Callable[..., Folder]) -> None:
    folder = lay(BROKEN / code)
    assert set(folder.codes()) == {code}
    BY_HAND[code](folder.path)
    assert folder.codes() == []


@pytest.mark.parametrize("example", ALL, ids=named)
def test_the_word_proposed_may_be_written_over_the_word_shown(example: Path, lay: Callable[..., Folder]) -> None:
    folder = lay(example)
    for problem in folder.load().problems:
        if meant := _MEANT.search(problem.fix):
            path = folder.path / problem.file
            wrong = path.read_text("utf-8")
            path.write_text(written_over(wrong, problem, meant[1]), "utf-8")
            assert problem not in folder.load().problems
            path.write_text(wrong, "utf-8")


def written_over(text: str, problem: Problem, word: str) -> str:
    """Return a text with a word over what the carets of a problem underline."""
    lines = text.split("\n")
    line = lines[problem.line - 1]
    lines[problem.line - 1] = line[: problem.column - 1] + word + line[problem.column - 1 + problem.length :]
    return "\n".join(lines)
