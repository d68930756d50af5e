"""The Bot API over HTTP: a lean ASGI route, because every message of every test and benchmark passes here."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from bot.sandbox import changing, identity, receiving, sending
from bot.sandbox.arguments import Arguments, integer, read_arguments, structure
from bot.sandbox.errors import ApiError, conflict, refusal
from bot.sandbox.faults import Fault
from bot.sandbox.world import World

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Method = Callable[[World, Arguments], Any]

METHODS: dict[str, Method] = {**identity.METHODS, **sending.METHODS, **changing.METHODS, **receiving.METHODS}
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
JSON_TYPE = (b"content-type", b"application/json")


def call(world: World, name: str, arguments: Arguments) -> Any:
    """Carry out a method by its name, in any case; getUpdates has its own way."""
    method = METHODS.get(name.lower())
    if method is None:
        raise refusal(404, "method not found")
    world.count_call(name.lower())
    return method(world, arguments)


async def get_updates(world: World, arguments: Arguments) -> str:
    """Answer one poll, as JSON text."""
    world.count_call("getupdates")
    if world.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    world.updates.allow(structure(arguments, "allowed_updates"))
    limit = integer(arguments, "limit", 100)
    limit = limit if 1 <= limit <= 100 else 100
    found = await world.poll.get(integer(arguments, "offset"), limit, integer(arguments, "timeout"))
    return f'{{"ok":true,"result":[{",".join(update.json for update in found)}]}}'


async def serve_bot_api(world: World, path: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/bot<token>/<method>`."""
    token, _, name = path.removeprefix("/bot").partition("/")
    body = await _body(receive)
    fault = None
    try:
        _check_token(world, token)
        arguments = read_arguments(scope["query_string"], _content_type(scope), body)
        fault = world.faults.take(name.lower(), integer(arguments, "chat_id"))
        if fault and not fault.after and await _suffer(fault, receive, send):
            return
        status, answer = 200, await _answer(world, name, arguments)
        if fault and fault.after and await _suffer(fault, receive, send):
            return
    except ApiError as error:
        status, answer = error.code, json.dumps(error.body(), ensure_ascii=False)
    await _reply(send, status, answer.encode())


def _check_token(world: World, token: str) -> None:
    if world.token is not None and token != world.token:
        raise ApiError(401, "Unauthorized")


async def _answer(world: World, name: str, arguments: Arguments) -> str:
    if name.lower() == "getupdates":
        return await get_updates(world, arguments)
    return json.dumps({"ok": True, "result": call(world, name, arguments)}, ensure_ascii=False)


async def _suffer(fault: Fault, receive: Receive, send: Send) -> bool:
    """Let the fault happen; True when nothing more can be said to the bot."""
    if fault.error:
        raise fault.error
    if fault.kind == "drop":
        _cut(send)
    event = await receive()
    while event["type"] != "http.disconnect":
        event = await receive()
    return True


def _cut(send: Send) -> None:
    """Cut the connection under uvicorn, whose `send` belongs to the request's cycle."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        raise RuntimeError("a connection can be cut only when uvicorn calls the app directly")
    transport.abort()


async def _body(receive: Receive) -> bytes:
    chunks = []
    while True:
        event = await receive()
        chunks.append(event.get("body", b""))
        if not event.get("more_body"):
            return b"".join(chunks)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1"))
    return ""


async def _reply(send: Send, status: int, body: bytes) -> None:
    headers = [JSON_TYPE, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
