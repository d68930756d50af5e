"""`python -m tests.e2e.nursery`: brings `allervers run` to life again and again, paying once for its imports.

Each line it reads is an order `{"env": {...}, "folder": "...", "log": "..."}`. It answers with the process id of a
fork that runs the command with that environment, and once this has died, with its exit code.
"""

from __future__ import annotations

import json
import os
import sys

from bot.cli import app


def main() -> None:
    """Obey until the orders end."""
    for line in sys.stdin:
        order = json.loads(line)
        if not (child := os.fork()):
            _live(**order)
        _tell(child)
        _tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _live(env: dict[str, str], folder: str, log: str) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(told, sys.stdout.fileno())
    os.dup2(told, sys.stderr.fileno())
    app(["run"])


if __name__ == "__main__":
    main()
