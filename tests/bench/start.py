"""How long `allervers run` takes, from the command typed to the first answer to someone who was waiting for it.

`python -m tests.bench.start data` measures this checkout; with `--beside CHECKOUT`, another one by turns with it, so
that both meet the same machine: quote the ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.store import Vault
from tests.bench.processes import cpu_seconds, peak_kib

TOKEN = "1:BENCH"
RUNS = 5
HERE = Path(__file__).parent.parent.parent


class Start(NamedTuple):
    """One start: seconds to the first answer, seconds of CPU until then, most memory held until then in KiB."""

    seconds: float
    cpu: float
    peak: int

    def line(self, what: str) -> str:
        """Return the start as a row of the table."""
        return f"{what:<40}{self.seconds:>8.2f} s to the first answer{self.cpu:>8.2f} s CPU{self.peak / 1024:>7.0f} MiB"


async def quickest(data: Path, *checkouts: Path) -> list[Start]:
    """Run the bot of each checkout several times on a data folder, by turns; return the quickest start of each.

    The database and its key are there already, as at every start but the first.
    """
    with ExitStack() as stack:
        installed = [stack.enter_context(_installed(data, checkout)) for checkout in checkouts]
        _, *rounds = [[await _started(env) for env in installed] for _ in range(1 + RUNS)]
        return [min(starts) for starts in zip(*rounds, strict=True)]


@contextmanager
def _installed(data: Path, checkout: Path) -> Iterator[dict[str, str]]:
    """Give the environment of a checkout's bot with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield os.environ | {
            "PYTHONPATH": str(checkout.resolve()),
            "ALLERVERS_TELEGRAM_TOKEN": TOKEN,
            "ALLERVERS_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bench.db",
            "ALLERVERS_SECRET_KEY": Vault.new_key(),
            "ALLERVERS_DATA": str(data.resolve()),
        }


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
    """Print a row for each data folder named, and the other checkout's under it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.start", description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--beside", type=Path, help="another checkout")
    options = parser.parse_args()
    for data in options.data:
        ours, *others = asyncio.run(quickest(data, HERE, *filter(None, [options.beside])))
        print(ours.line(str(data)), flush=True)
        for other in others:
            print(other.line(f"  {options.beside}"))
            print(f"  ratio: {ours.seconds / other.seconds:.2f} of its time, {ours.cpu / other.cpu:.2f} of its CPU")


if __name__ == "__main__":
    main()
