"""Whether a translation keeps what its French holds: words in braces, bold, numbers to dial, the room of a button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.content import wording
from bot.content.translation.passages import Kind, Passage
from bot.core import markup
from bot.core.understand import fold

MOST_OF_A_LABEL, MOST_OF_A_COMMAND, MOST_OF_A_MESSAGE = 40, 256, 4096
_EMERGENCIES = "urgence/"
_DIGITS = re.compile(r"\d(?:[ .,\u00a0\u202f]?\d)*")
_SHORTEST = 3
"""Digits of a number that must be said as it is; an emergency number has two."""
_LISTS = {"petits_mots/jours": 7, "petits_mots/mois": 12}
_LONGEST = {Kind.BOUTON: MOST_OF_A_LABEL, Kind.TITRE: MOST_OF_A_LABEL, Kind.COMMANDE: MOST_OF_A_COMMAND}


class Loss(NamedTuple):
    """What a translation lost, said to an operator, the cure, and the word that it is about."""

    message: str
    fix: str
    word: str = ""


def loss(passage: Passage, target: str) -> Loss | None:
    """Return the first thing that a translation lost or broke, None when it can be said."""
    return next(_losses(passage, target), None)


def figures(text: str, shortest: int = 1) -> frozenset[str]:
    """Return the numbers of a text, digits only, whatever digits they are written with."""
    found = ("".join(str(int(c)) for c in number if c.isdigit()) for number in _DIGITS.findall(text))
    return frozenset(number for number in found if len(number) >= shortest)


def _losses(passage: Passage, target: str) -> Iterator[Loss]:
    if passage.kind is Kind.PHRASES:
        if not any(map(fold, target.split("\n"))):
            yield Loss("aucune phrase n'est écrite ici", "écrivez une phrase par ligne")
        return
    yield from _braces(passage.source, target)
    yield from _bold(passage.source, target)
    yield from _numbers(passage, target)
    yield from _room(passage, target)


def _braces(source: str, target: str) -> Iterator[Loss]:
    reading = wording.read_text(target)
    if reading.faults:
        yield Loss(reading.faults[0].message, reading.faults[0].fix, reading.faults[0].word)
        return
    wanted = _words(source)
    for word in sorted(wanted - reading.words):
        yield Loss(f"« {{{{ {word} }}}} » a disparu de cette traduction", "remettez-le tel quel, avec ses accolades")
    for word in sorted(reading.words - wanted):
        fix = "gardez les mots du français : " + ", ".join(sorted(wanted)) if wanted else "effacez-le"
        yield Loss(f"« {word} » n'est pas dans le français", fix, word)


@lru_cache(maxsize=4_096)
def _words(source: str) -> frozenset[str]:
    """Return the words in braces of a French text, which is read once for all languages."""
    return wording.read_text(source).words


def _bold(source: str, target: str) -> Iterator[Loss]:
    wanted, found = (markup.read(text).count(markup.BOLD) for text in (source, target))
    if wanted != found or target.count("*") != source.count("*"):
        fix = f"mettez autant d'*étoiles* qu'en français : {wanted} passages" if wanted else "effacez les étoiles"
        yield Loss("le gras n'est pas celui du français", fix)


def _numbers(passage: Passage, target: str) -> Iterator[Loss]:
    shortest = _SHORTEST - passage.context.startswith(_EMERGENCIES)
    said = figures(target)
    for number in sorted(figures(wording.static(passage.source), shortest) - said):
        yield Loss(f"le nombre {number} a disparu de cette traduction", "recopiez-le comme dans le français")


def _room(passage: Passage, target: str) -> Iterator[Loss]:
    most = _LONGEST.get(passage.kind, MOST_OF_A_MESSAGE)
    if len(wording.static(target)) > most:
        yield Loss(f"ce texte fait {len(target)} caractères", f"{most} au plus, pour qu'un téléphone le montre entier")
    if passage.kind in _LONGEST and "\n" in target:
        yield Loss("ce texte tient sur plusieurs lignes", "écrivez-le sur une seule")
    lines = _LISTS.get(passage.context)
    if lines and len(target.split("\n")) != lines:
        yield Loss(f"il faut ici {lines} lignes", "un mot par ligne, dans l'ordre du français")
