"""The kind of change between two versions, as the list of versions says it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.changes import FIRST, kinds
from bot.content.versions import Contents, Entry, Version, Versions
from tests.content.conftest import Folder

DIALOGUES, DATA = Path("dialogues"), Path("data")


@pytest.fixture
def published(folder: Folder) -> Version:
    contents = Contents(DIALOGUES, DATA)
    entry = Entry("Zoé", datetime(2026, 11, 26, tzinfo=UTC), (FIRST,))
    return Versions(Path("versions")).add(contents, contents.digest, entry, after=0)


def found(version: Version | None) -> tuple[str, ...]:
    return kinds(Contents(DIALOGUES, DATA), DIALOGUES, DATA, version)


def test_what_comes_first_is_said_to(folder: Folder) -> None:
    assert found(None) == ("première version",)


def test_what_is_the_same_is_no_change(published: Version) -> None:
    assert found(published) == ()


EDITS = [
    ("dialogues/bonjour.yaml", "dire: Salut !", "dire: Bonsoir !", "textes"),
    ("dialogues/menu.yaml", "De l'aide:", "Un coup de main:", "textes"),
    ("dialogues/mots.yaml", "pas_compris: pas_compris", "pas_compris: Pardon ?", "textes"),
    ("dialogues/permanences.yaml", "Merci: fin", "Merci: rien", "étapes"),
    ("dialogues/rappel.yaml", "apres: 2 h", "apres: 3 h", "étapes"),
    ("dialogues/rappel.yaml", "  - rappelez-moi", "  - appelez-moi", "compréhension"),
    ("dialogues/urgence.yaml", "je veux mourir", "je veux mourir, mourir", "urgences"),
    ("dialogues/scenarios/bonjour.yaml", "bot: Salut !", "bot: Bonsoir !", "scénarios"),
    ("dialogues/bonjour.yaml", "dialogue:", "# une remarque\ndialogue:", "remarques"),
    ("data/quartiers.yaml", "gayeulles", "les gayeulles", "données"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), EDITS, ids=[f"{said} {new}" for *_, new, said in EDITS])
def test_a_change_is_named(folder: Folder, published: Version, name: str, old: str, new: str, said: str) -> None:
    folder.edit(name, old, new)
    assert found(published) == (said,)


def test_several_kinds_are_said_in_their_order(folder: Folder, published: Version) -> None:
    folder.write("data/quartiers.yaml", "# ici\n" + (folder.path / "data/quartiers.yaml").read_text("utf-8"))
    folder.write("dialogues/langues/ar.po", "")
    folder.edit("dialogues/bonjour.yaml", "Salut !", "Bonsoir !")
    folder.write("data/importes/services.json", "{}")
    folder.write("dialogues/exemples/rappel.yaml", "")
    assert found(published) == ("textes", "compréhension", "données", "imports", "traductions")


def test_a_new_dialogue_is_steps(folder: Folder, published: Version) -> None:
    folder.write("dialogues/velo.yaml", "dialogue: velo\ntitre: Vélo\netapes:\n  un:\n    dire: Oui.\n")
    assert found(published) == ("étapes",)
