"""A studio over a copy of what ships, and browsers without a screen that speak HTTP to it."""

from __future__ import annotations

import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from starlette.applications import Starlette

from bot.content.versions import Versions
from bot.service.clock import Clock
from bot.service.publishing import Publishing
from bot.store import Store
from bot.studio.app import routes
from bot.studio.serving import server as server_of
from bot.studio.workshop import PREFIX, Workshop
from tests.living import REPO, eventually, running

ADDRESS = "http://127.0.0.1:8082"


def copied(folder: Path) -> tuple[Path, Path]:
    """Copy what ships into a folder, where it may be spoilt: a few scenarios, so that all of it is read quickly."""
    dialogues, data = folder / "dialogues", folder / "data"
    shutil.copytree(REPO / "dialogues", dialogues, ignore=shutil.ignore_patterns("scenarios", "langues"))
    shutil.copytree(REPO / "data", data)
    for name, some in (("scenarios", ("menu.yaml", "merci.yaml", "rappel.yaml")), ("langues", ("ar.po",))):
        (dialogues / name).mkdir()
        for one in some:
            if (REPO / "dialogues" / name / one).exists():
                shutil.copy(REPO / "dialogues" / name / one, dialogues / name / one)
    return dialogues, data


def workshop_of(folder: Path, store: Store, clock: Clock) -> Workshop:
    """Return the studio of a copy in this folder."""
    dialogues, data = copied(folder)
    publishing = Publishing(Versions(folder / "versions"), dialogues, data, store, clock)
    return Workshop.of(dialogues, data, store, publishing, clock)


class Browser(httpx.AsyncClient):
    """A browser that says where its forms come from, as every browser does."""

    def __init__(self, workshop: Workshop) -> None:
        transport = httpx.ASGITransport(Starlette(routes=routes(workshop)))
        super().__init__(transport=transport, base_url=ADDRESS, follow_redirects=True, timeout=60)
        self.workshop = workshop

    async def enter(self) -> None:
        answer = await self.get(self.workshop.link(""), follow_redirects=False)
        assert answer.status_code == 303

    async def open(self, path: str) -> httpx.Response:
        return await self.get(PREFIX + path)

    async def submit(self, path: str, **form: str) -> httpx.Response:
        return await self.post(PREFIX + path, data=form or {"x": ""}, headers={"origin": ADDRESS})


@asynccontextmanager
async def serving(workshop: Workshop) -> AsyncIterator[str]:
    """Serve the studio on a port of this machine while the block runs; give its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = server_of(workshop)
    async with running(server.serve(sockets=[listening])):
        await eventually(lambda: server.started)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await eventually(lambda: not server.servers or not any(one.is_serving() for one in server.servers))
