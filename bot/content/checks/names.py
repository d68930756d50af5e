"""Names and phrases: each means one thing."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.problems import Problem, meant, problem
from bot.content.tree import Scalar
from bot.content.written import Book, Step
from bot.core import known
from bot.core.eligibility import SCHEME_WORDS
from bot.core.happenings import HAPPENING_WORDS
from bot.core.services import SERVICE_WORDS
from bot.core.territory import CARD_WORDS
from bot.core.understand import fold

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MAX_DESCRIPTION = 256
_KINDS = {"prenom": "prénom", "telephone": "numéro de téléphone"}
"""What a partner needs to call back."""
_TELLING = frozenset({"prenom", "telephone", "age"})
"""What would point at whoever left an idea."""
_ENGINES = (
    *known.LANGUAGE_WORDS,
    *known.PROMISE_WORDS,
    *known.CASE_WORDS,
    *CARD_WORDS,
    *SCHEME_WORDS,
    *HAPPENING_WORDS,
    *SERVICE_WORDS,
)


def mean_one_thing(book: Book) -> Iterator[Problem]:
    """The same step name asks for the same thing everywhere, and hides none of the engine's own words."""
    asked = {name: (name, "le bot") for name in _ENGINES} | {
        "quartier": ("quartier", "le bot"),
        known.WISH: ("choix", "le bot"),
    }
    for dialogue, step in book.steps:
        if not step.asked:
            continue
        kind, where = asked.setdefault(step.name, (step.asked, f"« {dialogue.name} »"))
        if kind != step.asked:
            message = f"« {step.name} » est déjà un mot que {where} emploie pour « {kind} »"
            yield problem("mot-double-sens", step.mark, message, "donnez un autre nom à cette étape")


def suit_telegram(book: Book) -> Iterator[Problem]:
    """A command has a name and a description that Telegram accepts."""
    for dialogue in book.dialogues.values():
        for _, said in dialogue.node.scalars("commande"):
            if not _COMMAND.fullmatch(dialogue.name):
                message = f"« /{dialogue.name} » est trop long pour une commande"
                yield problem("commande-invalide", said.mark, message, "32 caractères au plus : renommez le dialogue")
            if len(said.text) > _MAX_DESCRIPTION:
                message = f"cette description fait {len(said.text)} caractères"
                yield problem("commande-invalide", said.mark, message, f"{_MAX_DESCRIPTION} caractères au plus")


def _phrases(book: Book) -> Iterator[tuple[str, Scalar]]:
    for dialogue in book.dialogues.values():
        yield from ((dialogue.name, phrase) for phrase in _scalars(dialogue.node.items("on_dit")))


def _scalars(nodes: tuple[object, ...]) -> Iterator[Scalar]:
    return (node for node in nodes if isinstance(node, Scalar))


def phrases_can_be_heard(book: Book) -> Iterator[Problem]:
    """A phrase, an emergency word or a quartier's alias holds at least a letter or a digit."""
    heard = [phrase for _, phrase in _phrases(book)]
    for emergency in book.emergencies.values():
        heard += _scalars((*emergency.node.items("mots"), *emergency.node.items("proche")))
    for quartier in book.quartiers.values():
        heard += _scalars(quartier.node.items("alias"))
    for phrase in heard:
        if not fold(phrase.text):
            fix = "écrivez des mots, ou effacez cette ligne"
            yield problem("phrase-vide", phrase.mark, "cette phrase ne serait jamais reconnue", fix)


def phrases_lead_to_one_place(book: Book) -> Iterator[Problem]:
    """No phrase is claimed by two dialogues."""
    owners: dict[str, tuple[str, Scalar]] = {}
    for dialogue, phrase in _phrases(book):
        owner, first = owners.setdefault(fold(phrase.text), (dialogue, phrase))
        if owner != dialogue and fold(phrase.text):
            message = f"« {phrase.text} » mène déjà à « {owner} » ({first.mark.file}:{first.mark.line})"
            yield problem("phrase-double", phrase.mark, message, "gardez-la dans un seul des deux dialogues")


def requests_hand_over_known_answers(book: Book) -> Iterator[Problem]:
    """A request hands over answers that are asked for, among them a first name and a phone number."""
    for _, step in book.steps:
        if step.hands_over and not book.blind:
            yield from _fields(book, step)


def _fields(book: Book, step: Step) -> Iterator[Problem]:
    kinds = {asking.name: asking.asked for _, asking in book.steps if asking.name in book.answers}
    for field in step.hands_over:
        if field.text not in book.answers:
            fix = meant(field.text, sorted(kinds)) or "réponses connues : " + ", ".join(sorted(kinds))
            if field.text == "quartier" and step.verb != "deposer":
                fix = "effacez ce mot : le quartier est toujours transmis"
            yield problem("mot-inconnu", field.mark, f"aucune étape ne demande « {field.text} »", fix)
    given = {kinds.get(field.text) for field in step.hands_over}
    for kind, said in _KINDS.items() if step.verb == "demande" else ():
        if kind not in given and not any(field.text in book.unread for field in step.hands_over):
            fix = f"ajoutez à la liste le nom d'une étape « demander: {kind} »"
            yield problem("demande-incomplete", step.node.key_mark("demande"), f"la demande part sans {said}", fix)


def deposits_name_no_one(book: Book) -> Iterator[Problem]:
    """What is left without its author holds no first name, number or age."""
    kinds = {asking.name: asking.asked for _, asking in book.steps if asking.asked}
    for _, step in book.steps:
        for field in _scalars(step.node.items("deposer")):
            if kinds.get(field.text) in _TELLING:
                message = f"« {field.text} » dirait qui a écrit"
                fix = "laissez-y seulement des étapes « demander: texte » ou « demander: choix »"
                yield problem("depot-personnel", field.mark, message, fix)
