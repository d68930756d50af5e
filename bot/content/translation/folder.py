"""Reads the folder of translations: a .po file for each language, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.content.translation.file import Translation
from bot.content.tree import Page
from bot.core.tongue import SOURCE

MOST_BYTES = 4 * 1024 * 1024
"""Far above a whole translation; a longer file is something else."""


def translations(folder: Path, shown: Callable[[Path], str]) -> dict[str, Translation]:
    """Return the languages of a folder by their codes; `shown` names a file as an operator sees it."""
    files = (path for path in sorted(folder.glob("*.po")) if not path.name.startswith(".") and path.stem != SOURCE)
    return {path.stem: opened(path, shown(path)) for path in files}


def opened(path: Path, name: str = "") -> Translation:
    """Return a language's file, known as `name`; an empty one where there is none."""
    name = name or path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Translation(path.stem, Page(name, ""), unread=True)
    return Translation(path.stem, Page(name, text if len(data) <= MOST_BYTES else ""), len(data) > MOST_BYTES)
