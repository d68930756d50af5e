"""Replays a scenario in another language beside the French: the same gestures must lead through the same steps."""

from __future__ import annotations

from bot.content.player import Player
from bot.content.replay import Outcome, act
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
    """Play a scenario with someone who speaks `language` as far as it holds, and say where the two part.

    Buttons are pressed by their place, and typed labels are typed as this language writes them. Other words stay
    French: where they are guessed otherwise, the comparison ends. A conversation about languages is another one for
    each of them: it is played, never compared.
    """
    french, other = Player(engine, scenario.start), Player(engine, scenario.start)
    for line in (line for line in scenario.lines if line.gesture not in _COMPARED):
        if other.session is None:
            other.session = Session(language=language)
        if not _together(line, french, other):
            break
        parted = _parted(line, french, other, language)
        if parted and not _about_languages(french):
            return Outcome(scenario, "" if line.gesture == "ecrit" else parted, frozenset(other.visited))
    return Outcome(scenario, "", frozenset(other.visited))


def _about_languages(player: Player) -> bool:
    return any(spot.startswith(f"{LANGUAGES}.") for spot in player.visited)


def _together(line: Line, french: Player, other: Player) -> bool:
    """Let both do what a line says; False when the French one cannot, which its own replay tells."""
    if line.gesture in _TAPS:
        return _tap(line, french, other)
    typed = _as_typed(line.value, french, other) if line.gesture == "ecrit" else line.value
    act(other, line.gesture, typed)
    act(french, line.gesture, line.value)
    return True


def _tap(line: Line, french: Player, other: Player) -> bool:
    place = french.place(line.value, old=line.gesture == "appuie_ancien")
    if place is None:
        return False
    pressed = other.press_at(place)
    if pressed:
        other.send(pressed)
    french.send(french.press_at(place) or events.Pressed(""))
    return True


def _as_typed(text: str, french: Player, other: Player) -> str:
    """Return what the other one types where the French one types a label."""
    offered = french.session.offered if french.session else ()
    index = understand.option(text, offered, numbers=False)
    mine = other.session.offered if other.session else ()
    return mine[index].label if index is not None and index < len(mine) else text


def _parted(line: Line, french: Player, other: Player, language: str) -> str:
    """Say where two conversations part after a line; empty while they walk together."""
    if french.visited == other.visited and _shape(french) == _shape(other):
        return ""
    astray = ", ".join(sorted(french.visited ^ other.visited)) or "d'autres messages, ou d'autres boutons"
    where = f"{line.mark.file}:{line.mark.line}"
    return f"{where}: en {name(language)}, la conversation n'est pas la même\n    {astray}"


def _shape(player: Player) -> tuple[list[int], list[str]]:
    """Return how many buttons each message shows, and where those of the last question lead."""
    offered = player.session.offered if player.session else ()
    return [len(shown.buttons) for shown in player.shown], [option.name for option in offered]
