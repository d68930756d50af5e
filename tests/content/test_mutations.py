"""Whatever happens to a file, `check` says so where it happened; the bot never starts on what would break.

The same with far more accidents: `python -m tests.bench.mutations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.problems import problem
from bot.content.tree import Mark
from tests.content.mutations import ACCIDENTS, ONE_MIB, Ground, Mutant

SEEDS = range(200)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("contenu")
        patch.chdir(folder)
        yield Ground(folder)


def test_the_ground_itself_has_no_critical_problem(ground: Ground) -> None:
    assert not [told for told in ground.usual if told.critical]


@pytest.mark.parametrize("start", range(0, len(SEEDS), 20))
def test_an_accident_is_told_in_its_file_and_breaks_nothing_else(ground: Ground, start: int) -> None:
    wrong = [ground.complaint(seed) for seed in SEEDS[start : start + 20]]
    assert not list(filter(None, wrong))


def test_every_kind_of_accident_and_of_file_is_met(ground: Ground) -> None:
    met = [ground.mutant(seed) for seed in SEEDS]
    assert {one.accident for one in met} == {accident.__name__ for accident in ACCIDENTS}
    assert {Path(one.file).parent.as_posix() for one in met} == {
        "data",
        "dialogues",
        "dialogues/exemples",
        "dialogues/langues",
        "dialogues/scenarios",
    }


def test_a_seed_draws_the_same_mutant_again(ground: Ground) -> None:
    assert ground.mutant(7) == ground.mutant(7)


def test_a_stray_problem_would_be_seen(ground: Ground) -> None:
    """The judge itself is tried: a problem in another file than the mutant is named."""
    stray = problem("yaml-illisible", Mark("data/services.yaml"), "illisible")
    assert ground.strays(Mutant("data/structures.yaml", "", b"a: [\n"), (stray,)) == [stray]
    assert ground.strays(Mutant("data/services.yaml", "", b"a: [\n"), (stray,)) == []


@pytest.mark.parametrize("size", [ONE_MIB + 1, 64 * ONE_MIB])
def test_a_file_far_too_big_is_refused_without_being_read_to_its_end(ground: Ground, size: int) -> None:
    found = ground.judged(Mutant("dialogues/aide.yaml", "far_too_big", b"x" * size))
    assert [told.code for told in found.problems] == ["fichier-trop-gros"]
