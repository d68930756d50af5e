"""Everywhere a conversation can go: the steps of all dialogues and the ways between them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from weakref import WeakValueDictionary

from bot.content.written import Book, Dialogue, Exit, Step
from bot.core.events import News
from bot.core.flow import FOLLOWING, HELP, LOST, LOST_AGAIN, ROOT, STOP, WELCOME

REQUIRED = (WELCOME, ROOT, HELP, STOP)
"""The dialogues that the engine itself enters."""
_LATER = frozenset({"choix", "si_silence", "repli"})
"""Exits taken after waiting."""


class Spot(NamedTuple):
    """A step of a dialogue."""

    dialogue: str
    step: str


class Way(NamedTuple):
    """A way from one step to another, and the exit it is written as."""

    start: Spot
    end: Spot
    exit: Exit


class Graph:
    """The steps of a book whose every target exists."""

    def __init__(self, book: Book) -> None:
        """Look at a book."""
        self.book = book

    @staticmethod
    def of(book: Book) -> Graph:
        """Return the graph of a book: the same to all who ask while one of them holds it."""
        return _HELD.setdefault(id(book), Graph(book))

    @cached_property
    def ways(self) -> Mapping[Spot, tuple[Way, ...]]:
        """Return the ways out of each step."""
        return {Spot(d.name, s.name): tuple(self._ways(d, s)) for d, s in self.book.steps}

    def _ways(self, dialogue: Dialogue, step: Step) -> Iterator[Way]:
        here = Spot(dialogue.name, step.name)
        for found in self.book.exits(dialogue, step):
            end = self.end(dialogue, found)
            if end:
                yield Way(here, end, found)

    @cached_property
    def back(self) -> Mapping[Spot, tuple[Way, ...]]:
        """Return the ways that lead to each step."""
        found = defaultdict[Spot, list[Way]](list)
        for ways in self.ways.values():
            for way in ways:
                found[way.end].append(way)
        return {end: tuple(ways) for end, ways in found.items()}

    @cached_property
    def onward(self) -> Mapping[Spot, tuple[Spot, ...]]:
        """Return where each step can go on to without waiting; a question already answered is not asked again."""
        return {Spot(d.name, s.name): tuple(dict.fromkeys(self._onward(d, s))) for d, s in self.book.steps}

    def _onward(self, dialogue: Dialogue, step: Step) -> Iterator[Spot]:
        exits = [found for found in self.book.exits(dialogue, step) if found.role not in _LATER]
        yield from (end for found in exits if (end := self.end(dialogue, found)))
        if ROOT in self.book.dialogues and any(found.target and found.target.kind == "fin" for found in exits):
            yield self.entry(ROOT)

    def end(self, dialogue: Dialogue, found: Exit) -> Spot | None:
        """Return the step that an exit leads to; None for an ending, which comes back to a step already seen."""
        target = found.target
        if target and target.kind == "etape":
            return Spot(dialogue.name, target.name)
        if target and target.kind == "dialogue" and target.name in self.book.dialogues:
            return self.entry(target.name)
        return None

    def entry(self, dialogue: str) -> Spot:
        """Return the step where a dialogue begins."""
        return Spot(dialogue, self.book.dialogues[dialogue].first.name)

    def entries(self, dialogue: str) -> tuple[Spot, ...]:
        """Return every step where a dialogue is entered: the first, those of `suivi` that tell news, one of `perdu`."""
        news = [name for name in News if dialogue == FOLLOWING and name in self.book.dialogues[dialogue].steps]
        again = [LOST_AGAIN] if dialogue == LOST and LOST_AGAIN in self.book.dialogues[LOST].steps else []
        return (self.entry(dialogue), *(Spot(dialogue, str(name)) for name in (*news, *again)))

    @cached_property
    def doors(self) -> tuple[Spot, ...]:
        """Return where a conversation can begin: what the engine enters, commands, what can be said, and news."""
        named = [d for d in (*REQUIRED, LOST) if d in self.book.dialogues]
        heard = [d.name for d in self.book.dialogues.values() if d.form.commande or d.form.on_dit]
        names = dict.fromkeys([ROOT, *named, *heard, FOLLOWING])
        return tuple(spot for name in names if name in self.book.dialogues for spot in self.entries(name))

    def paths(self, starts: Iterable[Spot], allowed: Callable[[Way], bool] = lambda _: True) -> dict[Spot, Way | None]:
        """Return every step reachable by allowed ways, each with the last way of a shortest path to it."""
        found: dict[Spot, Way | None] = dict.fromkeys(starts)
        waiting = deque(found)
        while waiting:
            for way in self.ways.get(waiting.popleft(), ()):
                if way.end not in found and allowed(way):
                    found[way.end] = way
                    waiting.append(way.end)
        return found

    def way_to(self, dialogue: str) -> list[str]:
        """Return the dialogues from the menu to this one, which is left out."""
        paths = self.paths(door for door in self.doors if door.dialogue == ROOT)
        goal = self.entry(dialogue)
        return in_words(paths, goal).split(" → ")[:-2] if goal in paths else []


_HELD: WeakValueDictionary[int, Graph] = WeakValueDictionary()
"""The graphs in use by the identity of their books, which they keep alive."""


def in_words(paths: Mapping[Spot, Way | None], goal: Spot) -> str:
    """Return a shortest path to a step: the dialogues on the way, and the steps of the last one."""
    spots = [goal]
    while way := paths[spots[-1]]:
        spots.append(way.start)
    names: list[str] = []
    for spot in reversed(spots):
        if spot.dialogue != goal.dialogue and spot.dialogue not in names[-1:]:
            names.append(spot.dialogue)
        elif spot.dialogue == goal.dialogue:
            names += [*([spot.dialogue] if spot.dialogue not in names else []), spot.step]
    return " → ".join(names)
