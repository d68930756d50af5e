"""What every web page of ours shares: how a form is read, and a server that leaves signals to its program."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import uvicorn
from starlette.exceptions import HTTPException
from starlette.requests import Request


class Server(uvicorn.Server):
    """A server that leaves signals to the program it runs in."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def from_own_host(request: Request) -> bool:
    """Return whether a form comes from the host it is sent to; every browser says where a form comes from."""
    host = request.headers.get("host", "")
    return bool(host) and urlsplit(request.headers.get("origin", "")).netloc == host


async def read_form(request: Request, most_bytes: int) -> dict[str, str]:
    """Return the fields of a form; raises `HTTPException` 400 for what is no form, 413 beyond `most_bytes`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    length = request.headers.get("content-length", "")
    if kind != "application/x-www-form-urlencoded" or not length.isdecimal():
        raise HTTPException(400)
    if int(length) > most_bytes:
        raise HTTPException(413)
    try:
        return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=50))
    except ValueError:
        raise HTTPException(400) from None
