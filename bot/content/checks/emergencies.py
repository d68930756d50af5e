"""The words that call for help."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem, problem
from bot.content.tree import Scalar, Series, Table
from bot.content.written import Book
from bot.core.alarm import Alarm
from bot.core.flow import Emergency
from bot.core.spelling import same
from bot.core.understand import fold


def are_heard(book: Book) -> Iterator[Problem]:
    """Each phrase of an emergency is surely heard when it is written alone."""
    if not book.care:
        return
    emergencies = [Emergency(name, tuple(form.mots), "") for name, form in book.care.form.urgences.items()]
    alarm = Alarm(emergencies, book.care.form.nuances())
    for record in book.emergencies.values():
        for phrase in record.node.items("mots"):
            if isinstance(phrase, Scalar) and fold(phrase.text) and not _sure(alarm, phrase.text):
                fix = "gardez-la dans « mots » ou dans « pour_rire » (ou « rires »), pas dans les deux"
                yield problem("urgence-sourde", phrase.mark, f"« {phrase.text} » ne serait pas reconnu", fix)


def _sure(alarm: Alarm, text: str) -> bool:
    heard = alarm.heard(text)
    return heard is not None and heard.sure


def families_differ(book: Book) -> Iterator[Problem]:
    """No word stands for two others."""
    if not book.care:
        return
    apart = {fold(word) for word in book.care.form.a_part or ()}
    first: dict[str, Scalar] = {}
    for family, word in _words(book.care.node):
        said = fold(word.text)
        owner = first.setdefault(said if said in apart else same(said), family)
        if owner.text != family.text:
            message = f"« {word.text} » est déjà pareil que « {owner.text} », ligne {owner.mark.line}"
            yield problem("famille-double", word.mark, message, "gardez-le dans une seule des deux familles")


def _words(root: Table) -> Iterator[tuple[Scalar, Scalar]]:
    for family, written in root.table("pareil"):
        for word in written.items if isinstance(written, Series) else ():
            if isinstance(word, Scalar):
                yield family, word
