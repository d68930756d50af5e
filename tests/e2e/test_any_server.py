"""The same bot runs against any Bot API server: two settings say which, and nothing else changes.

Here the server's root has a path of its own, as behind a proxy that many services share; the other tests of this folder
have none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.core.playbook import Playbook
from bot.sandbox import Sandbox, app, serve
from bot.store import Vault
from tests.e2e.bots import TOKEN, Cradle, free_port
from tests.e2e.people import TAKE, TAKEN, Conversation, Journal, requests_shown, wants_a_call
from tests.living import Phones

PREFIX = "/chez/nous"


@asynccontextmanager
async def server(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """Serve a Bot API whose root is at `PREFIX`."""

    def create(sandbox: Sandbox) -> Any:
        inside = app.create_app(sandbox)

        async def served(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                assert scope["path"].startswith(f"{PREFIX}/bot{TOKEN}/"), "the bot left the root that it was given"
                scope = scope | {"root_path": PREFIX}
            await inside(scope, receive, send)

        return served

    monkeypatch.setattr(serve, "create_app", create)
    async with serve.serving(sandbox) as address:
        yield address + PREFIX


@pytest.mark.parametrize("hears", ["polling", "webhook"])
async def test_a_full_conversation(
    bots: Cradle, playbook: Playbook, monkeypatch: pytest.MonkeyPatch, hears: str
) -> None:
    sandbox = Phones(token=TOKEN)
    journal = Journal(sandbox)
    awa, member = sandbox.add_person("Awa").id, sandbox.add_person("Samira", id=2005).id
    group = playbook.partners["mission-locale-rennes"].group
    assert group
    sandbox.add_group("Mission locale", id=group, members=[member])
    sandbox.send_text(member, "/start")
    port = free_port()
    async with server(sandbox, monkeypatch) as root:
        life = await bots.fork(
            telegram_api=root,
            telegram_token=TOKEN,
            secret_key=Vault.new_key(),
            webhook_url=f"http://127.0.0.1:{port}" if hears == "webhook" else "",
            port=port,
        )
        conversation = Conversation(journal, awa, wants_a_call("Rennes", "Maurepas", "Awa", "06 39 98 12 34"))
        await conversation.play()
        await sandbox.changed(lambda: requests_shown(sandbox, group))
        sandbox.press(member, group, label=TAKE)
        await conversation.is_told()
        assert conversation.heard() == conversation.awaited(TAKEN)
        assert "Awa" in (await sandbox.said(member, "Prénom")).text
        assert sandbox.calls.get("setwebhook", 0) == (1 if hears == "webhook" else 0)
        assert ("getupdates" in sandbox.calls) == (hears == "polling")
        assert await life.end() == 0
    for never in ("Traceback", TOKEN, "Awa", "39 98 12 34", "39981234"):
        assert never not in bots.log.read_text()
