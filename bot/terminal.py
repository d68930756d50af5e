"""`allervers chat`: the same engine in a terminal, alone with its clock. Writes to no database, sends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.content.player import Player, Shown
from bot.core import markup
from bot.core.engine import Engine
from bot.core.events import Event, typed
from bot.core.playbook import Playbook
from bot.service.clock import Clock

PRESS = ">"
"""What a line that presses a button begins with."""
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def chat(playbook: Playbook, lines: Iterable[str], clock: Clock, *, colour: bool) -> Iterator[str]:
    """Yield what to print: the welcome, then the answer to each line (`> Libellé` presses a button)."""
    player = Player(Engine(playbook), clock.now())
    yield from _answer(player, typed("/start"), colour=colour)
    for line in lines:
        yield from _until(player, clock.now(), colour=colour)
        event = player.press(line.removeprefix(PRESS).strip()) if line.startswith(PRESS) else typed(line.rstrip("\n"))
        if event is None:
            yield f"(pas de bouton « {line.removeprefix(PRESS).strip()} » ; montrés : {', '.join(player.labels())})\n"
        elif line.strip():
            yield from _answer(player, event, colour=colour)


def _until(player: Player, now: datetime, *, colour: bool) -> Iterator[str]:
    """Let the time since the last line go by; what rang meanwhile is shown."""
    before = len(player.shown)
    player.wait(max(now - player.now, timedelta()))
    yield from _since(player, before, colour=colour)


def _since(player: Player, before: int, *, colour: bool) -> Iterator[str]:
    return (_written(shown, colour=colour) for shown in player.shown[before:])


def _answer(player: Player, event: Event, *, colour: bool) -> Iterator[str]:
    before, requests = len(player.shown), len(player.requests)
    player.send(event)
    yield from _since(player, before, colour=colour)
    if len(player.requests) > requests:
        yield "(une demande de rappel est partie chez le partenaire)\n"


def _written(shown: Shown, *, colour: bool) -> str:
    text = markup.write(shown.words, *((_BOLD, _PLAIN) if colour else ("*", "*")))
    buttons = "".join(f"\n  [{label}]" for label in shown.labels)
    return f"{text}{buttons}\n"
