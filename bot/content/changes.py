"""What kind of change lies between two versions, in the words of the list of versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.content.loader import written
from bot.content.tree import plain
from bot.content.versions import Contents, Version
from bot.content.written import Book, Dialogue

FIRST = "première version"
STEPS, TEXTS, HEARD, REMARKS = "étapes", "textes", "compréhension", "remarques"
KINDS = (STEPS, TEXTS, HEARD, "urgences", "données", "imports", "traductions", "scénarios", REMARKS)
"""In the order they are said, the weightiest first."""
_PLACES = (
    ("dialogues/scenarios/", "scénarios"),
    ("dialogues/langues/", "traductions"),
    ("dialogues/mots.yaml", TEXTS),
    ("dialogues/urgence.yaml", "urgences"),
    ("dialogues/parler_jeune.yaml", HEARD),
    ("dialogues/exemples/", HEARD),
    ("data/importes/", "imports"),
    ("data/", "données"),
)
_Judge = Callable[[Book, Dialogue], Any]


def kinds(contents: Contents, dialogues: Path, data: Path, published: Version | None) -> tuple[str, ...]:
    """Return the kinds of change between a published version and these folders; none when they are the same."""
    if published is None:
        return (FIRST,)
    differing = contents.differing(Contents(published.dialogues, published.data))
    found = {kind for place in differing if (kind := _of_place(place))}
    files = {Path(place).stem for place in differing if not _of_place(place)}
    if files:
        old, new = written(published.dialogues, published.data), written(dialogues, data)
        found |= {kind for name in files for kind in _of_dialogue(name, old, new)}
    return tuple(kind for kind in KINDS if kind in found)


def _of_place(place: str) -> str:
    return next((kind for start, kind in _PLACES if place.startswith(start)), "")


def _of_dialogue(name: str, old: Book, new: Book) -> Iterable[str]:
    """Return what changed in a dialogue whose file did."""
    was, becomes = old.dialogues.get(name), new.dialogues.get(name)
    if was is None or becomes is None:
        return {STEPS}
    judged = {kind for kind, by in _JUDGES if by(old, was) != by(new, becomes)}
    if judged:
        return judged
    return {REMARKS} if plain(was.node) == plain(becomes.node) else {STEPS}


def _ways(book: Book, dialogue: Dialogue) -> Any:
    """Return the steps and where each leads, whatever is said on the way."""
    exits = {
        name: [(one.role, one.target) for one in book.exits(dialogue, step)] for name, step in dialogue.steps.items()
    }
    return [(name, step.verb, exits[name]) for name, step in dialogue.steps.items()]


def _said(_book: Book, dialogue: Dialogue) -> Any:
    """Return all that young people read of it."""
    steps = [(name, [text.text for _, text in step.texts], [label.text for label in step.labels])
             for name, step in dialogue.steps.items()]  # fmt: skip
    return steps, dialogue.form.titre, dialogue.form.commande


def _heard(_book: Book, dialogue: Dialogue) -> Any:
    """Return the words that lead to it."""
    return dialogue.form.on_dit


_JUDGES: tuple[tuple[str, _Judge], ...] = ((STEPS, _ways), (TEXTS, _said), (HEARD, _heard))
