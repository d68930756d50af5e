"""The program `allervers`: its commands, each in a module of `bot.commands` that is imported when it is typed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from bot.content.uncollected import uncollected

COMMANDS = {
    "check": "bot.commands.check:app",
    "schema": "bot.commands.schema:app",
    "test": "bot.commands.rehearse:app",
    "understand": "bot.commands.understand:app",
    "chat": "bot.commands.chat:app",
    "run": "bot.commands.run:app",
    "demo": "bot.commands.demo:app",
    "studio": "bot.commands.studio:app",
    "publish": "bot.commands.publish:app",
    "versions": "bot.commands.versions:app",
    "import": "bot.imports_cli:imports",
    "partner": "bot.partner_cli:partner",
    "translate": "bot.commands.translate:app",
    "qr": "bot.commands.qr:app",
    "report": "bot.commands.report:app",
    "db": "bot.commands.db:app",
}
"""Where each command is, in the order of the help."""


class OnDemand(TyperGroup):
    """Commands that cost nothing until they are typed: a bot that starts does not wait for the others' modules."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  the signature of what it overrides
        """Return the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return a command, None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        with uncollected():
            found = typer.main.get_command(getattr(import_module(module), name))
        found.name = cmd_name
        return found


app = typer.Typer(
    cls=OnDemand,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its traces show values, and a value may be what a person wrote
)


@app.callback()
def allervers() -> None:
    """Allervers : aller vers les jeunes, sur Telegram."""
