"""Every code has an example folder under broken/, and `attendu.txt` says exactly what an operator reads of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.content.codes import CODES, Severity
from bot.content.problems import render
from tests.content.conftest import Folder
from tests.content.folders import BROKEN


def test_every_code_has_its_example_and_every_example_its_code() -> None:
    assert {example.name for example in BROKEN.iterdir()} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_operator_reads_where_it_is_wrong_and_how_to_mend_it(code: str, lay: Callable[..., Folder]) -> None:
    loaded = lay(BROKEN / code).load()
    assert render(loaded.problems) + "\n" == (BROKEN / code / "attendu.txt").read_text("utf-8")
    assert code in [problem.code for problem in loaded.problems]


@pytest.mark.parametrize("code", CODES)
def test_what_would_break_a_conversation_is_never_published(code: str, lay: Callable[..., Folder]) -> None:
    loaded = lay(BROKEN / code).load()
    assert (loaded.playbook is None) == any(problem.critical for problem in loaded.problems)


@pytest.mark.parametrize(("code", "said"), CODES.items())
def test_every_code_is_explained_in_one_sentence(code: str, said: tuple[Severity, str]) -> None:
    assert said[1].endswith(".")
    assert said[1].count(". ") == 0


def test_the_base_of_all_examples_has_no_problem(folder: Folder) -> None:
    loaded = folder.load()
    assert render(loaded.problems) == ""
    assert loaded.playbook
