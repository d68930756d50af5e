"""What other languages say: all of it, nothing of yesterday, nothing lost. What cannot be said is said in French."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem, meant, problem
from bot.content.translation.catalogue import Judged, judged
from bot.content.translation.file import Translation
from bot.content.translation.passages import passages
from bot.content.written import Book
from bot.core import languages, tongue

MOST_FAULTS = 20
"""Lines of a file that are told."""


def translations_hold(book: Book) -> Iterator[Problem]:
    """Each language has all that is said in French, nothing of yesterday, nothing broken."""
    if not book.languages:
        return
    every = passages(book)
    for translation in book.languages.values():
        yield from _named(translation)
        yield from readable(translation)
        yield from _complete(translation, judged(translation.po, every))


def broken(translation: Translation, told: Judged) -> Iterator[Problem]:
    """Yield what a language's file lost on the way."""
    for entry, loss in told.broken:
        message = f"{entry.context} : {loss.message}"
        yield problem("traduction-abimee", translation.mark(entry.target_line, loss.word), message, loss.fix)


def _named(translation: Translation) -> Iterator[Problem]:
    known = [code for code in languages.NAMES if code != tongue.SOURCE]
    if translation.code not in known:
        fix = meant(translation.code, known) or "nommez le fichier par le code de la langue, par exemple ar.po"
        yield problem(
            "langue-inconnue", translation.mark(1), f"« {translation.code} » n'est pas une langue connue", fix
        )


def readable(translation: Translation) -> Iterator[Problem]:
    """Yield the lines of a language's file that cannot be read."""
    if translation.unread:
        fix = "enregistrez le fichier en UTF-8, ou reprenez-le d'une sauvegarde"
        yield problem("traduction-illisible", translation.mark(1), "ce fichier ne peut pas être lu comme du texte", fix)
    for fault in translation.po.faults[:MOST_FAULTS]:
        fix = 'une ligne commence par msgctxt, msgid, msgstr ou un guillemet, et finit par un guillemet "'
        yield problem("traduction-illisible", translation.mark(fault.line), "cette ligne ne peut pas être lue", fix)


def _complete(translation: Translation, told: Judged) -> Iterator[Problem]:
    named = languages.name(translation.code)
    yield from broken(translation, told)
    for entry in told.old:
        fix = f"relisez-la : « allervers translate export {translation.code} » met l'ancien français à côté"
        message = f"{entry.context} : le français a changé depuis cette traduction"
        yield problem("traduction-ancienne", translation.mark(entry.line), message, fix)
    if told.missing:
        message = f"{_texts(len(told.missing))} à traduire en {named}"
        fix = f"le premier : {told.missing[0].context} ; « allervers translate export {translation.code} » les ajoute"
        yield problem("traduction-manquante", translation.mark(_line(translation, told)), message, fix)
    if told.orphans:
        message = f"{_texts(len(told.orphans))} en {named} qu'on ne dit plus en français"
        fix = f"« allervers translate export {translation.code} » met de côté ce qui ne sert plus"
        yield problem("traduction-perdue", translation.mark(told.orphans[0].line), message, fix)
    if told.unread:
        message = f"{_texts(told.unread)} à relire en {named}"
        fix = "à faire relire par quelqu'un dont c'est la langue ; puis effacez « #, fuzzy » au-dessus"
        yield problem("traduction-a-relire", translation.mark(1), message, fix)


def _texts(count: int) -> str:
    return f"{count} texte{'s' if count > 1 else ''}"


def _line(translation: Translation, told: Judged) -> int:
    """Return the line of the first passage that is missing, the first when the file does not have it."""
    lines = {entry.key: entry.target_line for entry in translation.po.entries}
    return next((lines[passage.key] for passage in told.missing if passage.key in lines), 1)
