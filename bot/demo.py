"""The demonstration: the real bot, talking real HTTP to a little Telegram on this machine. No token needed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import SecretStr

from bot.app import build
from bot.core.playbook import Playbook
from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.settings import Settings
from bot.store import Vault

TOKEN = "1:demonstration"  # noqa: S105  the sandbox's, worth nothing elsewhere
YOUNG = ("Inès", "Moussa")
MEMBERS = ("Samira", "Thomas")


def people(sandbox: Sandbox, playbook: Playbook) -> None:
    """Bring in two young people, and a group for each partner with two members who have already met the bot."""
    for name in YOUNG:
        sandbox.add_person(name)
    members = [sandbox.add_person(name).id for name in MEMBERS]
    for partner in playbook.partners.values():
        if partner.group is not None:
            sandbox.add_group(partner.name, id=partner.group, members=members)
    for member in members:
        sandbox.send_text(member, "/start")


async def demo(settings: Settings, playbook: Playbook, announce: Callable[[str], None]) -> None:
    """Serve the phones and the bot until cancelled; `announce` is given the address once all is ready.

    The conversations live in a folder of their own, which goes away at the end. Raises `OSError` if the port is taken.
    """
    sandbox = Sandbox(token=TOKEN)
    people(sandbox, playbook)
    with tempfile.TemporaryDirectory(prefix="allervers-") as folder:
        async with serving(sandbox, settings.port) as url:
            here = settings.model_copy(update={
                "telegram_token": SecretStr(TOKEN),
                "telegram_api": url,
                "webhook_url": "",
                "database_url": f"sqlite+aiosqlite:///{Path(folder, 'demo.db')}",
                "secret_key": SecretStr(Vault.new_key()),
            })  # fmt: skip
            async with build(here, playbook) as house:
                announce(url)
                await house.run()
