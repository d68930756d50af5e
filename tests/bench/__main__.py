"""`python -m tests.bench`: what one update costs the real bot, from Telegram's door and back, every turn durable.

The bot runs as `allervers run` in a process of its own, on one core where the machine has two; the sandbox and the
crowd take the other. Figures are of this machine and this run: compare ratios, never times of two machines.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvloop

from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.store import Vault
from tests.bench.crowd import Crowd
from tests.bench.processes import cpu_seconds, peak_kib

PORT = 18_481


@dataclass(frozen=True)
class Figures:
    """What one run showed."""

    name: str
    rate: float
    cpu: float
    latencies: list[float]
    peak: int

    def line(self) -> str:
        """Return the run as a row of the table."""
        cuts = statistics.quantiles(self.latencies, n=100)
        p50, p95, p99 = (f"{cuts[i - 1] * 1000:>9.1f}" for i in (50, 95, 99))
        return f"{self.name:<22}{self.rate:>9.0f}{self.cpu:>11.3f}{p50}{p95}{p99}{self.peak / 1024:>10.0f}"


RUNS = (
    ("stock", "saturation", 200),
    ("polling", "saturation", 200),
    ("webhook", "saturation", 200),
    ("polling", "calm", 10),
    ("webhook", "calm", 10),
)
"""What bot, how loaded, how many people waiting for an answer at any moment."""

HEAD = f"{'':<22}{'upd/s':>9}{'CPU ms/upd':>11}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'peak MiB':>10}"


@asynccontextmanager
async def running(url: str, folder: str, mode: str) -> AsyncIterator[int]:
    """Run a bot against a Bot API server; give its process id."""
    env = os.environ | {
        "ALLERVERS_TELEGRAM_API": url,
        "ALLERVERS_TELEGRAM_TOKEN": "1:BENCH",
        "ALLERVERS_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bench.db",
        "ALLERVERS_SECRET_KEY": Vault.new_key(),
        "ALLERVERS_WEBHOOK_URL": f"http://127.0.0.1:{PORT}" if mode == "webhook" else "",
        "ALLERVERS_PORT": str(PORT),
    }
    ours = [Path(sys.executable).with_name("allervers"), "run"]
    command = [sys.executable, "-m", "tests.bench.stock"] if mode == "stock" else ours
    process = await asyncio.create_subprocess_exec(*command, env=env, preexec_fn=lambda: pin(0))
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


def pin(core: int) -> None:
    """Keep this process on one core, where there is more than one."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[core]})


async def measure(mode: str, load: str, *, updates: int, people: int, at_once: int) -> Figures:
    """Warm up, then measure one run."""
    sandbox = Sandbox(token="1:BENCH", history_limit=6)
    with tempfile.TemporaryDirectory() as folder:
        async with serving(sandbox) as url, running(url, folder, mode) as pid:
            crowd = Crowd(sandbox, people, at_once)
            await crowd.play(updates // 5)
            before = cpu_seconds(pid)
            seconds = await crowd.play(updates)
            used = cpu_seconds(pid) - before
            return Figures(f"{mode}, {load}", updates / seconds, used * 1000 / updates, crowd.latencies, peak_kib(pid))


async def main() -> None:
    """Run polling and webhook, at saturation and at a calmer load, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--updates", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=4_000)
    options = parser.parse_args()
    pin(1)
    print(HEAD, flush=True)
    saturated = {}
    for mode, load, at_once in RUNS:
        updates = options.updates if mode != "stock" and load == "saturation" else options.updates // 8
        figures = await measure(mode, load, updates=updates, people=options.people, at_once=at_once)
        print(figures.line(), flush=True)
        if load == "saturation":
            saturated[mode] = figures.cpu
    for mode in ("polling", "webhook"):
        ratio = saturated[mode] / saturated["stock"]
        print(f"{mode}: {ratio:.2f} times the CPU of the stock library, which keeps nothing and sends one message")


if __name__ == "__main__":
    uvloop.run(main())
