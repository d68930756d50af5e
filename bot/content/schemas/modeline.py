"""The line by which a file tells editors its schema; it is a comment, which the bot does not read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bot.content.schemas.files import FILES

MARK = b"# yaml-language-server: $schema="
"""What the line begins with; the way to the schema follows."""
_BOM = b"\xef\xbb\xbf"


def kinds(dialogues: Path, data: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of both folders that have a schema, each with the name of its kind."""
    for path in sorted(dialogues.glob("*.yaml")):
        yield path, path.stem if path.stem in ("mots", "urgence", "parler_jeune") else "dialogue"
    for path in sorted((dialogues / "scenarios").glob("*.yaml")):
        yield path, "scenario"
    for path in sorted((dialogues / "exemples").glob("*.yaml")):
        yield path, "exemples"
    yield from ((path, path.stem) for path in sorted(data.glob("*.yaml")) if path.stem in FILES)


def linked(content: bytes, path: Path, schema: Path) -> bytes:
    """Return a file's content with the line that leads from `path` to a schema, first; nothing else changes."""
    bom = _BOM if content.startswith(_BOM) else b""
    rest = content[len(bom) :]
    end = b"\r\n" if b"\r\n" in rest else b"\n"
    if rest.startswith(MARK):
        rest = rest.partition(b"\n")[2]
    return bom + MARK + _way(path, schema).encode() + end + rest


def _way(path: Path, schema: Path) -> str:
    """Return the relative path from a file to another, as an address."""
    return Path(os.path.relpath(schema.resolve(), path.resolve().parent)).as_posix()
