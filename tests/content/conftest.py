"""A valid folder of dialogues and data, to change and load."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.content.loader import Loaded, load
from tests.content import folders

TODAY = date(2026, 11, 25)


class Folder:
    """A folder that an operator edits."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str) -> None:
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def load(self) -> Loaded:
        return load(Path("dialogues"), Path("data"), TODAY)

    def codes(self) -> list[str]:
        return [problem.code for problem in self.load().problems]


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Folder]:
    def laid(example: Path | None = None) -> Folder:
        folders.lay(tmp_path, example)
        monkeypatch.chdir(tmp_path)
        return Folder(tmp_path)

    return laid


@pytest.fixture
def folder(lay: Callable[..., Folder]) -> Folder:
    return lay()
