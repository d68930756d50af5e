"""The buttons of a step, and those that the engine adds by itself."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator

from bot.content.problems import Problem, meant, problem
from bot.content.tree import Scalar
from bot.content.written import Book, Step
from bot.core.understand import fold

MAX_LABEL = 40
MAX_CHOICES = 20


def _labels(book: Book) -> Iterator[Scalar]:
    for _, step in book.steps:
        yield from step.labels
    yield from (entry.key for entry in book.care_question.table("choix"))
    for _, which, scalar in book.sentences:
        if which.startswith("bouton_"):
            yield scalar


def have_a_label(book: Book) -> Iterator[Problem]:
    """A label says something, in plain words."""
    for label in _labels(book):
        if not label.text.strip():
            yield problem("bouton-vide", label.mark, "ce bouton n'a pas de texte", "écrivez ce que dit le jeune")
        elif "{" in label.text or "*" in label.text:
            fix = "un bouton ne connaît ni mots entre accolades, ni gras"
            yield problem("texte-interdit", label.mark, "ce bouton contient une écriture réservée aux textes", fix)


def fit_on_a_phone(book: Book) -> Iterator[Problem]:
    """A label is read whole on a phone."""
    for label in _labels(book):
        length = len(label.text.strip())
        if length > MAX_LABEL:
            message = f"ce bouton fait {length} caractères, {MAX_LABEL} au plus"
            yield problem("bouton-trop-long", label.mark, message, "gardez le verbe et l'essentiel")


def differ(book: Book) -> Iterator[Problem]:
    """No two labels of a step read the same, for a label can also be typed."""
    for _, step in book.steps:
        seen: dict[str, Scalar] = {}
        for label in step.labels:
            said = fold(label.text) or label.text.strip()
            if said and said in seen:
                message = f"ce bouton se lit comme « {seen[said].text} », ligne {seen[said].mark.line}"
                yield problem("boutons-jumeaux", label.mark, message, "changez l'un des deux")
            seen.setdefault(said, label)


def are_few(book: Book) -> Iterator[Problem]:
    """A step shows no more buttons than one reads."""
    for _, step in book.steps:
        if len(step.labels) > MAX_CHOICES:
            fix = "faites un premier choix plus large, puis une étape pour chacun"
            message = f"cette étape a {len(step.labels)} boutons, {MAX_CHOICES} au plus"
            yield problem("trop-de-choix", step.mark, message, fix)


def hold_the_agreement(book: Book) -> Iterator[Problem]:
    """The label that gives consent is one of the choices."""
    for _, step in book.steps:
        if step.verb == "accord" and step.node.text("accord") not in [label.text for label in step.labels]:
            yield _no_button(step)


def _no_button(step: Step) -> Problem:
    wanted = next(scalar for _, scalar in step.node.scalars("accord"))
    labels = [label.text for label in step.labels]
    fix = meant(wanted.text, labels) or "choix écrits : " + ", ".join(labels)
    return problem("accord-sans-bouton", wanted.mark, f"aucun choix ne s'appelle « {wanted.text} »", fix)
