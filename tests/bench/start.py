"""How long `allervers run` takes, from the command typed to the first answer to someone who was waiting for it."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.store import Vault
from tests.bench.processes import cpu_seconds, peak_kib

TOKEN = "1:BENCH"
RUNS = 3


class Start(NamedTuple):
    """One start: seconds to the first answer, seconds of CPU until then, most memory held until then in KiB."""

    seconds: float
    cpu: float
    peak: int

    def line(self, what: str) -> str:
        """Return the start as a row of the table."""
        return f"{what:<40}{self.seconds:>8.2f} s to the first answer{self.cpu:>8.2f} s CPU{self.peak / 1024:>7.0f} MiB"


async def quickest(data: Path) -> Start:
    """Run the bot several times on a data folder; return its quickest start.

    The database and its key are there already, as at every start but the first.
    """
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "ALLERVERS_TELEGRAM_TOKEN": TOKEN,
            "ALLERVERS_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bench.db",
            "ALLERVERS_SECRET_KEY": Vault.new_key(),
            "ALLERVERS_DATA": str(data),
        }
        await _started(env)
        return min([await _started(env) for _ in range(RUNS)])


async def _started(env: dict[str, str]) -> Start:
    sandbox, answered = Sandbox(token=TOKEN), asyncio.Event()

    def hear(event: dict[str, Any]) -> None:
        latest = next(reversed(sandbox.chats[person].messages.values()), None) if event["type"] == "chat" else None
        if latest and latest["from"]["is_bot"]:
            answered.set()

    person = sandbox.add_person("Inès").id
    sandbox.send_text(person, "/start")
    sandbox.listeners.append(hear)
    async with serving(sandbox) as url:
        begun = time.perf_counter()
        command = Path(sys.executable).with_name("allervers")
        process = await asyncio.create_subprocess_exec(command, "run", env=env | {"ALLERVERS_TELEGRAM_API": url})
        ended, heard = asyncio.ensure_future(process.wait()), asyncio.ensure_future(answered.wait())
        await asyncio.wait([ended, heard], return_when=asyncio.FIRST_COMPLETED)
        if ended.done():
            sys.exit("the bot did not start")
        found = Start(time.perf_counter() - begun, cpu_seconds(process.pid), peak_kib(process.pid))
        process.terminate()
        await ended
        return found


def main() -> None:
    """Print a row for each data folder named."""
    for data in map(Path, sys.argv[1:]):
        print(asyncio.run(quickest(data)).line(str(data)), flush=True)


if __name__ == "__main__":
    main()
