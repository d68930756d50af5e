"""`allervers chat`: the bot in this terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator

import typer

from bot import terminal
from bot.commands.folders import loaded, playable, settings
from bot.service.clock import Clock

app = typer.Typer()


@app.command()
def chat() -> None:
    """Parle avec le bot dans ce terminal. Une ligne « > Libellé » appuie sur un bouton."""
    person = sys.stdin.isatty()
    playbook = playable(loaded(settings()))
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    lines = _lines() if person else _echoed(sys.stdin)
    for said in terminal.chat(playbook, lines, Clock(), colour=sys.stdout.isatty()):
        typer.echo(said)


def _echoed(lines: Iterable[str]) -> Iterator[str]:
    """Show each line as it is read, so that what is printed reads as a conversation."""
    for line in lines:
        typer.echo(f"> {line.removeprefix(terminal.PRESS).strip()}\n")
        yield line


def _lines() -> Iterator[str]:
    while True:
        try:
            yield input("toi : ")
        except (EOFError, KeyboardInterrupt):
            return
