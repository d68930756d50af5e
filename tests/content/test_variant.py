"""A version published in the middle of a conversation, told as a scenario: a step as it was, changed, or gone."""

from __future__ import annotations

import pytest

from tests.content.conftest import Folder
from tests.content.conversations import HELLO, TO_AGREEMENT, TO_NAME, run


def test_a_change_elsewhere_is_not_seen_until_one_comes_there(folder: Folder) -> None:
    published = TO_NAME + "  - publie: {rappel/telephone: 'Quel numéro, {{ prenom }} ?'}\n"
    assert run(folder, published + "  - ecrit: Zoé\n  - bot: Quel numéro, Zoé ?\n").told == ""


def test_a_question_that_changed_is_asked_again(folder: Folder) -> None:
    published = TO_NAME + "  - publie:\n      rappel/prenom: Comment tu t'appelles ?\n"
    again = "  - bot: |\n      etape_changee\n\n      Comment tu t'appelles ?\n    boutons: [J'arrête là]\n"
    assert run(folder, published + "  - ecrit: Zoé\n" + again).told == ""
    assert (
        run(folder, published + "  - ecrit: Zoé\n" + again + "  - ecrit: Zoé\n  - bot: Ton numéro, Zoé ?\n").told == ""
    )


def test_where_a_question_is_gone_one_goes_on_elsewhere(folder: Folder) -> None:
    gone = TO_NAME + "  - supprime: rappel/prenom\n  - ecrit: Zoé\n"
    assert run(folder, gone + "  - bot: |\n      etape_disparue\n\n      Que veux-tu ?\n").told == ""


def test_where_a_question_is_gone_one_goes_where_it_says(folder: Folder) -> None:
    folder.edit("dialogues/rappel.yaml", "    dire: Ton prénom ?\n", "    dire: Ton prénom ?\n    repli: personne\n")
    gone = TO_NAME + "  - supprime: rappel/prenom\n  - ecrit: Zoé\n"
    said = "  - bot: |\n      etape_disparue\n\n      Personne ne peut t'appeler.\n  - bot: Que veux-tu ?\n"
    assert run(folder, gone + said).told == ""


def test_what_led_to_a_step_that_is_gone_leads_where_its_people_go(folder: Folder) -> None:
    gone = TO_AGREEMENT + "  - supprime: rappel/prenom\n  - ecrit: /rappel\n"
    folder.edit("dialogues/rappel.yaml", "titre: Être appelé\n", "titre: Être appelé\ncommande: Être appelé\n")
    again = "  - bot: Mission locale t'appelle avant lundi 30 novembre, 18 h. D'accord ?\n"
    assert run(folder, gone + again + "  - appuie: Oui, d'accord\n  - bot: Que veux-tu ?\n").told == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "publie: {rappel/prenon: Oh}",
            "il n'y a pas d'étape « rappel/prenon » ; vouliez-vous dire « rappel/prenom » ?",
        ),
        ("supprime: velo/question", "il n'y a pas d'étape « velo/question »"),
        ("publie: {suivi/debut: Oh}", "l'étape « suivi/debut » ne dit rien : elle n'a pas de texte à changer"),
        ("supprime: aide/aide", "« aide/aide » commence son dialogue : cette étape ne se supprime pas seule"),
    ],
)
def test_a_version_that_cannot_be_is_not_published(folder: Folder, line: str, told: str) -> None:
    assert run(folder, HELLO + f"  - {line}\n").told == (
        f"dialogues/scenarios/essai.yaml:7: {told}\n    après « ecrit: /start », ligne 4"
    )
