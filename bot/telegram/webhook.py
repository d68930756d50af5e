"""Receives updates that Telegram posts, and answers 200 only after the turns that they caused are committed."""

from __future__ import annotations

import hmac
import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.service.conversation import Conversation, NotTaken
from bot.telegram import intake

PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
BIGGEST = 1 << 20
"""Bytes; an update is far smaller, and nobody else has anything to post here."""


class Webhook:
    """The address that Telegram posts to."""

    def __init__(self, conversation: Conversation, secret: str) -> None:
        """Accept only posts that carry `secret`."""
        self._conversation = conversation
        self._secret = secret.encode()

    def route(self) -> Route:
        """Return the route to serve."""
        return Route(PATH, self._post, methods=["POST"])

    async def _post(self, request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SECRET, "").encode(), self._secret):
            return Response(status_code=403)
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > BIGGEST:
            return Response(status_code=413)
        try:
            raw = json.loads(await request.body())
        except (ValueError, RecursionError):
            return Response(status_code=400)
        return await self._take(raw)

    async def _take(self, raw: object) -> Response:
        """Answer 503 when nothing was written: Telegram brings the update again. A press is answered in the answer."""
        arrival = intake.read(raw)
        if arrival is None:
            return Response(status_code=200)
        try:
            hints = await self._conversation.take([arrival])
        except NotTaken:
            return Response(status_code=503, headers={"Retry-After": "1"})
        if not arrival.query:
            return Response(status_code=200)
        said = hints[arrival.query].text if arrival.query in hints else ""
        hint = {"callback_query_id": arrival.query, "text": said[:200]}
        return JSONResponse({"method": "answerCallbackQuery"} | hint)
