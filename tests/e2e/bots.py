"""The bot as a process of its own, started as an operator starts it: by a command and its environment."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("allervers")
TOKEN = "1:E2E"


def environment(**settings: object) -> dict[str, str]:
    """This machine's environment with these settings of ours and no other."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALLERVERS_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start need not compile everything again
    return kept | {f"ALLERVERS_{name.upper()}": str(value) for name, value in settings.items()}


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@dataclass
class Life:
    """One life of the bot, from its start to its death."""

    process: Process
    pid: int
    forked: bool = False
    code: int | None = None

    async def end(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal; return its exit code once it is dead."""
        if self.code is None:
            os.kill(self.pid, number)
            self.code = int(await self._line()) if self.forked else await self.process.wait()
        return self.code

    async def _line(self) -> bytes:
        assert self.process.stdout
        return await self.process.stdout.readline()


@dataclass
class Cradle:
    """Gives the bot life after life in one folder: by the command itself, or by a fork that spares the imports."""

    folder: Path
    nursery: Process
    lives: list[Life] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.folder / "bot.log"

    async def command(self, **settings: object) -> Life:
        """Start `allervers run` from nothing."""
        with self.log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                COMMAND, "run", env=environment(**settings), cwd=self.folder, stdout=log, stderr=log
            )
        return self._born(Life(process, process.pid))

    async def fork(self, **settings: object) -> Life:
        """Start `allervers run` where its imports are done."""
        assert self.nursery.stdin
        assert self.nursery.stdout
        order = {"env": environment(**settings), "folder": str(self.folder), "log": str(self.log)}
        self.nursery.stdin.write(json.dumps(order).encode() + b"\n")
        return self._born(Life(self.nursery, int(await self.nursery.stdout.readline()), forked=True))

    def _born(self, life: Life) -> Life:
        self.lives.append(life)
        return life


@asynccontextmanager
async def cradle(folder: Path) -> AsyncIterator[Cradle]:
    """A cradle in `folder`; no life outlasts the block."""
    nursery = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.e2e.nursery", env=environment(), cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    made = Cradle(folder, nursery)
    try:
        yield made
    finally:
        for life in made.lives:
            await life.end(signal.SIGKILL)
        assert nursery.stdin
        nursery.stdin.close()
        await nursery.wait()
