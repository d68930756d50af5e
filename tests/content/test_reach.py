"""From every step the menu and someone to talk to are a few taps away."""

from __future__ import annotations

import pytest

from bot.content.checks.reach import MAX_TAPS
from tests.content.conftest import Folder

AIDE = "dialogues/aide.yaml"
HEAD = "dialogue: aide\ntitre: Aide\ncommande: Comment ça marche\non_dit: [à l'aide]\netapes:\n"


def pages(number: int, last: str = "fin") -> str:
    """Return a dialogue of so many pages, a tap from one to the next."""
    names = [f"page_{n}" for n in range(number)]
    steps = zip(names, [*names[1:], last], strict=True)
    return HEAD + "".join(f"  {name}:\n    dire: Lis ceci.\n    choix: {{Suite: {then}}}\n" for name, then in steps)


@pytest.mark.parametrize("last", ["fin", "menu"])
def test_the_menu_is_a_tap_from_someone(folder: Folder, last: str) -> None:
    folder.write(AIDE, pages(MAX_TAPS - 2, last))
    assert folder.codes() == []


def test_someone_further_than_a_few_taps_is_told_with_the_way_there(folder: Folder) -> None:
    folder.write(AIDE, pages(MAX_TAPS + 1))
    (found,) = folder.load().problems
    assert (found.code, found.line) == ("humain-trop-loin", 6)
    assert found.fix.endswith("Pour arriver là : aide → page_0")


def test_a_way_to_someone_along_the_way_is_enough(folder: Folder) -> None:
    folder.write(AIDE, pages(MAX_TAPS + 2).replace("{Suite: page_4}", "{Suite: page_4, Parler à quelqu'un: rappel}"))
    assert folder.codes() == []


def test_going_back_counts_as_a_way(folder: Folder) -> None:
    folder.write(
        AIDE,
        HEAD + "  aide:\n    dire: Ça va ?\n    choix: {Oui: fin, Plus: plus}\n  plus:\n    dire: Lis.\n"
        "    choix: {Revenir: retour}\n",
    )
    assert folder.codes() == []


def test_two_dialogues_that_only_lead_to_each_other_are_told_once(folder: Folder) -> None:
    folder.write(AIDE, pages(1, "autre"))
    folder.write(
        "dialogues/autre.yaml",
        pages(1, "aide")
        .replace("aide\ntitre", "autre\ntitre")
        .replace("commande: Comment ça marche\non_dit: [à l'aide]\n", ""),
    )
    (found,) = folder.load().problems
    assert found.code == "menu-inaccessible"


def test_what_only_a_clock_leads_to_is_no_way_out(folder: Folder) -> None:
    silence = "    si_silence: {apres: 2 h, aller: menu}\n"
    folder.write(AIDE, pages(1, "autre") + silence)
    folder.write(
        "dialogues/autre.yaml",
        pages(1, "aide")
        .replace("aide\ntitre", "autre\ntitre")
        .replace("commande: Comment ça marche\non_dit: [à l'aide]\n", ""),
    )
    assert "menu-inaccessible" in folder.codes()


def test_a_menu_that_leads_to_nobody_is_told_alone(folder: Folder) -> None:
    folder.edit("dialogues/menu.yaml", "      Où passer: permanences\n      Qu'on m'appelle: rappel\n", "")
    folder.edit("dialogues/permanences.yaml", "titre: Où passer\n", "titre: Où passer\non_dit: [où passer]\n")
    (found,) = folder.load().problems
    assert (found.code, found.file) == ("humain-trop-loin", "dialogues/menu.yaml")
