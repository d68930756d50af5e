"""The ways through the dialogues: every step is reached, leads out, and waits in time."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.content.graph import REQUIRED, Graph, Spot
from bot.content.problems import Problem, problem
from bot.content.written import Book, Dialogue, Exit, Step
from bot.core.flow import FOLLOWING, LOST, ROOT

MAX_CHAIN = 20
"""Steps in a row without waiting; the engine stops at 25."""

_LATER = frozenset({"choix", "si_silence", "repli"})
"""Exits taken after waiting."""


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
    out: set[str] = set()
    grown = True
    while grown:
        more = {name for name in ways if name not in out and _leads_out(dialogue, name, ways, out)}
        grown, out = bool(more), out | more
    return [step for step in dialogue.steps.values() if step.name not in out]


def _choosable(book: Book, dialogue: Dialogue, step: Step) -> list[Exit]:
    """Return the exits that a person can take without waiting for a clock."""
    return [found for found in book.exits(dialogue, step) if found.role not in ("si_silence", "repli")]


def _leads_out(dialogue: Dialogue, name: str, ways: Mapping[str, list[Exit]], out: set[str]) -> bool:
    if dialogue.steps[name].node.text("effacer") == "tout":
        return True
    targets = [found.target for found in ways[name] if found.target]
    if any(target.kind in ("fin", "dialogue") or target.name in out for target in targets):
        return True
    goes_back = any(target.kind == "retour" for target in targets)
    return goes_back and (name == dialogue.first.name or bool(out & _before(name, ways)))


def _before(name: str, ways: Mapping[str, list[Exit]]) -> set[str]:
    """Return the steps from which one comes to a step."""
    return {start for start, exits in ways.items() if any(e.target and e.target.name == name for e in exits)}


def straight(book: Book) -> dict[Spot, set[Spot]]:
    """Return where each step can go on to without waiting; a question already answered is not asked again."""
    graph = Graph.of(book)
    onward: dict[Spot, set[Spot]] = {}
    for dialogue, step in book.steps:
        exits = [found for found in book.exits(dialogue, step) if found.role not in _LATER]
        ends = {graph.end(dialogue, found) for found in exits}
        if ROOT in book.dialogues and any(found.target and found.target.kind == "fin" for found in exits):
            ends.add(graph.entry(ROOT))
        onward[Spot(dialogue.name, step.name)] = {end for end in ends if end}
    return onward


def no_loop_without_waiting(book: Book) -> Iterator[Problem]:
    """No steps follow each other in a ring without ever waiting for the person."""
    onward = straight(book)
    told: set[Spot] = set()
    for dialogue, step in book.steps:
        here = Spot(dialogue.name, step.name)
        ring = [] if here in told else _ring(onward, here)
        if ring and not told & set(ring):
            told |= set(ring)
            names = " → ".join(_called(spot, dialogue.name) for spot in [*ring, here])
            message = f"« {step.name} » revient à elle-même sans attendre le jeune"
            yield problem("boucle-sans-attente", step.mark, message, f"le tour : {names} ; mettez-y un choix")


def _called(spot: Spot, home: str) -> str:
    return spot.step if spot.dialogue == home else f"{spot.dialogue}.{spot.step}"


def _ring(onward: Mapping[Spot, set[Spot]], start: Spot) -> list[Spot]:
    """Return a shortest ring through a step, empty when there is none."""
    paths: list[list[Spot]] = [[start]]
    seen: set[Spot] = set()
    for path in paths:
        for end in sorted(onward.get(path[-1], ())):
            if end == start:
                return path
            if end not in seen:
                seen.add(end)
                paths.append([*path, end])
    return []


def no_endless_chain(book: Book) -> Iterator[Problem]:
    """Only so many steps follow each other without waiting."""
    if any(no_loop_without_waiting(book)):
        return
    onward = straight(book)
    chains = {spot: [spot] for spot in onward}
    for _ in range(MAX_CHAIN):
        chains = {end: [*chain, end] for spot, chain in chains.items() for end in onward[spot]}
    for chain in list(chains.values())[:1]:
        first, _ = next(pairwise(chain))
        step = book.dialogues[first.dialogue].steps[first.step]
        fix = "réunissez des textes, ou mettez un choix sur le chemin"
        message = f"plus de {MAX_CHAIN} étapes s'enchaînent à partir de « {step.name} »"
        yield problem("enchainement-trop-long", step.mark, message, fix)
