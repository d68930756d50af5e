"""The desk on a port of this machine, for a real browser."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.desk.office import Office
from bot.desk.serving import server as server_of
from tests.living import eventually, running


@asynccontextmanager
async def serving(office: Office) -> AsyncIterator[Office]:
    """Serve while the block runs; give the desk as it is known at its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    known = replace(office, public_url=f"http://127.0.0.1:{listening.getsockname()[1]}")
    server = server_of(known)
    async with running(server.serve(sockets=[listening])):
        await eventually(lambda: server.started)
        yield known
        server.should_exit = True
        await eventually(lambda: not server.servers or not any(one.is_serving() for one in server.servers))
