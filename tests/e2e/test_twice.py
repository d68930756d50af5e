"""Every update delivered twice leaves the same database as delivered once, but for the list of what was seen."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.core.playbook import Playbook
from bot.sandbox.polling import LongPoll
from bot.sandbox.serve import serving
from bot.sandbox.updates import UpdateQueue
from bot.store import Vault
from tests.e2e.bots import TOKEN
from tests.e2e.home import QuickClock, living, settings
from tests.e2e.people import TAKE, TAKEN, Conversation, Journal, Turn, looks_around, requests_shown, wants_a_call
from tests.living import Phones

SAMIRA = 2005
"""The number of someone of the partner for Maurepas, as the shipped data declare them."""
REMINDER = Turn(("C'est noté pour",), presses="Préviens-moi la veille")
STOPS = [
    Turn(("C'est arrêté.", "Je peux aussi effacer"), writes="stop"),
    Turn(("C'est effacé.",), presses="Efface tout"),
]


class Twice(UpdateQueue):
    """Delivers each update once more after the bot has confirmed it."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__(now)
        self._confirmed: set[int] = set()

    def confirm(self, offset: int) -> None:
        for number in [number for number in self.pending if number < offset]:
            self.drop(number)

    def drop(self, update_id: int) -> None:
        if update_id in self._confirmed:
            super().drop(update_id)
        self._confirmed.add(update_id)


async def lived(playbook: Playbook, file: Path, *, webhook: bool, twice: bool) -> tuple[Any, Any]:
    """Play the same morning; return the database in clear, and what everyone read."""
    clock = QuickClock(dated=False)
    sandbox = Phones(token=TOKEN, now=clock.time)
    if twice:
        sandbox.updates = Twice(clock.time)
        sandbox.poll = LongPoll(sandbox.updates)
    journal = Journal(sandbox)
    member, awa, bilal, chloe, dounia = (
        sandbox.add_person(name, id=number).id
        for name, number in {"Samira": SAMIRA, "Awa": 1, "Bilal": 2, "Chloé": 3, "Dounia": 4}.items()
    )
    group = playbook.partners["mission-locale-rennes"].group
    assert group
    sandbox.add_group("Mission locale", id=group, members=[member])
    async with serving(sandbox) as root:
        chosen = settings(root, TOKEN, file, webhook=webhook)
        async with living(chosen, playbook, clock) as house:
            sandbox.send_text(member, "/start")
            await sandbox.said(member, "Qu'est-ce")
            calls = wants_a_call("Rennes", "Maurepas", "Awa", "06 39 98 12 34")
            await Conversation(journal, awa, calls).play()
            await sandbox.changed(lambda: requests_shown(sandbox, group))
            sandbox.press(member, group, label=TAKE)
            await journal.reads(awa, TAKEN)
            await Conversation(journal, bilal, [*looks_around("Rennes", "Maurepas")[:4], REMINDER]).play()
            await Conversation(
                journal, chloe, [*wants_a_call("Rennes", "Le Blosne", "Chloé", "0639981235"), *STOPS]
            ).play()
            sandbox.send_text(dounia, "/start")
            await sandbox.said(dounia, "Qu'est-ce")
            sandbox.block(dounia)
            async with asyncio.timeout(60):
                while (await house.store.status())["outbox"] or sandbox.updates.pending:
                    continue
    ids = request_ids(file)
    read = {chat: [nameless(text, ids) for text in texts] for chat, texts in journal.written.items()}
    return in_clear(file, Vault([chosen.secret_key.get_secret_value()]), ids), read


def request_ids(file: Path) -> list[str]:
    """Return the random names of the requests, oldest first."""
    with closing(sqlite3.connect(file)) as database:
        return [name for (name,) in database.execute("SELECT id FROM requests ORDER BY rowid")]


def nameless(text: str, ids: list[str]) -> str:
    """Return a text where a request's random name, or the number that people read, is told by its place in time."""
    for place, name in enumerate(ids):
        text = text.replace(name, f"request {place}").replace(f"n° {name[:4].upper()}", f"n° {place}")
    return text


def in_clear(file: Path, vault: Vault, ids: list[str]) -> dict[str, Any]:
    """Return every table, opened and nameless; of what was seen, only how much and by whom."""

    def clear(value: Any) -> Any:
        text = vault.open(value) if isinstance(value, bytes) else value
        return nameless(text, ids) if isinstance(text, str) else text

    with closing(sqlite3.connect(file)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
    tables = {name: sorted((tuple(map(clear, row)) for row in rows[name]), key=repr) for name in names}
    return tables | {"seen": [chat for chat, *_ in tables["seen"]]}


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_twice_is_once(playbook: Playbook, tmp_path: Path, *, webhook: bool) -> None:
    once, read_once = await lived(playbook, tmp_path / "once.db", webhook=webhook, twice=False)
    twice, read_twice = await lived(playbook, tmp_path / "twice.db", webhook=webhook, twice=True)
    assert twice == once
    assert read_twice == read_once
    assert (len(once["requests"]), len(once["moves"])) == (2, 4), "one request taken, one taken back"
