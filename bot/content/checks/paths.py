"""The ways through the dialogues: every step is reached, leads out, and waits in time."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.content.checks.rings import ring, turning
from bot.content.graph import REQUIRED, Graph, Spot
from bot.content.problems import Problem, problem
from bot.content.written import Book, Dialogue, Exit, Step
from bot.core.flow import FOLLOWING, LOST

MAX_CHAIN = 20
"""Steps in a row without waiting; the engine stops at 25."""


def every_step_is_reached(book: Book) -> Iterator[Problem]:
    """Something leads to every step."""
    graph = Graph.of(book)
    for dialogue in book.dialogues.values():
        reached = graph.paths(graph.entries(dialogue.name), lambda way, home=dialogue.name: way.end.dialogue == home)  # type: ignore[misc]
        for step in dialogue.steps.values():
            if Spot(dialogue.name, step.name) not in reached:
                fix = "faites-y mener un choix ou un « puis », ou effacez-la"
                yield problem("etape-perdue", step.mark, f"rien ne mène à l'étape « {step.name} »", fix)


def every_dialogue_is_reached(book: Book) -> Iterator[Problem]:
    """A choice, a phrase or a command leads to every dialogue."""
    graph = Graph.of(book)
    reached = {spot.dialogue for spot in graph.paths(graph.doors)} | {*REQUIRED, FOLLOWING, LOST}
    for dialogue in book.dialogues.values():
        if dialogue.name not in reached:
            fix = "faites-y mener un choix, ou donnez-lui « on_dit » ou « commande »"
            yield problem("dialogue-perdu", dialogue.mark, f"rien ne mène au dialogue « {dialogue.name} »", fix)


def every_step_leads_out(book: Book) -> Iterator[Problem]:
    """From every step one can reach the end of its dialogue, or another dialogue."""
    for dialogue in book.dialogues.values():
        stuck = _stuck(book, dialogue)
        if stuck:
            fix = "ajoutez un choix vers « fin », « menu » ou un autre dialogue"
            message = f"à partir de « {stuck[0].name} », on ne sort plus de « {dialogue.name} »"
            yield problem("impasse", stuck[0].mark, message, fix)


def _stuck(book: Book, dialogue: Dialogue) -> list[Step]:
    """Return the steps from which nothing leads out, in the order written."""
    ways = {step.name: _choosable(book, dialogue, step) for step in dialogue.steps.values()}
    helped = _helped(ways)
    out: set[str] = set()
    waiting = [name for name, exits in ways.items() if _leads_out(dialogue, name, exits)]
    while waiting:
        name = waiting.pop()
        waiting += helped[name] if name not in out else ()
        out.add(name)
    return [step for step in dialogue.steps.values() if step.name not in out]


def _choosable(book: Book, dialogue: Dialogue, step: Step) -> list[Exit]:
    """Return the exits that a person can take without waiting for a clock."""
    return [found for found in book.exits(dialogue, step) if found.role not in ("si_silence", "repli")]


def _leads_out(dialogue: Dialogue, name: str, exits: list[Exit]) -> bool:
    """Return whether a step leads out by itself."""
    if dialogue.steps[name].node.text("effacer") == "tout":
        return True
    kinds = {found.target.kind for found in exits if found.target}
    return bool(kinds & {"fin", "dialogue"}) or ("retour" in kinds and name == dialogue.first.name)


def _helped(ways: Mapping[str, list[Exit]]) -> Mapping[str, list[str]]:
    """Return, by each step, those that lead out where it does: they come to it, or go back to it."""
    goes_back = {name for name, exits in ways.items() if any(e.target and e.target.kind == "retour" for e in exits)}
    helped = defaultdict[str, list[str]](list)
    for name, exits in ways.items():
        for target in (found.target.name for found in exits if found.target):
            helped[target].append(name)
            helped[name] += [target] if target in goes_back else []
    return helped


def no_loop_without_waiting(book: Book) -> Iterator[Problem]:
    """No steps follow each other in a ring without ever waiting for the person."""
    onward = turning({spot: sorted(ends) for spot, ends in Graph.of(book).onward.items()})
    told: set[Spot] = set()
    for dialogue, step in book.steps:
        here = Spot(dialogue.name, step.name)
        round_trip = ring(onward, here) if here in onward and here not in told else []
        if round_trip and not told & set(round_trip):
            told |= set(round_trip)
            names = " → ".join(_called(spot, dialogue.name) for spot in [*round_trip, here])
            message = f"« {step.name} » revient à elle-même sans attendre le jeune"
            yield problem("boucle-sans-attente", step.mark, message, f"le tour : {names} ; mettez-y un choix")


def _called(spot: Spot, home: str) -> str:
    return spot.step if spot.dialogue == home else f"{spot.dialogue}.{spot.step}"


def no_endless_chain(book: Book) -> Iterator[Problem]:
    """Only so many steps follow each other without waiting."""
    if any(no_loop_without_waiting(book)):
        return
    onward = Graph.of(book).onward
    chains = {spot: [spot] for spot in onward}
    for _ in range(MAX_CHAIN):
        chains = {end: [*chain, end] for spot, chain in chains.items() for end in onward[spot]}
    for chain in list(chains.values())[:1]:
        first, _ = next(pairwise(chain))
        step = book.dialogues[first.dialogue].steps[first.step]
        fix = "réunissez des textes, ou mettez un choix sur le chemin"
        message = f"plus de {MAX_CHAIN} étapes s'enchaînent à partir de « {step.name} »"
        yield problem("enchainement-trop-long", step.mark, message, fix)
