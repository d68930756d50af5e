"""Files far larger than anyone writes are told in a time that grows as they do, and never raise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator

import pytest

from bot.content import checks, wording
from bot.content.problems import Problem
from tests.content.conftest import Folder
from tests.content.folders import BROKEN

EXAMPLES = sorted(BROKEN.iterdir())

HEAD = "dialogue: aide\ntitre: Aide\netapes:\n"
MANY = 3_000
ASKING = "  e{0}:\n    demander: texte\n    dire: Dis {{{{ e{1} }}}}.\n    choix:\n      Non: fin\n"
DEEP = [
    "{% if quartier %}" * 700 + "ici" + "{% endif %}" * 700,
    "{{ " + "(" * 5_000 + " }}",
    "{{ " + "not " * 4_000 + "quartier }}",
    "{{ age" + " + age" * 3_000 + " }}",
    "{{ quartier" + "|trim" * 3_000 + " }}",
    "{{ " * 6_000,
]


@pytest.mark.parametrize("text", DEEP, ids=range(len(DEEP)))
def test_a_text_nested_far_too_deep_is_a_problem_and_no_exception(text: str) -> None:
    assert [fault.code for fault in wording.read_text(text).faults] == ["texte-illisible"]


def test_a_condition_nested_far_too_deep_is_a_problem_too() -> None:
    assert wording.read_condition("(" * 5_000).faults
    assert wording.read_condition("a, " + "not " * 4_000 + "b").faults


@pytest.mark.parametrize("read", [wording.read_text, wording.read_condition])
def test_a_text_far_too_long_is_not_read_at_all(read: type) -> None:
    (fault,) = read("{% if a %}" * 100_000).faults
    assert (fault.code, fault.message) == ("texte-trop-long", "ce texte fait 1000000 caractères")


def test_a_very_long_text_is_told_once(folder: Folder) -> None:
    folder.edit("dialogues/aide.yaml", "Touche un bouton.", '"' + "{{ quartier }} " * 10_000 + '"')
    assert folder.codes().count("texte-trop-long") == 1


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("  e{0}:\n    dire: Bien.\n", "enchainement-trop-long"),
        ("  e{0}:\n    si:\n      age > {0}: e{1}\n      sinon: e{2}\n", "etape-inconnue"),
        ("  e{0}:\n    dire: Bien.\n    choix:\n      Oui: z{0}\n", "etape-inconnue"),
        (ASKING, "mot-trop-tot"),
    ],
)
def test_a_dialogue_of_thousands_of_steps_is_told(folder: Folder, step: str, told: str) -> None:
    folder.write("dialogues/aide.yaml", HEAD + "".join(step.format(at, at + 1, at + 2) for at in range(MANY)))
    codes = folder.codes()
    assert told in codes
    assert len(codes) < MANY


def test_the_problems_of_a_rule_are_all_critical_or_none_is(
    lay: Callable[..., Folder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that those of too many that are not told never hold back something critical."""
    told = defaultdict[str, set[bool]](set)

    def recorded(found: Generator[Problem], most: int) -> Iterator[Problem]:
        for problem in found:
            told[f"{found.gi_code.co_filename} {found.__name__}"].add(problem.critical)
            yield problem

    monkeypatch.setattr(checks, "islice", recorded)
    for example in EXAMPLES:
        lay(example).load()
    assert len(told) > 40
    assert [rule for rule, critical in told.items() if len(critical) > 1] == []
