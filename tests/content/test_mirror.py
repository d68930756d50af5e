"""A scenario in another language walks the same steps as in French, or where they part is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.loader import written
from bot.content.mirror import mirror
from bot.content.replay import Outcome
from bot.content.translation import po
from bot.content.translation.passages import Kind, passages
from bot.core.engine import Engine
from tests.content.conftest import Folder
from tests.content.conversations import HEAD, HELLO, TO_NAME

LINA = HELLO.replace("  - ", "  - qui: Lina\n    ")


def mirrored(folder: Folder, conversation: str) -> Outcome:
    """Play a conversation in Arabic, of which each text is its French behind a mark."""
    every = passages(written(Path("dialogues"), Path("data"))).items()
    entries = [po.Entry(*place, f"¶ {place[1]}") for place, passage in every if passage.kind is not Kind.PHRASES]
    folder.write("dialogues/langues/ar.po", po.write("Language: ar\n", entries))
    folder.write("dialogues/scenarios/essai.yaml", HEAD + conversation)
    loaded = folder.load()
    assert loaded.playbook
    (scenario,) = [one for one in loaded.scenarios if one.name == "Essai"]
    return mirror(scenario, Engine(loaded.playbook), "ar")


@pytest.mark.parametrize(
    ("conversation", "reached"),
    [
        (TO_NAME + "  - silence: oui\n  - bot: Que veux-tu ?\n  - appuie: De l'aide\n", "aide.aide"),
        (TO_NAME + "  - le: jeudi 26 novembre 2026 à 10h30\n  - ecrit: Zoé\n", "rappel.telephone"),
        (TO_NAME + "  - redemarre: oui\n  - ecrit: Zoé\n", "rappel.telephone"),
        (TO_NAME + "  - publie: {rappel/telephone: Quel numéro ?}\n  - ecrit: Zoé\n", "rappel.telephone"),
        (HELLO + "  - supprime: rappel/accord\n  - appuie: De l'aide\n", "aide.aide"),
        (HELLO + "  - livraison: echoue\n  - livraison: reprend\n  - appuie: De l'aide\n", "aide.aide"),
        (HELLO + "  - appuie: {bouton: De l'aide, du_message: 1}\n", "aide.aide"),
        (LINA + "  - qui: Lina\n    appuie: De l'aide\n", "aide.aide"),
    ],
)
def test_every_verb_is_followed(folder: Folder, conversation: str, reached: str) -> None:
    outcome = mirrored(folder, conversation)
    assert outcome.told == ""
    assert reached in outcome.visited


def test_where_the_two_part_is_told(folder: Folder) -> None:
    steps = "etapes:\n  selon:\n    si:\n      langue == 'arabe': autre\n      sinon: aide\n"
    folder.edit("dialogues/aide.yaml", "etapes:\n", steps)
    folder.edit("dialogues/aide.yaml", "    dire: Touche un bouton.\n", "    dire: Touche un bouton.\n    puis: fin\n")
    folder.write("dialogues/aide.yaml", Path("dialogues/aide.yaml").read_text("utf-8") + "  autre:\n    dire: Oh.\n")
    assert mirrored(folder, LINA + "  - qui: Lina\n    appuie: De l'aide\n").told == (
        "dialogues/scenarios/essai.yaml:10: en arabe, la conversation n'est pas la même\n    aide.aide, aide.autre"
    )
