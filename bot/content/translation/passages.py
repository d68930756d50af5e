"""Every text that a translator meets, in the order of the conversation, with where it is said and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.content.translation.file import HEARD, SMALL_WORDS
from bot.content.tree import Entry, Mark, Node, Scalar, Table, plain
from bot.content.written import Book, Dialogue, Step
from bot.core.flow import ROOT, WELCOME
from bot.core.tongue import FRENCH


class Kind(StrEnum):
    """What a passage is, in the words that translators read."""

    MESSAGE = "message"
    FICHE = "fiche d'une liste : garde les mots entre accolades"
    BOUTON = "bouton : 40 caractères au plus"
    TITRE = "titre : court, lisible sur un bouton"
    COMMANDE = "ligne du menu de Telegram : courte"
    PHRASES = "ce que les gens écrivent : une phrase par ligne, celles de ta langue, autant que tu veux"
    PETIT_MOT = "petit mot que le robot assemble : garde les mots entre accolades"


_KINDS = {
    "titre": Kind.TITRE,
    "commande": Kind.COMMANDE,
    "fiche": Kind.FICHE,
    "bouton": Kind.BOUTON,
    "choix": Kind.BOUTON,
    "reponses": Kind.BOUTON,
    **dict.fromkeys(HEARD, Kind.PHRASES),
}
_SCHEME = ("nom", "en_bref", "et_maintenant", "sinon", "montant")
_LABELS = ("reponses", "choix")


class Passage(NamedTuple):
    """A text: where it is said (`permanences/liste/dire`), its French, what it is, and its place."""

    context: str
    source: str
    kind: Kind
    mark: Mark

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from every other."""
        return self.context, self.source


def passages(book: Book) -> dict[tuple[str, str], Passage]:
    """Return every passage by its key, in the order in which a conversation meets them."""
    every = (
        *(passage for dialogue in _as_met(book) for passage in _of_dialogue(dialogue)),
        *_of_sentences(book),
        *_of_emergencies(book),
        *_of_schemes(book),
        *_of_the_core(),
    )
    return {passage.key: passage for passage in every if passage.source}


def _as_met(book: Book) -> list[Dialogue]:
    """Return the dialogues in the order in which someone who taps meets them, then those that are only written to."""
    met = [name for name in (WELCOME, ROOT) if name in book.dialogues]
    for name in met:
        for step in book.dialogues[name].steps.values():
            led = (way.target.name for way in book.exits(book.dialogues[name], step) if way.target)
            met += [other for other in dict.fromkeys(led) if other in book.dialogues and other not in met]
    return [book.dialogues[name] for name in (*met, *(name for name in book.dialogues if name not in met))]


def _of_dialogue(dialogue: Dialogue) -> Iterator[Passage]:
    yield from _texts(dialogue.name, dialogue.node, "titre", "commande")
    yield from _phrases(dialogue.name, dialogue.node)
    for step in dialogue.steps.values():
        yield from _of_step(f"{dialogue.name}/{step.name}", step)


def _of_step(place: str, step: Step) -> Iterator[Passage]:
    yield from _texts(place, step.node, "dire", "fiche", "bouton")
    for key in _LABELS:
        yield from (_passage(f"{place}/{key}", key, entry.key) for entry in step.node.table(key))


def _of_sentences(book: Book) -> Iterator[Passage]:
    for whose, which, scalar in book.sentences:
        if whose == "jeunes":
            yield _passage(f"mots/jeunes/{which}", "bouton" if which.startswith("bouton_") else which, scalar)


def _of_emergencies(book: Book) -> Iterator[Passage]:
    place, question = "urgence/question", book.care_question
    yield from _texts(place, question, "dire")
    yield from (_passage(f"{place}/choix", "choix", entry.key) for entry in question.table("choix"))
    yield from _texts(place, question, "ca_va", "parler")
    for name, record in book.emergencies.items():
        yield from _texts(f"urgence/{name}", record.node, "question", "dire")
        yield from _phrases(f"urgence/{name}", record.node)
    if book.care:
        yield from _phrases("urgence", book.care.node)


def _of_schemes(book: Book) -> Iterator[Passage]:
    for name, record in book.schemes.items():
        place = f"dispositifs/{name}"
        yield from _texts(place, record.node, *_SCHEME)
        criteria = record.node.entry("criteres")
        if criteria and isinstance(criteria.value, Table):
            for key in ("conditions", "ca_depend", "avant"):
                yield from (_passage(f"{place}/{key}", key, scalar) for scalar in _each(criteria.value, key))


def _each(node: Table, key: str) -> Iterator[Scalar]:
    values: tuple[Node, ...] = (*node.items(key), *(entry.value for entry in node.table(key)))
    return (value for value in values if isinstance(value, Scalar))


def _of_the_core() -> Iterator[Passage]:
    nowhere = Mark("")
    yield from (Passage(f"{SMALL_WORDS}/{name}", said, Kind.PETIT_MOT, nowhere) for name, said in FRENCH.items())


def _texts(place: str, node: Table, *keys: str) -> Iterator[Passage]:
    return (_passage(f"{place}/{key}", key, scalar) for key, scalar in node.scalars(*keys))


def _phrases(place: str, node: Table) -> Iterator[Passage]:
    for key in HEARD:
        written = node.entry(key)
        if written:
            yield Passage(f"{place}/{key}", _a_line_each(written), Kind.PHRASES, written.key.mark)


def _a_line_each(written: Entry) -> str:
    said = plain(written.value)
    return "\n".join(" ".join(str(phrase).split()) for phrase in said) if isinstance(said, list) else ""


def _passage(context: str, key: str, scalar: Scalar) -> Passage:
    return Passage(context, scalar.text.strip(), _KINDS.get(key, Kind.MESSAGE), scalar.mark)
