"""How people write, as parler_jeune.yaml says it: each way means one thing, each example leads to one dialogue."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem, meant, problem
from bot.content.slang import listed
from bot.content.tree import Mark, Scalar
from bot.content.written import Book
from bot.core.understand import fold


def _items(book: Book, part: str) -> Iterator[tuple[Scalar, str, Mark]]:
    """Yield what is listed under the keys of a part: the key, the item, and its place."""
    for key, value in book.speech.node.table(part) if book.speech else ():
        if isinstance(value, Scalar):
            yield from ((key, item, value.find(item)) for item in listed(value.text))


def ways_mean_one_thing(book: Book) -> Iterator[Problem]:
    """A way of writing stands for one meaning."""
    seen: dict[str, str] = {}
    for key, way, mark in _items(book, "veut_dire"):
        first = seen.setdefault(fold(way), key.text)
        if first != key.text:
            message = f"« {way} » veut déjà dire « {first} »"
            yield problem("ecriture-double", mark, message, "gardez-la à un seul endroit")


def examples_have_a_dialogue(book: Book) -> Iterator[Problem]:
    """Examples stand under the name of a dialogue."""
    for key, _ in book.speech.node.table("exemples") if book.speech else ():
        if key.text not in book.names:
            fix = meant(key.text, sorted(book.names)) or "dialogues : " + ", ".join(sorted(book.names))
            yield problem("exemple-perdu", key.mark, f"aucun dialogue ne s'appelle « {key.text} »", fix)


def examples_lead_to_one_place(book: Book) -> Iterator[Problem]:
    """No example is claimed by two dialogues, nor by the phrases of another."""
    owners = {fold(said): name for name, dialogue in book.dialogues.items() for said in dialogue.form.on_dit or ()}
    for key, example, mark in _items(book, "exemples"):
        owner = owners.setdefault(fold(example), key.text)
        if owner != key.text:
            message = f"« {example} » mène déjà à « {owner} »"
            yield problem("exemple-double", mark, message, "gardez-le dans un seul des deux dialogues")
