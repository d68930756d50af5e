"""Where facts come from: numbers and amounts of the dialogues, and events. The schemes have rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.content import spoken
from bot.content.problems import Problem, problem
from bot.content.tree import Page, Scalar
from bot.content.written import Book

NUMBERS = "numeros"
"""The dialogue whose comments say where the numbers come from that several dialogues give."""

_FIGURE = re.compile(
    r"(?<![\w,])(?:0 ?8\d\d(?: ?\d{2,3}){2,3}|0[1-79](?: ?\d\d){4}|\d+(?: \d{3})*(?:,\d+)?(?= ?€)|(?<=\*)\d{2,4}(?=\*))"
)
"""A number to call, written in bold when it is short, or an amount."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def figures_are_sourced(book: Book) -> Iterator[Problem]:
    """Every number to call and every amount is named in a comment of its file, where its source stands."""
    if NUMBERS in book.names - book.dialogues.keys():
        return
    common = _comments(book.dialogues[NUMBERS].first.key.page) if NUMBERS in book.dialogues else ""
    for scalar in _texts(book):
        for found in dict.fromkeys(_FIGURE.findall(spoken.unbraced(scalar.text))):
            if not re.search(rf"(?<!\d)(?<!\d,){re.escape(found)}(?!,?\d)", _comments(scalar.page) + common):
                fix = f"écrivez en haut du fichier « # - {found} : la page qui le dit, et sa date »"
                yield problem("sans-source", scalar.find(found), f"« {found} » ne dit pas d'où il vient", fix)


def events_are_sourced(book: Book) -> Iterator[Problem]:
    """Every event says who announced it, and when."""
    for record in book.events.values():
        if not _YEAR.search(record.form.source):
            fix = "ajoutez « source: », avec qui l'annonce et la date, par exemple « mission locale, 02/11/2026 »"
            message = f"« {record.form.titre} » ne dit pas d'où il vient, ou pas de quand"
            mark = record.node.value_mark("source") if record.node.entry("source") else record.key
            yield problem("sans-source", mark, message, fix)


def _texts(book: Book) -> Iterator[Scalar]:
    for _, step in book.steps:
        yield from (scalar for _, scalar in step.texts)
    yield from spoken.emergencies(book)


@lru_cache(maxsize=100)
def _comments(page: Page) -> str:
    return "\n".join(line for line in page.text.splitlines() if line.lstrip().startswith("#"))
