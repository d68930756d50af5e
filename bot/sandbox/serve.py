"""Serves a sandbox on loopback inside the running event loop, for tests and for the demo."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from bot.sandbox.app import create_app
from bot.sandbox.polling import OTHER_POLLER
from bot.sandbox.state import Sandbox


@asynccontextmanager
async def serving(sandbox: Sandbox, port: int = 0) -> AsyncIterator[str]:
    """Serve while the block runs, and give the address, for example `http://127.0.0.1:40123`.

    Signals stay with the program that it runs in.
    """
    listening = _listen(port)
    config = uvicorn.Config(create_app(sandbox), log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listening])
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        sandbox.poll.interrupt(OTHER_POLLER)
        sandbox.publish("bye")
        await server.shutdown(sockets=[listening])


def _listen(port: int) -> socket.socket:
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it each answer waits 40 ms
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    listening.listen(1024)
    return listening
