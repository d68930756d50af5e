"""How python-telegram-bot reaches the Bot API: over aiohttp, at a third of the CPU of its default client.

An error names neither the address (it holds the token) nor what was sent (it holds people's words).
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram import Bot
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
UPLOAD_SECONDS = 60.0
CONNECTIONS = 100

_JSON = {"Content-Type": "application/json"}
_TAKEN = b'{"result": true}'

File = tuple[str, bytes, str]
"""A file to send: its name, what is in it, its MIME type."""


class Http(BaseRequest):
    """One pool of connections to the Bot API."""

    __slots__ = ("_connections", "_reads", "_session", "_urls")

    def __init__(self, connections: int = CONNECTIONS, *, reads: bool = False) -> None:
        """Allow that many calls at once; unless it `reads`, a success is True and its content is not looked at."""
        self._connections, self._reads = connections, reads
        self._session: aiohttp.ClientSession | None = None
        self._urls: dict[str, URL] = {}

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when a call does not say."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool; the first call does so too."""
        self._pool()

    def _pool(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  python-telegram-bot's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  see below
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  one time bounds the whole call
    ) -> tuple[int, bytes]:
        """Call the Bot API once; return the HTTP status and the body.

        Raises `TimedOut` or `NetworkError`: in both cases Telegram may have acted or not.
        """
        seconds = _seconds(read_timeout, READ_SECONDS) + (UPLOAD_SECONDS if _uploads(request_data) else 0.0)
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=_seconds(connect_timeout, CONNECT_SECONDS))
        body, headers = _body(request_data)
        try:
            address = self._urls.get(url) or self._urls.setdefault(url, URL(url))
            async with self._pool().request(method, address, data=body, headers=headers, timeout=timeout) as response:
                payload = await response.read()
                if not payload.startswith(b"{"):  # a proxy spoke; its words may quote the address
                    raise NetworkError(f"HTTP {response.status}, and no answer of the Bot API")
                return response.status, payload if self._reads or response.status != HTTPStatus.OK else _TAKEN
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Read an answer; what cannot be read is not quoted."""
        try:
            return json.loads(payload)
        except ValueError:
            raise TelegramError("the answer is not JSON") from None


class _Plain:
    """What `Http` reads of a `RequestData`, without the walk through every value that building one is."""

    __slots__ = ("json_payload",)
    contains_files = False

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.json_payload = json.dumps(parameters, ensure_ascii=False, separators=(",", ":")).encode()


class _Form:
    """What `Http` reads of a `RequestData` that carries a file."""

    __slots__ = ("json_parameters", "multipart_data")
    contains_files = True

    def __init__(self, parameters: dict[str, Any], field: str, file: File) -> None:
        self.json_parameters = {
            name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for name, value in parameters.items()
        }
        self.multipart_data = {field: file}


class RawBot(Bot):
    """A Bot that speaks JSON both ways, for the calls that every message makes.

    One update that cannot be read then does not stop the others, and a call costs half of what objects would.
    """

    _LOGGER = logging.Logger("telegram.Bot", logging.CRITICAL + 1)  # noqa: LOG001  the library's shows tokens and texts

    def __repr__(self) -> str:
        """Hide the token, which python-telegram-bot shows."""
        return type(self).__name__

    async def call(self, method: str, **parameters: Any) -> None:
        """Call a method of the Bot API with plain values; raises the errors of python-telegram-bot."""
        await self.request.post(f"{self.base_url}/{method}", _Plain(_given(parameters)))  # type: ignore[arg-type]

    async def upload(self, method: str, field: str, file: File, **parameters: Any) -> None:
        """Call a method that takes a file, in the parameter `field`; otherwise like `call`."""
        form = _Form(_given(parameters), field, file)
        await self.request.post(f"{self.base_url}/{method}", form)  # type: ignore[arg-type]

    async def raw_updates(self, offset: int, patience: int, allowed: list[str]) -> list[dict[str, Any]]:
        """Wait up to `patience` seconds for updates from `offset` on, which confirms those before it."""
        asked = {"offset": offset, "timeout": patience, "limit": 100, "allowed_updates": allowed}
        updates: Any = await self._post("getUpdates", asked, read_timeout=patience + READ_SECONDS)
        return list(updates)

    async def own_name(self) -> str:
        """Return the name that the bot's link bears, as Telegram knows it."""
        me: Any = await self._request[0].post(f"{self.base_url}/getMe")
        return str(me["username"])

    async def hang_up(self) -> None:
        """Close every connection."""
        for request in self._request:
            await request.shutdown()


def connect(token: str, api: str) -> RawBot:
    """Return a bot that talks to the Bot API server at `api` (its root, without `/bot`).

    Its methods return True where Telegram would describe what it did: that it was done is all we need, and
    building those objects costs as much as the call.
    """
    root = api.rstrip("/")
    hears = Http(connections=2, reads=True)
    return RawBot(token, f"{root}/bot", f"{root}/file/bot", request=Http(), get_updates_request=hears)


def asked_to_wait(error: Exception) -> float:
    """Return the seconds that Telegram asks to wait with an error, 0 when it asks nothing."""
    if not isinstance(error, RetryAfter):
        return 0.0
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _given(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value is not None}


def _seconds(given: Any, default: float) -> float:
    return default if given is None or isinstance(given, DefaultValue) else float(given)


def _uploads(data: RequestData | None) -> bool:
    return data is not None and data.contains_files


def _body(data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return data.json_payload, _JSON
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}
