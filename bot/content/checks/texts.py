"""The texts that are said and the conditions that decide."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.content import wording
from bot.content.problems import Problem, meant, problem
from bot.content.tree import Scalar
from bot.content.wording import Fault, Reading
from bot.content.written import Book, Step
from bot.core import finding, known

MAX_MESSAGE = 4096
ENGINE_WORDS = ("quartier", known.WISH, *known.LANGUAGE_WORDS, *known.PROMISE_WORDS, *known.CASE_WORDS)

_REQUEST = ("numero", "theme", "quartier", "avant", "membre", "essais", "issue", "partenaire")
SENTENCE_WORDS: dict[str, tuple[str, ...]] = {
    "jeunes.demande_en_cours": ("partenaire", "avant"),
    "jeunes.position_proche": ("quartier", "distance"),
    "jeunes.illisible": ("sorte",),
    "jeunes.rappel_change": finding.SHARED_WORDS,
    **dict.fromkeys(
        (
            "partenaires.nouvelle_demande",
            "partenaires.demande_rouverte",
            "partenaires.demande_prise",
            "partenaires.demande_close",
            "partenaires.demande_refusee",
            "partenaires.retiree",
            "partenaires.transmise",
            "partenaires.rouverte",
            "partenaires.coordonnees_changees",
            "partenaires.appel_manque",
        ),
        _REQUEST,
    ),
    "partenaires.coordonnees": (*_REQUEST, "prenom", "telephone", "quand", "langue"),
    "partenaires.deja_prise": ("membre",),
    "partenaires.c_est_a_vous": ("membre",),
    "partenaires.pas_la_votre": ("membre",),
    "partenaires.fait_prendre": ("membre",),
    "partenaires.fait_tenter": ("essais",),
    "partenaires.fait_clore": ("issue",),
    "partenaires.pas_declare": ("telegram",),
    "partenaires.rappel": ("nombre", "avant", "demandes", "partenaire"),
    "partenaires.courriel_nouvelle": ("lien",),
    "partenaires.courriel_changement": ("lien",),
    "partenaires.courriel_rappel_sujet": ("nombre", "avant"),
    "partenaires.courriel_rappel": ("nombre", "avant", "lien"),
    "partenaires.ecrivez_moi": ("membre",),
    "partenaires.groupe_inconnu": ("groupe",),
    "affiches.chercher": ("robot",),
}
"""The words that each sentence of mots.yaml knows; the others know none."""


class Said(NamedTuple):
    """A text or a condition, read, and the words it may use."""

    scalar: Scalar
    reading: Reading
    known: frozenset[str]


def _all(book: Book) -> Iterator[Said]:
    everywhere = book.answers | set(ENGINE_WORDS)
    for _, step in book.steps:
        for field, scalar in step.texts:
            words = _card_words(step, field)
            yield Said(scalar, wording.read_text(scalar.text), everywhere | words if words else everywhere)
        for scalar in step.conditions:
            yield Said(scalar, wording.read_condition(scalar.text), everywhere)
    for whose, which, scalar in book.sentences:
        words = frozenset(SENTENCE_WORDS.get(f"{whose}.{which}", ()))
        yield Said(scalar, wording.read_text(scalar.text), words)
    for emergency in book.emergencies.values():
        for _, scalar in emergency.node.scalars("dire", "question"):
            yield Said(scalar, wording.read_text(scalar.text), frozenset())
    for _, scalar in book.care_question.scalars("dire", "ca_va", "parler"):
        yield Said(scalar, wording.read_text(scalar.text), frozenset())


def _card_words(step: Step, field: str) -> frozenset[str]:
    """Return the words that a card adds to a text: that of a list, and the texts about one thing found."""
    if step.verb in ("rappeler", "envoyer"):
        return frozenset(finding.words(step.node.text("de") or "permanences"))
    return frozenset(finding.words(step.node.text("chercher")) if field in ("fiche", "bouton") else ())


def can_be_read(book: Book) -> Iterator[Problem]:
    """What stands in braces is well written and permitted."""
    for said in _all(book):
        for fault in said.reading.faults:
            yield _fault(said.scalar, fault)


def _fault(scalar: Scalar, fault: Fault) -> Problem:
    mark = scalar.find(fault.word) if fault.word else scalar.mark
    if not fault.word and scalar.several_lines:
        mark = scalar.line(fault.line)
    return problem(fault.code, mark, fault.message, fault.fix)


def know_their_words(book: Book) -> Iterator[Problem]:
    """Every word in braces is one that the bot knows there; a dialogue that cannot be read may know more."""
    if book.blind:
        return
    for said in _all(book):
        if said.reading.faults:
            continue
        for word in sorted(said.reading.words - said.known):
            fix = meant(word, _sorted(said.known)) or _listed(_sorted(said.known))
            yield problem("mot-inconnu", said.scalar.find(word), f"le bot ne connaît pas le mot « {word} » ici", fix)


@lru_cache(maxsize=8)
def _sorted(known: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(known))


def _listed(known: tuple[str, ...]) -> str:
    return "mots connus ici : " + ", ".join(known) if known else "aucun mot n'est connu dans cette phrase"


def fit_in_a_message(book: Book) -> Iterator[Problem]:
    """Without what stands in braces, a text fits in one message."""
    for said in _all(book):
        length = len(wording.static(said.scalar.text))
        if MAX_MESSAGE < length <= wording.MOST_CHARACTERS:
            fix = f"coupez-le en deux étapes ; Telegram refuse au-delà de {MAX_MESSAGE}"
            yield problem("texte-trop-long", said.scalar.mark, f"ce texte fait {length} caractères", fix)
