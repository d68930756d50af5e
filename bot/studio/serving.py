"""Serves the studio on a port of this machine, beside all else that the program does."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette

from bot.studio.app import routes
from bot.studio.workshop import Workshop
from bot.web import Server

HOST = "127.0.0.1"
"""The studio writes files: it is for whoever sits at this machine, and nobody else."""


def open_port(port: int) -> tuple[socket.socket, str]:
    """Return a socket that listens, and its address; port 0 is any. Raises `OSError` if the port is taken."""
    listening = socket.create_server((HOST, port))
    return listening, f"http://{HOST}:{listening.getsockname()[1]}"


def server(workshop: Workshop) -> Server:
    """Return a server of the studio, which logs no address."""
    web = Starlette(routes=routes(workshop))
    return Server(uvicorn.Config(web, log_level="warning", access_log=False, lifespan="off"))


async def serve(workshop: Workshop, listening: socket.socket) -> None:
    """Serve the studio until cancelled."""
    await server(workshop).serve(sockets=[listening])
