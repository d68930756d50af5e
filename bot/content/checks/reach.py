"""Nobody is left alone with a robot: from every step the menu and someone to talk to are a few taps away."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping

from bot.content.checks.paths import every_step_leads_out
from bot.content.checks.sources import NUMBERS
from bot.content.graph import Graph, Spot, in_words
from bot.content.problems import Problem, problem
from bot.content.written import Book, Dialogue, Step
from bot.core.finding import SERVICES
from bot.core.flow import ROOT

MAX_TAPS = 6
"""Taps from any step to someone: a partner who calls, a place to drop in, a number."""

_CLOCK = frozenset({"si_silence", "repli"})
"""Exits that nobody takes by a tap."""
_PLACES = frozenset({"permanences", "permanence_choisie", SERVICES})
"""What `chercher` finds that has a door or a telephone."""

Before = Mapping[Spot, set[Spot]]


def the_menu_is_near(book: Book) -> Iterator[Problem]:
    """From every step the choices lead back to the menu; dialogues that only lead to each other are told once."""
    if ROOT not in book.dialogues or any(every_step_leads_out(book)):
        return
    graph = Graph.of(book)
    before = _before(graph)
    near, paths = _taps(graph, before, [graph.entry(ROOT)]).keys(), graph.paths(graph.doors)
    mended = set[Spot]()
    for here in paths:
        if here not in near and here not in mended:
            mended |= _taps(graph, before, [here]).keys()
            fix = f"ajoutez un choix vers « fin » ou « {ROOT} ». Pour arriver là : {in_words(paths, here)}"
            message = f"à partir de « {here.step} », aucun bouton ne ramène au menu"
            yield problem("menu-inaccessible", _step(book, here).mark, message, fix)


def someone_is_near(book: Book) -> Iterator[Problem]:
    """From every step someone is a few taps away; of each dialogue the first that is not is told, or the menu alone."""
    if any(every_step_leads_out(book)) or any(the_menu_is_near(book)):
        return
    graph = Graph.of(book)
    goals = [Spot(dialogue.name, step.name) for dialogue, step in book.steps if _someone(dialogue, step)]
    taps, paths = _taps(graph, _before(graph), goals), graph.paths(graph.doors)
    far = [here for here in paths if taps.get(here, MAX_TAPS + 1) > MAX_TAPS]
    first = {here.dialogue: here for here in reversed(far)}
    for here in [first[ROOT]] if ROOT in first else first.values():
        away = f"à {taps[here]} touches, {MAX_TAPS} au plus" if here in taps else "hors d'atteinte"
        wanted = f"« rappel », « permanences » ou « {NUMBERS} »"
        fix = f"ajoutez un choix vers {wanted}. Pour arriver là : {in_words(paths, here)}"
        message = f"à partir de « {here.step} », quelqu'un à qui parler est {away}"
        yield problem("humain-trop-loin", _step(book, here).mark, message, fix)


def _someone(dialogue: Dialogue, step: Step) -> bool:
    """Return whether a step gives someone to call, to go and see, or who calls."""
    return step.verb == "accord" or step.node.text("chercher") in _PLACES or dialogue.name == NUMBERS


def _taps(graph: Graph, before: Before, goals: Iterable[Spot]) -> dict[Spot, int]:
    """Return the fewest taps from each step to one of the goals; steps that lead to none are left out."""
    taps = dict.fromkeys(goals, 0)
    waiting = deque(taps)
    while waiting:
        end = waiting.popleft()
        for start in before.get(end, ()):
            cost = taps[end] + _step(graph.book, start).waits
            if cost < taps.get(start, cost + 1):
                taps[start] = cost
                waiting.append(start)
    return taps


def _before(graph: Graph) -> Before:
    """Return from where each step can be come to, by a tap or by itself; what ends a dialogue leads to the menu."""
    before = defaultdict[Spot, set[Spot]](set)
    going_back = list[Spot]()
    for dialogue, step in graph.book.steps:
        here = Spot(dialogue.name, step.name)
        exits = [found for found in graph.book.exits(dialogue, step) if found.role not in _CLOCK]
        kinds = {found.target.kind for found in exits if found.target}
        over = ROOT in graph.book.dialogues and ("fin" in kinds or step.node.text("effacer") == "tout")
        for end in (*(graph.end(dialogue, found) for found in exits), graph.entry(ROOT) if over else None):
            if end:
                before[end].add(here)
        going_back += [here] if "retour" in kinds else []
    for here in going_back:
        for start in list(before[here]):
            before[start].add(here)
    return before


def _step(book: Book, spot: Spot) -> Step:
    return book.dialogues[spot.dialogue].steps[spot.step]
