"""How long a publication holds up those who talk: `python -m tests.bench.swap`.

A bot lives in this process. Measured: how late its loop answers a beat of one millisecond when nothing happens, and
while versions load and are swapped; then that a crowd that talks over real HTTP meanwhile is answered to the end. The
machine's own noise is in every row: compare them.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import uvloop
from pydantic import SecretStr

from bot.app import House, build
from bot.content.loader import load_to_play
from bot.content.versions import Contents, Entry, Versions
from bot.core.playbook import Playbook
from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.service.reloading import Feed, Published, make_all
from bot.settings import HERE, Settings
from bot.store import Vault
from tests.bench.crowd import Crowd

TOKEN = "1:BENCH"
BEAT = 0.001


class Beats:
    """How late a beat of one millisecond comes: what anyone who waits for the loop waits."""

    def __init__(self) -> None:
        self.late: list[float] = []

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.late.append((time.perf_counter() - asked - BEAT) * 1000)

    def taken(self) -> list[float]:
        """Return what was measured since the last time."""
        found, self.late = self.late, []
        return found


def line(what: str, late: list[float]) -> str:
    """Return a row of the table, in milliseconds."""
    cuts = statistics.quantiles(late, n=1000)
    return f"{what:<28}{cuts[499]:>9.2f}{cuts[989]:>9.2f}{cuts[998]:>9.2f}{max(late):>9.2f}"


async def measure(people: int, updates: int, times: int) -> None:
    """Publish to a bot at rest, then to one that a crowd talks to; print what each row of the table shows."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder)
        for name in ("dialogues", "data"):
            shutil.copytree(HERE / name, draft / name)
        sandbox, versions = Sandbox(token=TOKEN, history_limit=6), Versions(draft / "versions")
        async with serving(sandbox) as url:
            here = _settings(draft).model_copy(update={"telegram_api": url})
            async with build(here, _playbook(draft), feed=Feed(Published(versions))) as house:
                make_all(house.conversation.engine)
                await _told(house, versions, Crowd(sandbox, people, people), updates, times)


async def _told(house: House, versions: Versions, crowd: Crowd, updates: int, times: int) -> None:
    beats = Beats()
    async with asyncio.TaskGroup() as tasks:
        living = [tasks.create_task(house.run()), tasks.create_task(beats.run())]
        await asyncio.sleep(8)  # until Telegram's menu has been shown in every language
        beats.taken()
        await asyncio.sleep(3)
        print(f"{'ms that the loop is late':<28}{'p50':>9}{'p99':>9}{'p99.9':>9}{'max':>9}")
        print(line("at rest", beats.taken()))
        swaps = [await _publish(house, versions, number, beats) for number in range(times)]
        print(line("a version loads, swaps", [late for _, during in swaps for late in during]))
        print(f"the swap itself, at most: {', '.join(f'{swap:.2f}' for swap, _ in swaps)} ms")
        talking = asyncio.create_task(crowd.play(updates))
        for number in range(times, 2 * times):
            await _publish(house, versions, number, beats)
        left = "still talking" if not talking.done() else "already done"
        seconds = await talking
        print(
            f"{people(crowd)} people, {updates} updates in {seconds:.1f} s, {times} publications, {left}: all answered"
        )
        for task in living:
            task.cancel()


def people(crowd: Crowd) -> int:
    """Return how many there are in a crowd."""
    return len(crowd._walkers)


async def _publish(house: House, versions: Versions, number: int, beats: Beats) -> tuple[float, list[float]]:
    """Publish a change; return the longest beat around the moment of the swap, and all beats until then."""
    await asyncio.to_thread(_add, versions, house.settings.dialogues.parent, number)
    played = house.conversation.engine
    beats.taken()
    while house.conversation.engine is played:  # noqa: ASYNC110  nobody is told of a swap
        await asyncio.sleep(BEAT)
    await asyncio.sleep(20 * BEAT)
    during = beats.taken()
    return max(during[-15:]), during


def _add(versions: Versions, draft: Path, number: int) -> None:
    path = draft / "dialogues" / "cej.yaml"
    path.write_text(path.read_text("utf-8") + f"# {number}\n", "utf-8")
    contents = Contents(draft / "dialogues", draft / "data")
    versions.add(contents, contents.digest, Entry("bench", datetime.now(UTC), ("remarques",)), after=number)


def _playbook(draft: Path) -> Playbook:
    playbook = load_to_play(draft / "dialogues", draft / "data").playbook
    if playbook is None:
        sys.exit("what ships cannot be played")
    return playbook


def _settings(draft: Path) -> Settings:
    return Settings(
        telegram_token=SecretStr(TOKEN),
        database_url=f"sqlite+aiosqlite:///{draft}/bench.db",
        secret_key=SecretStr(Vault.new_key()),
        dialogues=draft / "dialogues",
        data=draft / "data",
    )


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.swap", description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--updates", type=int, default=8_000)
    parser.add_argument("--publications", type=int, default=3)
    options = parser.parse_args()
    uvloop.run(measure(options.people, options.updates, options.publications))


if __name__ == "__main__":
    main()
