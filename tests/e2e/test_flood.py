"""Telegram's own limits: a flood to one person and to a group all arrives, in order, and is almost never refused."""

from __future__ import annotations

from pathlib import Path

from bot.core.effects import Say
from bot.core.playbook import Playbook
from bot.sandbox.serve import serving
from bot.service.letters import Letter
from bot.store import Outgoing
from tests.e2e.bots import TOKEN
from tests.e2e.home import QuickClock, living, settings
from tests.living import Phones

MANY = [f"message {n:02d}" for n in range(30)]
A_COUPLE = 3


async def test_a_flood_is_spread_over_time(playbook: Playbook, tmp_path: Path) -> None:
    clock = QuickClock(times=30)
    sandbox = Phones(token=TOKEN, now=clock.time)
    sandbox.limits.enabled = True
    person = sandbox.add_person("Awa").id
    group = sandbox.add_group("Mission locale", members=[person]).id
    sandbox.chats[person].started = True
    async with (
        serving(sandbox) as root,
        living(settings(root, TOKEN, tmp_path / "a.db"), playbook, clock) as house,
    ):
        async with house.store.begin() as transaction:
            letters = [Outgoing(chat, Letter(Say(text)).to_json()) for text in MANY for chat in (person, group)]
            await transaction.post(letters, clock.now())
        house.relay.wake()
        for chat in (person, group):
            await sandbox.said(chat, MANY[-1], within=30)
            assert sandbox.texts(chat) == MANY
    refused = sandbox.calls["sendmessage"] - 2 * len(MANY)
    assert refused <= A_COUPLE
