"""The questions: each has a way out, none leaves a request half made, and nothing is asked that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import wording
from bot.content.problems import Problem, problem
from bot.content.written import Book, Step
from bot.core import known
from bot.core.flow import Asked

_TYPED = frozenset({Asked.TEXTE, Asked.PRENOM, Asked.AGE, Asked.TELEPHONE})
"""What is answered by writing, with no button of its own."""
_ENGINES = frozenset({"age", "diplome", "situation", "rqth", known.WISH})
"""The answers that the engine reads by their names: who is eligible, who may call, when."""


def typed_questions_have_a_way_out(book: Book) -> Iterator[Problem]:
    """Who cannot or will not write an answer has a button."""
    for _, step in book.steps:
        if step.asked in _TYPED and not step.labels:
            fix = "ajoutez « choix: », par exemple « J'arrête là: fin »"
            message = f"à « {step.name} », il faut écrire : aucun bouton pour qui ne veut pas"
            yield problem("question-sans-bouton", step.mark, message, fix)


def requests_half_made_are_told(book: Book) -> Iterator[Problem]:
    """Who falls silent before their request has left is told that it has not."""
    for dialogue in book.dialogues.values():
        given = {field.text for step in dialogue.steps.values() if step.verb == "demande" for field in step.hands_over}
        for step in dialogue.steps.values():
            if step.name in given and step.asked in _TYPED and not step.node.entry("si_silence"):
                fix = "ajoutez « si_silence: », avec « apres: 2 h » et « aller: » une étape qui le dit"
                message = f"qui se tait à « {step.name} » peut croire sa demande partie"
                yield problem("silence-oublie", step.mark, message, fix)


def answers_are_of_use(book: Book) -> Iterator[Problem]:
    """Nothing is asked that no text, no condition, no request and no rule uses."""
    used = _used(book)
    for _, step in book.steps:
        if step.asked and step.name in book.answers - used:
            fix = "effacez cette question, ou employez sa réponse ; un « choix » mène quelque part sans rien garder"
            message = f"personne ne se sert de la réponse « {step.name} »"
            yield problem("reponse-inutile", step.mark, message, fix)


def _used(book: Book) -> frozenset[str]:
    """Return the words that something uses."""
    said = (word for _, step in book.steps for word in _words(step))
    return _ENGINES.union(said)


def _words(step: Step) -> Iterator[str]:
    for _, scalar in step.texts:
        yield from wording.read_text(scalar.text).words
    for scalar in step.conditions:
        yield from wording.read_condition(scalar.text).words
    yield from (field.text for field in step.hands_over)
