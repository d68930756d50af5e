"""A dialogue as a map: every step once, every way out named, what is wrong at its step."""

from __future__ import annotations

import pytest

from bot.content.loader import load_to_play, written
from bot.studio.drawing import BOX, picture
from bot.studio.mapping import cards
from tests.living import REPO
from tests.studio.workshops import copied


@pytest.fixture(scope="module")
def book():
    return written(REPO / "dialogues", REPO / "data")


def test_every_step_of_every_dialogue_is_on_its_map_once(book):
    for dialogue in book.dialogues.values():
        drawn = picture(cards(book, dialogue))
        assert [box.card.name for box in drawn.boxes] == list(dialogue.steps)
        assert all(box.x + BOX <= drawn.width and box.y + box.height <= drawn.height for box in drawn.boxes)


def test_the_doors_of_a_step_are_its_buttons_and_where_they_lead(book):
    found = {card.name: card for card in cards(book, book.dialogues["rappel"])}
    assert [(door.said, door.where, door.step) for door in found["accord"].doors] == [
        ("Oui, d'accord", "prenom", "prenom"),
        ("Non merci", "refus", "refus"),
        ("J'ai moins de 15 ans", "moins_de_15", "moins_de_15"),
        ("s'il n'y a rien", "personne", "personne"),
    ]
    assert found["prenom"].verb == "demander : prenom"
    assert found["prenom"].words == "C'est quoi ton prénom ?"
    assert ("sans réponse", "pas_fini") in [(door.said, door.where) for door in found["prenom"].doors]


def test_a_way_back_is_named_in_its_box_and_one_forward_is_a_line(book):
    drawn = picture(cards(book, book.dialogues["rappel"]))
    rows = {(box.card.name, row.said): row.where for box in drawn.boxes for row in box.rows}
    assert rows["personne", "Changer de quartier"] == "↩ quartier"
    assert rows["accord", "Oui, d'accord"] == ""
    assert rows["envoi", "ensuite"] == "→ menu"


def test_a_way_to_nowhere_and_its_problem_are_shown_at_their_step(tmp_path):
    dialogues, data = copied(tmp_path)
    file = dialogues / "rappel.yaml"
    file.write_text(file.read_text("utf-8").replace("Oui, d'accord: prenom", "Oui, d'accord: prenon"), "utf-8")
    problems = load_to_play(dialogues, data).problems
    book = written(dialogues, data)
    found = {card.name: card for card in cards(book, book.dialogues["rappel"], problems)}
    assert [door.lost for door in found["accord"].doors] == [True, False, False, False]
    assert "etape-inconnue" in [problem.code for problem in found["accord"].problems]
    assert "etape-inconnue" not in [problem.code for problem in found["telephone"].problems]
