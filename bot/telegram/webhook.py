"""Receives updates that Telegram posts, and answers 200 only after the turns that they caused are committed."""

from __future__ import annotations

import hmac
import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.service.conversation import Conversation, NotTaken
from bot.telegram import intake
from bot.telegram.delivery import Delivery

PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
BIGGEST = 1 << 20
"""Bytes; an update is far smaller, and nobody else has anything to post here."""


class Webhook:
    """The address that Telegram posts to."""

    def __init__(self, bot: Bot, conversation: Conversation, delivery: Delivery, secret: str) -> None:
        """Accept only posts that carry `secret`."""
        self._bot, self._conversation, self._delivery = bot, conversation, delivery
        self._secret = secret.encode()

    def route(self) -> Route:
        """Return the route to serve."""
        return Route(PATH, self._post, methods=["POST"])

    async def _post(self, request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(SECRET, "").encode(), self._secret):
            return Response(status_code=403)
        if int(request.headers.get("content-length") or BIGGEST + 1) > BIGGEST:
            return Response(status_code=413)
        try:
            raw = json.loads(await request.body())
        except ValueError:
            return Response(status_code=400)
        return await self._take(raw)

    async def _take(self, raw: object) -> Response:
        """Answer 503 when nothing was written: Telegram brings the update again."""
        arrival = intake.read(raw, self._bot)
        if arrival is None:
            return Response(status_code=200)
        try:
            hints = await self._conversation.take([arrival])
        except NotTaken:
            return Response(status_code=503, headers={"Retry-After": "1"})
        if arrival.query:
            self._delivery.hint(arrival.query, hints.get(arrival.query, ""))
        return Response(status_code=200)
