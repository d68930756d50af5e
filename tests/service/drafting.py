"""A small draft that a test edits, and its published versions."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.content.loader import load_to_play
from bot.content.versions import Version, Versions
from bot.core.playbook import Playbook
from bot.service.clock import Clock
from bot.service.publishing import Publishing
from bot.store import Store
from tests.content import folders


class Draft:
    """The folders of an operator."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "brouillon"
        folders.lay(self.folder)
        self.versions = Versions(folder / "versions")

    @property
    def dialogues(self) -> Path:
        return self.folder / "dialogues"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def greets(self, word: str, instead: str = "Salut") -> None:
        """Say hello otherwise, in the dialogue and in the scenario that holds it."""
        self.edit("dialogues/bonjour.yaml", f"dire: {instead} !", f"dire: {word} !")
        self.edit("dialogues/scenarios/bonjour.yaml", f"bot: {instead} !", f"bot: {word} !")

    def breaks(self) -> None:
        """Make a fault that cannot be played."""
        self.edit("dialogues/permanences.yaml", "si_vide: rien", "si_vide: rein")

    def adds_what_nobody_reaches(self, name: str) -> None:
        """Add a dialogue that is worth a warning."""
        text = f"dialogue: {name}\ntitre: {name}\netapes:\n  seule:\n    dire: Me voici.\n"
        (self.dialogues / f"{name}.yaml").write_text(text, "utf-8")

    def playbook(self) -> Playbook:
        playbook = load_to_play(self.dialogues, self.data).playbook
        assert playbook
        return playbook

    def publishing(self, store: Store, clock: Clock) -> Publishing:
        return Publishing(self.versions, self.dialogues, self.data, store, clock)


async def published(publishing: Publishing, author: str = "Zoé") -> Version:
    return await publishing.publish(await publishing.sheet(), author)


async def settled(*looks: Any) -> None:
    """Look twice: what is new is loaded once it is the same at two looks."""
    for look in looks * 2:
        await look()
        await asyncio.sleep(0)
