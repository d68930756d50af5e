"""How people write, as operators say it: each way means one thing, each example leads to one dialogue."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem, nearest, problem
from bot.content.slang import ASTRAY, listed
from bot.content.tree import Scalar
from bot.content.written import Book
from bot.core.understand import fold


def ways_mean_one_thing(book: Book) -> Iterator[Problem]:
    """A way of writing stands for one meaning."""
    seen: dict[str, str] = {}
    for key, value in book.speech.node.table("veut_dire") if book.speech else ():
        for way in listed(value.text) if isinstance(value, Scalar) else ():
            first = seen.setdefault(fold(way), key.text)
            if first != key.text and isinstance(value, Scalar):
                message = f"« {way} » veut déjà dire « {first} »"
                yield problem("ecriture-double", value.find(way), message, "gardez-la à un seul endroit")


def examples_have_a_dialogue(book: Book) -> Iterator[Problem]:
    """A file of examples has the name of a dialogue."""
    known = sorted({*book.names, ASTRAY})
    for name, record in book.examples.items():
        if name not in known:
            near = nearest(name, known)
            fix = f"renommez ce fichier en {near}.yaml" if near else "dialogues : " + ", ".join(known)
            yield problem("exemple-perdu", record.node.mark, f"aucun dialogue ne s'appelle « {name} »", fix)


def examples_lead_to_one_place(book: Book) -> Iterator[Problem]:
    """No example is claimed by two dialogues, nor by the phrases of another."""
    owners = {fold(said): name for name, dialogue in book.dialogues.items() for said in dialogue.form.on_dit or ()}
    for name, record in book.examples.items():
        for number, line in enumerate(record.form.exemples.split("\n"), 1):
            owner = owners.setdefault(fold(line), name) if line.strip() else name
            if owner != name:
                mark = next(written.line(number) for _, written in record.node.scalars("exemples"))
                message = f"« {line.strip()} » mène déjà à « {owner} »"
                yield problem("exemple-double", mark, message, "gardez-le dans un seul des deux dialogues")
