"""What is known and agreed to along every path; proved on the graph, not hoped for at run time."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from bot.content import wording
from bot.content.graph import Graph, Spot, Way, in_words
from bot.content.problems import Problem, problem
from bot.content.tree import Scalar
from bot.content.written import Book, Dialogue, Step
from bot.core.finding import EVERYWHERE
from bot.core.flow import FOLLOWING
from bot.core.known import PROMISE_WORDS

Paths = Mapping[Spot, Way | None]

_PLACED = frozenset({"accord", "chercher", "rappeler", "envoyer"})
"""The verbs that need a quartier, but for what is found everywhere."""
_LEAVES = {"demande": "partir", "suivre": "être transmise"}


def no_request_without_agreement(book: Book) -> Iterator[Problem]:
    """No path through a dialogue reaches a request without the choice that agrees to it, in that dialogue."""
    graph = Graph.of(book)
    for dialogue in book.dialogues.values():
        for step in dialogue.steps.values():
            if step.needs_agreement:
                yield from _agreed(graph, dialogue, step)


def _agreed(graph: Graph, dialogue: Dialogue, request: Step) -> Iterator[Problem]:
    """Look for a path inside the dialogue that begins without agreement, or after an earlier request, and lacks it."""
    sent = [Spot(dialogue.name, step.name) for step in dialogue.steps.values() if step.needs_agreement]
    afresh = [way.end for spot in sent for way in graph.ways[spot] if way.end.dialogue == dialogue.name]
    paths = graph.paths([*graph.entries(dialogue.name), *afresh], partial(_stays_unagreed, dialogue))
    goal = Spot(dialogue.name, request.name)
    if goal in paths:
        path = " → ".join([*graph.way_to(dialogue.name), in_words(paths, goal)])
        fix = f"mettez un « accord » sur le chemin. Pour arriver là : {path}"
        message = f"cette demande peut {_LEAVES[request.verb]} sans l'accord du jeune"
        yield problem("demande-sans-accord", request.node.key_mark(request.verb), message, fix)


def _stays_unagreed(dialogue: Dialogue, way: Way) -> bool:
    step = dialogue.steps[way.start.step]
    agrees = step.verb == "accord" and way.exit.role == "choix" and way.exit.label == step.node.text("accord")
    return way.end.dialogue == dialogue.name and not agrees


def requests_are_complete(book: Book) -> Iterator[Problem]:
    """Every answer that a request hands over was asked for on every path to it."""
    memory = _Memory(Graph.of(book))
    for dialogue, step in book.steps:
        here = Spot(dialogue.name, step.name)
        for field in step.hands_over:
            if field.text in book.answers and memory.may_lack(field.text, here):
                fix = f"demandez-le avant. Pour arriver là : {in_words(memory.without(field.text), here)}"
                yield problem("demande-incomplete", field.mark, f"« {field.text} » peut ne pas être demandé", fix)


def texts_know_their_answers(book: Book) -> Iterator[Problem]:
    """A text says an answer only where it was surely given, or tests it first."""
    memory = _Memory(Graph.of(book))
    for dialogue, step in book.steps:
        here = Spot(dialogue.name, step.name)
        for _, scalar in step.texts:
            for word in sorted(_needed(book, step, scalar) - _of_the_case(dialogue)):
                if memory.may_lack(word, here):
                    yield _too_early(scalar, word, in_words(memory.without(word), here))


def _too_early(scalar: Scalar, word: str, path: str) -> Problem:
    fix = f"demandez-le avant, ou écrivez « {{% if {word} %}} ». Pour arriver là : {path}"
    return problem("mot-trop-tot", scalar.find(word), f"« {word} » peut être encore inconnu ici", fix)


def _needed(book: Book, step: Step, scalar: Scalar) -> frozenset[str]:
    """Return the words that a text says without testing them; an agreement knows what it offers."""
    reading = wording.read_text(scalar.text)
    offered = frozenset(PROMISE_WORDS)
    known = book.answers | (frozenset() if step.verb == "accord" else offered)
    return (reading.words - reading.tested) & known


def _of_the_case(dialogue: Dialogue) -> frozenset[str]:
    """Return what the request makes known to the dialogue that follows it."""
    return frozenset({"quartier", *PROMISE_WORDS} if dialogue.name == FOLLOWING else ())


def the_quartier_is_asked(book: Book) -> Iterator[Problem]:
    """Steps that need a quartier come after it was asked for."""
    paths = _Memory(Graph.of(book)).without("quartier")
    for dialogue, step in book.steps:
        here = Spot(dialogue.name, step.name)
        if _placed(step) and here in paths and "quartier" not in _of_the_case(dialogue):
            fix = f"mettez « demander: quartier » avant. Pour arriver là : {in_words(paths, here)}"
            message = f"« {step.name} » a besoin du quartier, qui peut être inconnu"
            yield problem("quartier-pas-demande", step.mark, message, fix)


def _placed(step: Step) -> bool:
    return step.verb in _PLACED and not EVERYWHERE & {step.node.text("chercher"), step.node.text("de")}


class _Memory:
    """What is learnt and forgotten on the ways of a graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._found: dict[str, Paths] = {}
        self._doors = frozenset(graph.doors)
        self._forgotten = defaultdict[str, dict[Spot, None]](dict)
        for way in (way for ways in graph.ways.values() for way in ways):
            for field in _step(graph.book, way.start).hands_over:
                self._forgotten[field.text][way.end] = None

    def may_lack(self, word: str, here: Spot) -> bool:
        """Return whether some path on which a word is not learnt comes here: looks back, no further than it must."""
        seen = {here}
        waiting = [here]
        for spot in waiting:
            if spot in self._doors or spot in self._forgotten[word]:
                return True
            ways = (way for way in self.graph.back.get(spot, ()) if way.start not in seen and self._keeps(word, way))
            for start in {way.start for way in ways}:
                seen.add(start)
                waiting.append(start)
        return False

    def without(self, word: str) -> Paths:
        """Return the paths on which a word is not learnt: from every door, and from every request that forgets it."""
        if word not in self._found:
            starts = [*self.graph.doors, *self._forgotten[word]]
            self._found[word] = self.graph.paths(starts, partial(self._keeps, word))
        return self._found[word]

    def _keeps(self, word: str, way: Way) -> bool:
        """Return whether a word is no better known after a way."""
        return word not in _learns(_step(self.graph.book, way.start), way)


def _step(book: Book, spot: Spot) -> Step:
    return book.dialogues[spot.dialogue].steps[spot.step]


def _learns(step: Step, way: Way) -> tuple[str, ...]:
    """Return the words that taking this way makes known."""
    if step.asked and way.exit.role == "puis":
        return ("quartier",) if step.asked == "quartier" else (step.name,)
    if step.verb == "accord" and way.exit.role != "si_vide":
        return PROMISE_WORDS
    if step.verb == "si" and way.exit.label.isidentifier():
        return (way.exit.label,)
    return ()
