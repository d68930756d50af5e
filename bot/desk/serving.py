"""Serves the desk on a port, beside all else that the program does."""

from __future__ import annotations

import socket

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.desk.app import routes
from bot.desk.office import Office
from bot.web import Server


def server(office: Office, *others: BaseRoute) -> Server:
    """Return a server of the desk and of other addresses, which logs none of them."""
    web = Starlette(routes=[*others, *routes(office)])
    return Server(uvicorn.Config(web, log_level="warning", access_log=False, lifespan="off"))


async def serve(office: Office, host: str, port: int, *others: BaseRoute) -> None:
    """Serve the desk and other addresses until cancelled; raises `OSError` if the port is taken."""
    listening = socket.create_server((host, port))
    await server(office, *others).serve(sockets=[listening])
