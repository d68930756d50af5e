"""Makes whole folders of dialogues and data from the valid base and what an example changes in it."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

from bot.content.grammar import SPOKEN
from bot.content.loader import LANGUAGES, written
from bot.content.translation import po
from bot.content.translation.passages import Kind, passages

HERE = Path(__file__).parent
BASE = HERE / "base"
BROKEN = HERE / "broken"

TOO_BIG = {"fichier-trop-gros": ("dialogues/aide.yaml", b"# " + b"x" * 1024 * 1024)}
"""What is too big to keep as a file."""


def words() -> str:
    """mots.yaml with one sentence a field, whatever the fields are today; partners' first, on lines that stay."""
    lines = []
    for whose, kind in sorted(SPOKEN.items(), reverse=True):
        lines += [f"{whose}:", *(f"  {f.name}: {f.name}" for f in fields(kind))]
    return "\n".join(lines) + "\n"


def lay(folder: Path, example: Path | None = None) -> None:
    """Lay the base in `folder`, and over it the files of an example.

    `retire.txt` names those it takes away, `mots.txt` says a sentence of mots.yaml otherwise: « which: text ». What a
    translation does not speak of is translated by itself, so that an example shows only its own fault.
    """
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    said = words()
    if example and (example / "mots.txt").exists():
        which, text = (example / "mots.txt").read_text("utf-8").strip().split(": ", 1)
        said = said.replace(f"  {which}: {which}\n", f"  {which}: {text}\n")
    (folder / "dialogues" / "mots.yaml").write_text(said, "utf-8")
    if example is None:
        return
    shutil.copytree(example, folder, dirs_exist_ok=True)
    for name in (example / "retire.txt").read_text("utf-8").split() if (example / "retire.txt").exists() else ():
        (folder / name).unlink()
    if example.name in TOO_BIG:
        name, data = TOO_BIG[example.name]
        (folder / name).write_bytes(data)
    for at in (folder / "dialogues" / LANGUAGES).glob("*.po"):
        complete(at, folder)


def complete(at: Path, folder: Path) -> None:
    """Add to a translation every passage that it has no entry for, each translated by itself."""
    found = po.read(at.read_text("utf-8"))
    every = passages(written(folder / "dialogues", folder / "data"))
    places = {entry.context for entry in found.entries}
    missing = (p for p in every.values() if p.context not in places or p.kind is Kind.BOUTON)
    known = {entry.key for entry in found.entries}
    added = [po.Entry(p.context, p.source, p.source) for p in missing if p.key not in known]
    at.write_text(at.read_text("utf-8") + "\n" + po.write("", added), "utf-8")
