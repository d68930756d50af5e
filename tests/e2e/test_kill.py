"""kill -9, again and again, while young people talk and partners take their requests: nothing is lost, nothing doubled.

A message may be read twice after a crash, never zero times.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.partners import Partner
from bot.core.playbook import Playbook
from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.store import Store, Vault
from tests.e2e.bots import TOKEN, Cradle, free_port
from tests.e2e.people import TAKE, TAKEN, Conversation, Journal, looks_around, requests_shown, wants_a_call
from tests.living import Phones

KILLS = 56
PEOPLE = 16
FROM_NOTHING = 4
"""Of the lives, how many start by the command itself; the others spare its imports."""
PATIENCE = 160.0
NAMES = ("Awa", "Bilal", "Chloé", "Dounia", "Enzo", "Farid", "Gaëlle", "Hakim")
PLACES = (("Rennes", "Maurepas"), ("Échirolles", "La Villeneuve"), ("Saint-Denis", "Cosmonautes"))


class Neighbourhood:
    """Young people who want a call, others who only look around, and for each request two members who both take it."""

    def __init__(self, playbook: Playbook) -> None:
        self.sandbox = Phones(token=TOKEN)
        self.sandbox.retry_pace = 0.01  # Telegram's pauses between two tries of a webhook, in hundredths
        self.journal = Journal(self.sandbox)
        self.groups = {name: partner.group for name, partner in playbook.partners.items() if partner.group}
        self.people = playbook.people
        self.members = {name: self._members(playbook.partners[name]) for name in self.groups}
        for name, group in self.groups.items():
            self.sandbox.add_group(name, id=group, members=self.members[name])
            for member in self.members[name]:
                self.sandbox.send_text(member, "/start")
        self.callers: list[Conversation] = []
        self.walkers: list[Conversation] = []
        self.tasks: set[asyncio.Task[None]] = set()

    def _members(self, partner: Partner) -> list[int]:
        declared = {person.telegram: person.name for person in partner.people if person.telegram}
        return [self.sandbox.add_person(name, id=number).id for number, name in declared.items()]

    def somebody_starts(self, number: int) -> None:
        """Let one more person start to write."""
        town, quartier = PLACES[number % len(PLACES)]
        name = NAMES[number % len(NAMES)]
        person = self.sandbox.add_person(name).id
        if number % 4 == 3:
            walker = Conversation(self.journal, person, looks_around(*PLACES[0]))
            self.walkers.append(walker)
            self.tasks.add(asyncio.create_task(walker.play(within=PATIENCE)))
        else:
            caller = Conversation(self.journal, person, wants_a_call(town, quartier, name, f"06 39 98 {number:04d}"))
            self.callers.append(caller)
            self.tasks.add(asyncio.create_task(self._is_called(caller)))

    async def _is_called(self, caller: Conversation) -> None:
        await caller.play(within=PATIENCE)
        await caller.is_told(within=PATIENCE)

    async def members_take(self) -> None:
        """Take each request as soon as it is shown, two members at the same moment."""
        taken: set[str] = set()
        while True:
            for name, group in self.groups.items():
                for request, (first, *_) in requests_shown(self.sandbox, group).items():
                    if request not in taken:
                        taken.add(request)
                        for member in self.members[name][:2]:
                            self.sandbox.press(member, group, first.id, TAKE)
            await self.sandbox.changed(within=PATIENCE)


async def test_nothing_is_lost_and_nothing_is_doubled(bots: Cradle, playbook: Playbook, tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"the kills of this run: SEED={seed}")  # noqa: T201  to play them again
    chance = random.Random(seed)  # noqa: S311
    there = Neighbourhood(playbook)
    key, file = Vault.new_key(), tmp_path / "allervers.db"
    async with serving(there.sandbox) as root:
        settings = {
            "telegram_api": root,
            "telegram_token": TOKEN,
            "secret_key": key,
            "database_url": f"sqlite+aiosqlite:///{file}",
            "port": free_port(),
        }
        taking = asyncio.create_task(there.members_take())
        for number in range(KILLS):
            if number % 2 == 0 and number // 2 < PEOPLE:
                there.somebody_starts(number // 2)
            webhook = f"http://127.0.0.1:{settings['port']}" if number % 3 == 2 else ""
            start = bots.command if number % (KILLS // FROM_NOTHING) == 5 else bots.fork
            calls = there.sandbox.calls.copy()
            life = await start(**settings, webhook_url=webhook)
            await _lives(there, "setwebhook" if webhook else "getupdates", calls, chance)
            assert await life.end(signal.SIGKILL) == -signal.SIGKILL
        calls = there.sandbox.calls["getupdates"]
        last = await bots.fork(**settings)
        store = await Store.open(settings["database_url"], Vault([key]))
        async with asyncio.timeout(PATIENCE):
            await there.sandbox.changed(lambda: there.sandbox.calls["getupdates"] > calls, within=PATIENCE)
            await asyncio.gather(*there.tasks)
            while (await store.status())["outbox"] or there.sandbox.updates.pending:
                await _pass(there.sandbox, 0.1)
        taking.cancel()
        assert await last.end() == 0
    _everybody_read_everything(there)
    await _each_request_was_made_and_taken_once(there, store)
    await store.close()
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert "Traceback" not in bots.log.read_text()


async def _lives(there: Neighbourhood, hears: str, calls: dict[str, int], chance: random.Random) -> None:
    """Let the bot live for a random while: most often from when it hears Telegram, else from its very start."""
    sandbox = there.sandbox
    if chance.random() < 0.75:
        await sandbox.changed(lambda: sandbox.calls.get(hears, 0) > calls.get(hears, 0), within=30)
        most = 0.3
    else:
        most = 0.6
    await _pass(sandbox, chance.uniform(0, most))


async def _pass(sandbox: Sandbox, seconds: float) -> None:
    """Let this much time go by, whatever happens meanwhile."""
    with pytest.raises(TimeoutError):
        await sandbox.changed(lambda: False, within=seconds)


def _everybody_read_everything(there: Neighbourhood) -> None:
    for caller in there.callers:
        assert caller.heard_once() == caller.awaited(TAKEN)
    for walker in there.walkers:
        assert walker.heard_once() == walker.awaited()


async def _each_request_was_made_and_taken_once(there: Neighbourhood, store: Store) -> None:
    async with store.read() as transaction:
        rows = {caller.person: await transaction.requests_of(caller.person) for caller in there.callers}
        status = await transaction.status()
        assert [len(found) for found in rows.values()] == [1] * len(there.callers)
        assert status["requests"] == len(there.callers)
        for (request,) in rows.values():
            assert [move.verb for move in await transaction.moves(request.id)] == ["ouvrir", "prendre"]
            shown = requests_shown(there.sandbox, there.groups[request.partner])
            assert request.id in shown
            everyone = [member for members in there.members.values() for member in members]
            told = [m for m in everyone if any(request.phone in text for text in there.journal.written[m])]
            assert told == [there.people[request.owner].telegram], "only who took the request knows the number"
