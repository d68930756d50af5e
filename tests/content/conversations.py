"""Conversations with the base of all examples, written as operators write them and replayed."""

from __future__ import annotations

from bot.content.replay import Outcome, replay
from bot.core.engine import Engine
from tests.content.conftest import Folder

HEAD = "scenario: Essai\nle: jeudi 26 novembre 2026 à 10h\nconversation:\n"
HELLO = "  - ecrit: /start\n  - bot: Salut !\n  - bot: Que veux-tu ?\n"
TO_AGREEMENT = (
    HELLO + "  - appuie: Qu'on m'appelle\n  - bot: Tu habites où ?\n  - position: 48.126, -1.660\n"
    "  - bot: Mission locale t'appelle avant lundi 30 novembre, 18 h. D'accord ?\n"
)
TO_NAME = TO_AGREEMENT + "  - appuie: Oui, d'accord\n  - bot: Ton prénom ?\n"
TO_REQUEST = TO_NAME + "  - ecrit: Zoé\n  - bot: Ton numéro, Zoé ?\n  - numero: 06 39 98 12 34\n"


def run(folder: Folder, conversation: str) -> Outcome:
    """Replay a conversation of the base, which can be read without a problem."""
    folder.write("dialogues/scenarios/essai.yaml", HEAD + conversation)
    loaded = folder.load()
    assert loaded.playbook
    assert loaded.problems == ()
    (written,) = [s for s in loaded.scenarios if s.name == "Essai"]
    return replay(written, Engine(loaded.playbook))
