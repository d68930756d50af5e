"""Everything that is said, line by line, for the rules that listen to it. Raises nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from bot.content.tree import Node, Scalar, Series, Table
from bot.content.written import Book, Dialogue, Record, Step

_TAG = re.compile(r"\{%[-\s]*(\w+)(?:(?!\{%).)*?%\}", re.DOTALL)
_WORD_IN_BRACES = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}", re.DOTALL)
_TYPICAL = "quelquechose"
"""What stands for a word in braces: about as long as what most of them say."""
_ENDS = re.compile(r"[.!?…:;](?:\s|$)")
_SPOKEN_WORD = re.compile(r"[\w€%]+(?:['’\-·.,/][\w€%]+)*['’]?")

_DATA = (
    "nom",
    "titre",
    "description",
    "en_bref",
    "et_maintenant",
    "sinon",
    "montant",
    "pour_qui",
    "a_apporter",
    "vrai_si",
)
_DATA_TABLES = ("ca_depend", "conditions", "avant")


class _Words(NamedTuple):
    scalar: Scalar
    label: bool
    around: str


class Line(_Words):
    """A text or a label that the young read; `around` is what they read with it."""

    @cached_property
    def plain(self) -> str:
        """Return it without what stands in braces."""
        return plain(self.scalar.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, str], ...]:
        """Return its sentences, each with the line it is on, from 1; a colon ends one as a full stop does."""
        lines = enumerate(self.plain.split("\n"), 1)
        return tuple((number, said) for number, line in lines for said in _ENDS.split(line) if said.strip())


def plain(text: str) -> str:
    """Return a text without what stands in braces: a word for each word, nothing for the rest, on the same lines."""
    return unbraced(text).replace("*", "")


def unbraced(text: str) -> str:
    """Return a text as `plain` does, its bold marks kept."""
    return _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), _WORD_IN_BRACES.sub(_TYPICAL, text))


def words(sentence: str) -> list[str]:
    """Return the words of a sentence; a number written in groups is one."""
    return _SPOKEN_WORD.findall(re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d)", "", sentence))


def longest(text: str) -> str:
    """Return the longest of the variants that the « if » of a text leave."""
    variants: list[list[str]] = [[""]]
    position = 0
    for tag in _TAG.finditer(text):
        variants[-1][-1] += text[position : tag.start()]
        position = tag.end() + (text[tag.end() : tag.end() + 1] == "\n")
        if tag[1] == "if":
            variants.append([""])
        elif tag[1] in ("elif", "else"):
            variants[-1].append("")
        elif len(variants) > 1:
            chosen = max(variants.pop(), key=len)
            variants[-1][-1] += chosen
    rest = "".join(max(branch, key=len) for branch in variants)
    return plain(rest + text[position:])


def young(book: Book) -> Iterator[Line]:
    """Yield all that the young read and that operators wrote: dialogues, sentences, emergencies, data."""
    for dialogue, step in book.steps:
        around = _around(dialogue, step)
        yield from (Line(scalar, label=False, around=around) for _, scalar in step.texts)
        yield from (Line(scalar, label=True, around=around) for scalar in step.labels)
    for whose, which, scalar in book.sentences:
        if whose != "partenaires":
            yield Line(scalar, label=which.startswith("bouton_"), around=scalar.text)
    yield from (Line(scalar, label=False, around=scalar.text) for scalar in emergencies(book))
    yield from (Line(entry.key, label=True, around="") for entry in book.care_question.table("choix"))
    schemes, happenings = book.schemes.values(), book.events.values()
    records: tuple[Record[Any], ...] = (*schemes, *happenings, *book.services)
    for record in records:
        yield from _together(list(_written(record.node)))


def emergencies(book: Book) -> Iterator[Scalar]:
    """Yield what is said of emergencies, and what is asked before."""
    for emergency in book.emergencies.values():
        yield from (scalar for _, scalar in emergency.node.scalars("dire", "question"))
    yield from (scalar for _, scalar in book.care_question.scalars("dire", "ca_va", "parler"))


def partners(book: Book) -> Iterator[Scalar]:
    """Yield the sentences that partners read."""
    return (scalar for whose, _, scalar in book.sentences if whose == "partenaires")


def _around(dialogue: Dialogue, step: Step) -> str:
    """Return what is read with a step: its own texts and labels, and those that the dialogue begins with."""
    read = [scalar.text for near in (dialogue.first, step) for _, scalar in near.texts]
    return plain("\n".join([*read, *(label.text for label in (*dialogue.first.labels, *step.labels))]))


def _together(scalars: list[Scalar]) -> Iterator[Line]:
    around = plain("\n".join(scalar.text for scalar in scalars))
    return (Line(scalar, label=False, around=around) for scalar in scalars)


def _written(node: Table) -> Iterator[Scalar]:
    """Yield the texts of a record that the young read, wherever they lie in it."""
    for entry in node.entries:
        if entry.key.text in _DATA and isinstance(entry.value, Scalar):
            yield entry.value
        elif entry.key.text in _DATA_TABLES:
            yield from _leaves(entry.value)
        elif isinstance(entry.value, Table):
            yield from _written(entry.value)


def _leaves(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Table():
            yield from (leaf for entry in node.entries for leaf in _leaves(entry.value))
        case Series():
            yield from (leaf for item in node.items for leaf in _leaves(item))
