"""Each question has a way out and a use."""

from __future__ import annotations

import pytest

from tests.content.conftest import Folder

AIDE, RAPPEL = "dialogues/aide.yaml", "dialogues/rappel.yaml"
HEAD = "dialogue: aide\ntitre: Aide\ncommande: Comment ça marche\non_dit: [à l'aide]\netapes:\n"
COLOUR = "  couleur:\n    demander: choix\n    dire: Ta couleur ?\n    reponses: {Rouge: rouge, Bleu: bleu}\n"


@pytest.mark.parametrize(
    "then",
    [
        "  dit:\n    dire: C'est {{ couleur }}.\n",
        "  dit:\n    dire: |\n      {% if couleur == 'rouge' %}Chaud.{% else %}Froid.{% endif %}\n",
        "  tri:\n    si:\n      couleur == 'rouge': fin\n      sinon: fin\n",
        "  depot:\n    deposer: [couleur]\n    dire: C'est gardé.\n",
    ],
)
def test_an_answer_that_something_uses(folder: Folder, then: str) -> None:
    folder.write(AIDE, HEAD + COLOUR + then)
    assert folder.codes() == []


def test_an_answer_that_nothing_uses_should_not_be_asked(folder: Folder) -> None:
    folder.write(AIDE, HEAD + COLOUR)
    assert folder.codes() == ["reponse-inutile"]


def test_what_decides_who_may_call_is_used_by_the_engine(folder: Folder) -> None:
    folder.write(AIDE, HEAD + COLOUR.replace("couleur:", "age:").replace("rouge", "16-17").replace("bleu", "18-20"))
    assert folder.codes() == []


def test_a_question_with_buttons_of_its_own_needs_no_other(folder: Folder) -> None:
    folder.write(
        AIDE, HEAD + "  pret:\n    demander: oui_non\n    dire: Prêt ?\n  dit:\n    dire: Tu dis {{ pret }}.\n"
    )
    assert folder.codes() == []


def test_a_question_that_hands_nothing_over_may_stay_silent(folder: Folder) -> None:
    asked = (
        "  mot:\n    demander: texte\n    dire: Un mot ?\n    choix: {Non: fin}\n  dit:\n    dire: Tu dis {{ mot }}.\n"
    )
    folder.write(AIDE, HEAD + asked)
    assert folder.codes() == []


def test_a_request_half_made_is_told_of(folder: Folder) -> None:
    folder.edit(RAPPEL, "    si_silence: {apres: 2 h, aller: fin}\n", "")
    assert folder.codes() == ["silence-oublie"]
