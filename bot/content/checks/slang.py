"""How people write, as operators say it: each way means one thing, each example leads to one dialogue."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.content.problems import Problem, nearest, problem
from bot.content.slang import ASTRAY, CALM, ExamplesForm, about, listed
from bot.content.tree import Scalar
from bot.content.written import Book, Record
from bot.core.understand import fold, fold_each


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
    """A file of examples has the name of a dialogue, or of an emergency."""
    known = sorted({*book.names, *book.emergencies, ASTRAY, *CALM})
    for file, record in book.examples.items() if book.care else ():
        name = about(file)
        if name not in known:
            near = nearest(name, known)
            renamed = f"renommez ce fichier en {file.replace(name, near or name, 1)}.yaml"
            fix = renamed if near else "noms possibles : " + ", ".join(known)
            message = f"aucun dialogue et aucune urgence ne s'appelle « {name} »"
            yield problem("exemple-perdu", record.node.mark, message, fix)


def examples_lead_to_one_place(book: Book) -> Iterator[Problem]:
    """No example is claimed by two dialogues, nor by the phrases of another, nor by an emergency and its contrary."""
    phrases = [(said, name) for name, dialogue in book.dialogues.items() for said in dialogue.form.on_dit or ()]
    leading, grave, calm = (
        {file: record for file, record in book.examples.items() if about(file) in names}
        for names in ({*book.names, ASTRAY}, book.emergencies, CALM)
    )
    yield from _claimed_twice(leading, {fold(said): name for said, name in phrases}, fold_each)
    owners = {_plain(said): name for said, name in phrases}
    owners |= {_plain(said): about(file) for file, record in leading.items() for said in record.form.said}
    yield from _claimed_twice(grave, owners, _each_plain)
    alarming = {said: name for said, name in owners.items() if name in book.emergencies}
    alarming |= {_plain(said): name for name, record in book.emergencies.items() for said in record.form.mots}
    yield from _claimed_twice(calm, alarming, _each_plain)


def _claimed_twice(
    examples: Mapping[str, Record[ExamplesForm]], owners: dict[str, str], read: Callable[[Sequence[str]], list[str]]
) -> Iterator[Problem]:
    """Tell of the examples that another has already, as they are read; each is given to the first that has it."""
    for file, record in examples.items():
        name, lines = about(file), record.form.exemples.split("\n")
        for number, (line, said) in enumerate(zip(lines, read(lines), strict=True), 1):
            owner = owners.setdefault(said, name) if said else name
            if owner != name:
                mark = next(written.line(number) for _, written in record.node.scalars("exemples"))
                message = f"« {line.strip()} » mène déjà à « {owner} »"
                yield problem("exemple-double", mark, message, "gardez-le dans un seul des deux fichiers")


def _plain(said: str) -> str:
    """Return a phrase without case nor what ends it: enough for the many that were copied, at a tenth of the time."""
    return said.strip(" .!?…").casefold()


def _each_plain(said: Iterable[str]) -> list[str]:
    return list(map(_plain, said))
