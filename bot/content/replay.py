"""Replays scenarios through the pure engine, and says where a conversation is no longer the one that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import ndiff
from typing import Any

from bot.content.player import Player, Shown
from bot.content.scenario import MOVED, Line, Scenario
from bot.core import events, markup
from bot.core.engine import Engine
from bot.core.playbook import Playbook

_KINDS = {"vocal": "voice", "photo": "photo", "autocollant": "sticker"}
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200f": None, "\u2068": None, "\u2069": None})
"""Spaces that never break are spaces, and the marks that keep right-to-left text in order are nothing."""


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
    """Play a scenario from someone the bot does not know."""
    run = _Run(scenario, Player(engine, scenario.start))
    try:
        run.play()
    except _Differs as difference:
        return Outcome(scenario, str(difference), frozenset(run.player.visited))
    return Outcome(scenario, "", frozenset(run.player.visited))


def act(player: Player, gesture: str, value: Any) -> bool:
    """Let a person, their partner or the clock do something; False when it cannot be done now."""
    match gesture:
        case "appuie" | "appuie_ancien":
            event = player.press(value, old=gesture == "appuie_ancien")
        case "partenaire":
            does, _, outcome = value.partition(" ")
            return player.partner_does(does, outcome)
        case "horloge":
            return player.clock_brings(value)
        case "passe":
            player.wait(value)
            return True
        case _:
            event = _EVENTS[gesture](value)
    if event:
        player.send(event)
    return event is not None


def unvisited(playbook: Playbook, outcomes: Iterable[Outcome]) -> list[str]:
    """Return the steps that no scenario visits, as `dialogue.etape`, in the order written."""
    seen = {spot for outcome in outcomes for spot in outcome.visited}
    spots = [f"{flow.name}.{step}" for flow in playbook.flows.values() for step in flow.steps]
    return [spot for spot in spots if spot not in seen]


class _Run:
    """One replay."""

    def __init__(self, scenario: Scenario, player: Player) -> None:
        self.scenario, self.player = scenario, player
        self.heard = 0
        self.asked = (0, 0)

    def play(self) -> None:
        for line in self.scenario.lines:
            if line.gesture == "bot":
                self._expect(line)
            elif line.gesture == "demande":
                self._request(line)
            else:
                self._nothing_more(line)
                self.asked = (len(self.player.requests), len(self.player.moves))
                self._act(line)
        self._nothing_more(self.scenario.lines[-1], after=True)

    def _act(self, line: Line) -> None:
        try:
            done = act(self.player, line.gesture, line.value)
        except Exception as error:
            said = "le bot s'est cassé à cette ligne ; montrez ceci à qui le développe"
            raise self._differs(line, said, f"    {type(error).__name__}: {error}") from error
        if not done:
            raise self._impossible(line)

    def _impossible(self, line: Line) -> _Differs:
        match line.gesture:
            case "partenaire":
                return self._differs(line, f"ici, le partenaire ne peut pas faire cela : {line.value}")
            case "horloge":
                return self._differs(line, f"ici, l'horloge n'amène pas cela : {line.value}")
            case _:
                shown = " · ".join(self.player.labels()) or "aucun"
                return self._differs(line, f"il n'y a pas de bouton « {line.value} »", f"    boutons montrés : {shown}")

    def _differs(self, line: Line, said: str, *details: str) -> _Differs:
        return _Differs("\n".join([f"{line.mark.file}:{line.mark.line}: {said}", *details]))

    def _unheard(self) -> Shown | None:
        return self.player.shown[self.heard] if self.heard < len(self.player.shown) else None

    def _expect(self, line: Line) -> None:
        shown = self._unheard()
        expected = _same(line.value)
        if shown is None:
            raise self._differs(line, "le bot devait parler, il n'a rien dit", *_indented(expected))
        self.heard += 1
        if _read(shown) != expected:
            raise self._differs(line, "le bot n'a pas dit cela (- attendu, + reçu)", *_diff(expected, _read(shown)))
        labels = [_same(label) for label in shown.labels]
        if line.buttons is not None and [_same(label) for label in line.buttons] != labels:
            wanted = "\n".join(_same(label) for label in line.buttons)
            details = _diff(wanted, "\n".join(labels))
            raise self._differs(line, "les boutons ne sont pas ceux-là (- attendu, + reçu)", *details)

    def _nothing_more(self, line: Line, *, after: bool = False) -> None:
        shown = self._unheard()
        if shown:
            where = "après" if after else "avant"
            said = f"{where} cette ligne, le bot a dit une chose que le scénario n'attend pas"
            raise self._differs(line, said, *_indented(_read(shown), "+ "))

    def _request(self, line: Line) -> None:
        """Compare what became of the request since the last gesture with what was written."""
        done = [*["ouverte"] * (len(self.player.requests) - self.asked[0])]
        done += [MOVED[move.verb] for move in self.player.moves[self.asked[1] :]]
        if line.value == "aucune" and "ouverte" in done:
            raise self._differs(line, "une demande de rappel est partie, aucune n'était attendue")
        if line.value != "aucune" and line.value not in done:
            said = "aucune demande de rappel n'est partie"
            raise self._differs(line, said if line.value == "ouverte" else f"la demande n'a pas été {line.value}")


_EVENTS: dict[str, Callable[[Any], events.Event]] = {
    "ecrit": events.typed,
    "position": lambda at: events.Located(at.latitude, at.longitude),
    "numero": lambda phone: events.SharedNumber(phone, own=True),
    "envoie": lambda kind: events.SentOther(_KINDS[kind]),
}


def _same(text: str) -> str:
    """Return a text as it is compared: blank ends do not count."""
    return "\n".join(line.rstrip() for line in text.translate(_SPACES).strip().split("\n"))


def _read(shown: Shown) -> str:
    return _same(markup.write(shown.words, "*", "*"))


def _indented(text: str, sign: str = "  ") -> list[str]:
    return [f"    {sign}{line}".rstrip() for line in text.split("\n")]


def _diff(expected: str, received: str) -> list[str]:
    lines = ndiff(expected.split("\n"), received.split("\n"))
    return [f"    {line}".rstrip() for line in lines if not line.startswith("?")]
