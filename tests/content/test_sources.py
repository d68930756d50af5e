"""Where facts come from: every number, amount and event names its source, and the list of those without is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.content.checks import facts, sources
from bot.content.loader import written
from tests.content.conftest import Folder

ROOT = Path(__file__).parents[2]
AIDE = "dialogues/aide.yaml"
SOURCE = "# - 119 et 0 800 235 236 : solidarites.gouv.fr, 07/11/2025 ; 619,83 € et 1 200 € : communiqué du 29/12/2025\n"


@pytest.fixture(scope="module")
def shipped():
    return written(ROOT / "dialogues", ROOT / "data")


@pytest.mark.parametrize("rule", [facts.have_a_source, sources.figures_are_sourced, sources.events_are_sourced])
def test_the_list_of_facts_without_a_source_is_empty(rule, shipped):
    assert [(p.file, p.line, p.message) for p in rule(shipped)] == []


def test_something_is_looked_at(shipped):
    assert shipped.schemes
    assert shipped.events
    assert {"numeros", "sante", "epide"} <= shipped.dialogues.keys()


@pytest.mark.parametrize(("file", "key"), [("structures", "structures"), ("services", "services")])
def test_every_place_says_where_it_comes_from_and_when_it_was_last_seen(file, key):
    records = yaml.safe_load((ROOT / "data" / f"{file}.yaml").read_text("utf-8"))[key]
    assert records
    assert [r["id"] for r in records if not (r.get("source") and r.get("date_maj"))] == []


@pytest.mark.parametrize("figure", ["*119*", "0 800 235 236", "619,83 €", "1 200 €"])
class TestAFigure:
    def test_passes_when_a_comment_of_its_file_names_it(self, folder: Folder, figure):
        say(folder, figure, SOURCE)
        assert folder.codes() == []

    def test_is_told_otherwise(self, folder: Folder, figure):
        say(folder, figure, "")
        assert folder.codes() == ["sans-source"]


@pytest.mark.parametrize(
    ("figure", "comment"),
    [("*119*", "# - 1190 : une page"), ("619 €", "# - 619,83 € : une page"), ("83 €", "# - 619,83 €")],
)
def test_a_part_of_a_number_is_not_that_number(folder: Folder, figure, comment):
    say(folder, figure, f"{comment}\n")
    assert folder.codes() == ["sans-source"]


def test_the_numbers_of_all_are_sourced_in_one_place(folder: Folder):
    say(folder, "*119*", "")
    text = "dialogue: numeros\ntitre: Les numéros\non_dit: [les numéros]\netapes:\n  liste:\n    dire: |\n      *119*\n"
    folder.write("dialogues/numeros.yaml", "# - 119 : solidarites.gouv.fr, 07/11/2025\n" + text)
    assert folder.codes() == []


@pytest.mark.parametrize("text", ["*Important*", "de 16 à 25 ans", "de 9 h à 23 h", "en 2025", "*3 jours*"])
def test_other_figures_need_none(folder: Folder, text):
    say(folder, text, "")
    assert folder.codes() == []


def say(folder: Folder, text: str, comment: str) -> None:
    written_before = (folder.path / AIDE).read_text("utf-8")
    folder.write(AIDE, comment + written_before.replace("Touche un bouton.", f"|\n      Voici : {text}"))
