"""Replays scenarios through the pure engine, and says where a conversation is no longer the one that was written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.content.acting import Stage, impossible
from bot.content.difference import differences, failure, indented, read, same
from bot.content.player import Shown
from bot.content.scenario import MOVED, Line, Scenario
from bot.core.engine import Engine


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a replay went: nothing to tell when the conversation held, and the steps it visited."""

    scenario: Scenario
    told: str
    visited: frozenset[str]

    @property
    def held(self) -> bool:
        """Return whether every line happened as written."""
        return not self.told


class _Differs(Exception):
    """The conversation left the scenario at a line."""


def replay(scenario: Scenario, engine: Engine) -> Outcome:
    """Play a scenario from people the bot does not know."""
    run = _Run(scenario, Stage(engine, scenario.start))
    try:
        run.play()
    except _Differs as difference:
        return Outcome(scenario, str(difference), run.stage.visited)
    return Outcome(scenario, "", run.stage.visited)


class _Run:
    """One replay."""

    def __init__(self, scenario: Scenario, stage: Stage) -> None:
        self.scenario, self.stage = scenario, stage
        self.heard: Counter[str] = Counter()
        self.asked: dict[str, tuple[int, int]] = {}
        self.before: Line | None = None

    def play(self) -> None:
        for line in self.scenario.lines:
            if line.gesture == "bot":
                self._expect(line)
            elif line.gesture == "demande":
                self._request(line)
            else:
                self._act(line)
        self._nothing_more(self.scenario.lines[-1], after=True)
        self._nothing_held(self.scenario.lines[-1])

    def _act(self, line: Line) -> None:
        self._nothing_more(line)
        self.asked = {name: (len(one.requests), len(one.moves)) for name, one in self.stage.people.items()}
        try:
            done = self.stage.act(line)
        except Exception as error:
            said = "le bot s'est cassé à cette ligne ; montrez ceci à qui le développe"
            raise self._differs(line, said, f"    {type(error).__name__}: {error}") from error
        if not done:
            raise self._differs(line, *impossible(self.stage.person(line.who), line.gesture, line.value))
        self.before = line

    def _differs(self, line: Line, said: str, *details: str) -> _Differs:
        return _Differs(failure(line, self.before, said, *details))

    def _unheard(self, name: str) -> Shown | None:
        shown, heard = self.stage.person(name).shown, self.heard[name]
        return shown[heard] if heard < len(shown) else None

    def _expect(self, line: Line) -> None:
        shown = self._unheard(line.who)
        if shown is None:
            raise self._differs(line, *self._silent(line))
        self.heard[line.who] += 1
        if found := differences(line, shown):
            raise self._differs(line, *found)

    def _silent(self, line: Line) -> tuple[str, ...]:
        """Return what is told of a message that did not come."""
        held = len(self.stage.person(line.who).held)
        waits = (f"    des messages attendent ({held}) : la livraison échoue",) if held else ()
        return "le bot devait parler, il n'a rien dit", *indented(same(line.value)), *waits

    def _nothing_more(self, line: Line, *, after: bool = False) -> None:
        for name in tuple(self.stage.people):
            shown = self._unheard(name)
            if shown:
                where, whom = "après" if after else "avant", f" à {name}" if name else ""
                said = f"{where} cette ligne, le bot a dit{whom} une chose que le scénario n'attend pas"
                raise self._differs(line, said, *indented(read(shown), "+ "))

    def _nothing_held(self, line: Line) -> None:
        held = [shown for player in self.stage.people.values() for shown in player.held]
        if held:
            said = "après cette ligne, des messages attendent encore : ajoutez « livraison: reprend »"
            raise self._differs(line, said, *indented(read(held[0]), "+ "))

    def _request(self, line: Line) -> None:
        """Compare what became of the request since the last gesture with what was written."""
        player, (requests, moves) = self.stage.person(line.who), self.asked.get(line.who, (0, 0))
        done = [*["ouverte"] * (len(player.requests) - requests)]
        done += [MOVED[move.verb] for move in player.moves[moves:]]
        if line.value == "aucune" and "ouverte" in done:
            raise self._differs(line, "une demande de rappel est partie, aucune n'était attendue")
        if line.value != "aucune" and line.value not in done:
            said = "aucune demande de rappel n'est partie"
            raise self._differs(line, said if line.value == "ouverte" else f"la demande n'a pas été {line.value}")
