"""The demonstration: the real bot, talking real HTTP to a little Telegram on this machine. No token needed."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

from bot.app import House, build
from bot.content.versions import Versions
from bot.core.partners import Role
from bot.core.playbook import Playbook
from bot.desk import entry
from bot.desk.office import PREFIX
from bot.sandbox import Sandbox
from bot.sandbox.serve import serving
from bot.service.publishing import Publishing
from bot.service.reloading import Feed, Published, Saved, Told
from bot.settings import Settings
from bot.store import Vault
from bot.studio import serving as studio
from bot.studio.serving import open_port
from bot.studio.workshop import Workshop

TOKEN = "1:demonstration"  # noqa: S105  the sandbox's, worth nothing elsewhere
YOUNG = ("Inès", "Moussa")


class Addresses(NamedTuple):
    """Where the demonstration is: the phones, the desk, links that sign in one person of each role, and the studio."""

    phones: str
    desk: str
    invitations: tuple[tuple[str, str], ...]
    studio: str


def people(sandbox: Sandbox, playbook: Playbook) -> None:
    """Bring in two young people, everyone declared who has met the bot already, and the group of each partner."""
    for name in YOUNG:
        sandbox.add_person(name)
    declared = {person.telegram: person for person in playbook.people.values() if person.telegram}
    for number, person in declared.items():
        sandbox.add_person(person.name, id=number)
    for partner in playbook.partners.values():
        members = [person.telegram for person in partner.people if person.telegram]
        if partner.group is not None:
            sandbox.add_group(partner.name, id=partner.group, members=members)
    for number in declared:
        sandbox.send_text(number, "/start")


async def demo(
    settings: Settings,
    playbook: Playbook,
    announce: Callable[[Addresses], None],
    *,
    follow: bool = False,
    refused: Told | None = None,
) -> None:
    """Serve the phones, the bot and the desk until cancelled; `announce` is given the addresses once all is ready.

    Who follows plays the folders as they are saved, else what is published; `refused` is told what cannot be played.

    The desk is served beside the phones, on the next port, and the studio on the one after. The conversations live in a
    folder of their own, which goes away at the end. Raises `OSError` if a port is taken.
    """
    sandbox = Sandbox(token=TOKEN)
    people(sandbox, playbook)
    with tempfile.TemporaryDirectory(prefix="allervers-") as folder:
        async with serving(sandbox, settings.port) as url:
            port = int(url.rpartition(":")[2]) + 1
            here = settings.model_copy(update={
                "telegram_token": SecretStr(TOKEN),
                "telegram_api": url,
                "webhook_url": "",
                "smtp_url": SecretStr(""),
                "host": "127.0.0.1",
                "port": port,
                "public_url": f"http://127.0.0.1:{port}",
                "database_url": f"sqlite+aiosqlite:///{Path(folder, 'demo.db')}",
                "secret_key": SecretStr(Vault.new_key()),
                "versions": Path(),
            })  # fmt: skip
            async with build(here, playbook, feed=_feed(here, refused, follow=follow)) as house:
                workshop, (listening, address) = _workshop(house), open_port(port + 1)
                announce(
                    Addresses(url, here.public_url + PREFIX, await _invitations(house), workshop.link(address)),
                )
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(house.run())
                    tasks.create_task(studio.serve(workshop, listening))


def _workshop(house: House) -> Workshop:
    """Return the studio of what the demonstration plays."""
    found = house.settings
    publishing = Publishing(Versions(found.kept_versions), found.dialogues, found.data, house.store, house.clock)
    return Workshop.of(found.dialogues, found.data, house.store, publishing, house.clock)


def _feed(settings: Settings, refused: Told | None, *, follow: bool) -> Feed:
    """Return where what is played comes from: the folders as they are now, then what is saved or published."""
    saved = Saved(settings.dialogues, settings.data)
    if follow:
        return Feed(saved, saved.sign(), refused)
    return Feed(Published(Versions(settings.kept_versions)), None, refused)


async def _invitations(house: House) -> tuple[tuple[str, str], ...]:
    """Return a link that signs in one person of each role."""
    found = []
    for role in Role:
        person = next((one for one in house.office.playbook.people.values() if one.role is role), None)
        if person:
            token = await entry.invite(house.store, person, house.clock.now())
            found.append((f"{person.name}, {role}", house.office.address(f"/entrer/{token}")))
    return tuple(found)
