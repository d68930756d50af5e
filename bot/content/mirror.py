"""Replays a scenario in another language beside the French: the same gestures must lead through the same steps."""

from __future__ import annotations

from dataclasses import replace

from bot.content.acting import Stage, pressed
from bot.content.player import Player
from bot.content.replay import Outcome
from bot.content.scenario import Line, Scenario
from bot.core import events, understand
from bot.core.engine import Engine
from bot.core.flow import LANGUAGES
from bot.core.languages import name
from bot.core.session import Session

_COMPARED = frozenset({"bot", "demande"})
"""Lines that say what the French bot does; nothing happens on them."""
_TAPS = frozenset({"appuie", "appuie_ancien"})


def mirror(scenario: Scenario, engine: Engine, language: str) -> Outcome:
    """Play a scenario with people who speak `language` as far as it holds, and say where the two part.

    Buttons are pressed by their place, and typed labels are typed as this language writes them. Other words stay
    French: where they are guessed otherwise, the comparison ends. A conversation about languages is another one for
    each of them: it is played, never compared.
    """
    french, other = Stage(engine, scenario.start), Stage(engine, scenario.start)
    for line in (line for line in scenario.lines if line.gesture not in _COMPARED):
        speaker = other.person(line.who)
        if speaker.session is None:
            speaker.session = Session(language=language)
        if not _together(line, french, other):
            break
        parted = _parted(line, french, other, language)
        if parted and not _about_languages(french):
            return Outcome(scenario, "" if line.gesture == "ecrit" else parted, other.visited)
    return Outcome(scenario, "", other.visited)


def _about_languages(stage: Stage) -> bool:
    return any(spot.startswith(f"{LANGUAGES}.") for spot in stage.visited)


def _together(line: Line, french: Stage, other: Stage) -> bool:
    """Let both do what a line says; False when the French one cannot, which its own replay tells."""
    if line.gesture in _TAPS:
        return _tap(line, french.person(line.who), other.person(line.who))
    value = line.value
    if line.gesture == "ecrit":
        value = _as_typed(value, french.person(line.who), other.person(line.who))
    other.act(replace(line, value=value))
    french.act(line)
    return True


def _tap(line: Line, french: Player, other: Player) -> bool:
    place = pressed(french, line.gesture, line.value)
    if place is None:
        return False
    event = other.press_at(place)
    if event:
        other.send(event)
    french.send(french.press_at(place) or events.Pressed(""))
    return True


def _as_typed(text: str, french: Player, other: Player) -> str:
    """Return what the other one types where the French one types a label."""
    offered = french.session.offered if french.session else ()
    index = understand.option(text, offered, numbers=False)
    mine = other.session.offered if other.session else ()
    return mine[index].label if index is not None and index < len(mine) else text


def _parted(line: Line, french: Stage, other: Stage, language: str) -> str:
    """Say where two conversations part after a line; empty while they walk together."""
    if french.visited == other.visited and _shapes(french) == _shapes(other):
        return ""
    astray = ", ".join(sorted(french.visited ^ other.visited)) or "d'autres messages, ou d'autres boutons"
    where = f"{line.mark.file}:{line.mark.line}"
    return f"{where}: en {name(language)}, la conversation n'est pas la même\n    {astray}"


def _shapes(stage: Stage) -> list[tuple[list[int], list[str]]]:
    return [_shape(player) for player in stage.people.values()]


def _shape(player: Player) -> tuple[list[int], list[str]]:
    """Return how many buttons each message shows, and where those of the last question lead."""
    offered = player.session.offered if player.session else ()
    return [len(shown.buttons) for shown in player.shown], [option.name for option in offered]
