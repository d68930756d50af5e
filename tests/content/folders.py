"""Makes whole folders of dialogues and data from the valid base and what an example changes in it."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

from bot.core.playbook import PartnerWords, Words

HERE = Path(__file__).parent
BASE = HERE / "base"
BROKEN = HERE / "broken"

TOO_BIG = {"fichier-trop-gros": ("dialogues/aide.yaml", b"# " + b"x" * 1024 * 1024)}
"""What is too big to keep as a file."""


def words() -> str:
    """mots.yaml with one sentence a field, whatever the fields are today."""
    lines = []
    for whose, kind in (("jeunes", Words), ("partenaires", PartnerWords)):
        lines += [f"{whose}:", *(f"  {f.name}: {f.name}" for f in fields(kind))]
    return "\n".join(lines) + "\n"


def lay(folder: Path, example: Path | None = None) -> None:
    """Lay the base in `folder`, and over it the files of an example; `retire.txt` names those it takes away."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    (folder / "dialogues" / "mots.yaml").write_text(words(), "utf-8")
    if example is None:
        return
    shutil.copytree(example, folder, dirs_exist_ok=True)
    for name in (example / "retire.txt").read_text("utf-8").split() if (example / "retire.txt").exists() else ():
        (folder / name).unlink()
    if example.name in TOO_BIG:
        name, data = TOO_BIG[example.name]
        (folder / name).write_bytes(data)
