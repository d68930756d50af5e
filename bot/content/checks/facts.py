"""The schemes: every fact has its source and its date, and what is not checked says no figure."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.content.problems import Problem, problem
from bot.content.schemes import CriteriaForm, SchemeForm
from bot.content.tree import Mark, Node, Scalar, Table
from bot.content.written import Book, Record
from bot.core.schemes import UNCHECKED, Ages

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BOOKKEEPING = ("niveau", "source", "verifie_le", "valable_jusqu_au", "priorite")
"""The keys that the young person does not read."""


def have_a_source(book: Book) -> Iterator[Problem]:
    """What is said to be checked names where, and of when."""
    for record in book.schemes.values():
        form = record.form
        if form.niveau != UNCHECKED and not _YEAR.search(form.source):
            message = f"« {form.nom} » ne dit pas d'où il tient ce qu'il dit, ou pas de quand"
            fix = "écrivez la page et sa date, par exemple « service-public, fiche du 25/10/2022 »"
            yield problem("fait-sans-source", _place(record, "source"), message, fix)


def amounts_bear_their_date(book: Book) -> Iterator[Problem]:
    """An amount says its year."""
    for record in book.schemes.values():
        if record.form.montant and not _YEAR.search(record.form.montant):
            fix = "ajoutez l'année, par exemple « (montant 2025) »"
            yield problem("montant-sans-date", record.node.value_mark("montant"), "ce montant n'a pas d'année", fix)


def unchecked_say_no_figure(book: Book) -> Iterator[Problem]:
    """A scheme that nobody checked gives no amount, no age, no figure."""
    for record in book.schemes.values():
        if record.form.niveau == UNCHECKED:
            for scalar in _read_by_the_young(record.node):
                if re.search(r"\d", scalar.text):
                    fix = "vérifiez-le et passez au niveau A ou B, ou effacez le chiffre"
                    message = f"« {record.form.nom} » n'est pas vérifié, mais donne un chiffre"
                    yield problem("fait-non-verifie", scalar.mark, message, fix)


def _read_by_the_young(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
        return
    inner = [e.value for e in node.entries if e.key.text not in _BOOKKEEPING] if isinstance(node, Table) else node.items
    for value in inner:
        yield from _read_by_the_young(value)


def are_fresh(book: Book) -> Iterator[Problem]:
    """What is said was checked within a year, and is not past its date."""
    today = book.today or date.min
    for record in book.schemes.values():
        form = record.form
        if form.verifie_le > form.valable_jusqu_au or not form.scheme("").stale(today):
            continue
        past = today > form.valable_jusqu_au
        mark = record.node.value_mark("valable_jusqu_au" if past else "verifie_le")
        said = "n'est sûr que jusqu'à cette date, qui est passée" if past else "n'a pas été revérifié depuis un an"
        fix = "revérifiez-le, puis changez « verifie_le » et « valable_jusqu_au » ; d'ici là le bot dit « à confirmer »"
        yield problem("fait-perime", mark, f"« {form.nom} » {said}", fix)


def cohere(book: Book) -> Iterator[Problem]:
    """The criteria and dates of a scheme do not contradict one another, and say what else there is."""
    for record in book.schemes.values():
        form, criteria = record.form, record.form.criteres
        yield from _ages(record, criteria)
        if form.verifie_le > form.valable_jusqu_au:
            mark = record.node.value_mark("valable_jusqu_au")
            fix = "échangez les deux dates, ou corrigez l'année"
            yield problem("dispositif-incoherent", mark, "ce fait était périmé avant d'être vérifié", fix)
        if criteria.computed and not form.sinon.strip():
            message = f"« {form.nom} » a des critères, mais ne dit rien à qui ne les remplit pas"
            fix = "ajoutez « sinon: Mais … », une autre porte"
            yield problem("dispositif-incoherent", record.key, message, fix)
        for name in sorted(set(criteria.situation or ()) & set(criteria.ca_depend or ())):
            message = f"« {name} » est à la fois admis et « ça dépend »"
            mark = record.node.key_mark("criteres")
            yield problem("dispositif-incoherent", mark, message, "gardez-le à un seul des deux endroits")


def _ages(record: Record[SchemeForm], criteria: CriteriaForm) -> Iterator[Problem]:
    written = {"age": criteria.age, "age_rqth": criteria.age_rqth}
    for key, form in written.items():
        if form and form.de > form.a:
            message = f"personne n'a à la fois {form.de} ans ou plus et {form.a} ans ou moins"
            yield problem("dispositif-incoherent", _criterion(record, key), message, "échangez « de » et « a »")
    if criteria.age_rqth and not (criteria.age and _extends(criteria.age_rqth.ages(), criteria.age.ages())):
        message = "avec une RQTH, les âges admis doivent contenir ceux de « age »"
        fix = "élargissez « age_rqth », ou effacez-le"
        yield problem("dispositif-incoherent", _criterion(record, "age_rqth"), message, fix)


def _extends(wider: Ages, usual: Ages) -> bool:
    return wider.low <= usual.low and usual.high <= wider.high


def _criterion(record: Record[SchemeForm], key: str) -> Mark:
    found = record.node.entry("criteres")
    return found.value.key_mark(key) if found and isinstance(found.value, Table) else record.key


def _place(record: Record[SchemeForm], key: str) -> Mark:
    return record.node.value_mark(key) if record.node.entry(key) else record.key
