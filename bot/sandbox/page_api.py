"""The JSON API under /sandbox: the page uses it, and so may a test in another process."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox import views
from bot.sandbox.chats import Json
from bot.sandbox.errors import ApiError
from bot.sandbox.history import Message
from bot.sandbox.state import Sandbox

HEARTBEAT = 15.0


async def event_stream(sandbox: Sandbox) -> AsyncIterator[str]:
    """Tell a page what changes, as Server-Sent Events."""
    events: asyncio.Queue[Json] = asyncio.Queue()
    sandbox.listeners.append(events.put_nowait)
    try:
        yield "retry: 1000\n\n"
        while (event := await _next(events))["type"] != "bye":
            yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
    finally:
        sandbox.listeners.remove(events.put_nowait)


async def _next(events: asyncio.Queue[Json]) -> Json:
    try:
        return await asyncio.wait_for(events.get(), HEARTBEAT)
    except TimeoutError:
        return {"type": "still here"}


async def _state(request: Request) -> Response:
    return JSONResponse(views.state(_sandbox(request)))


async def _chat(request: Request) -> Response:
    sandbox = _sandbox(request)
    asked: str = request.path_params["chat_id"]
    chat = sandbox.chats.get(int(asked)) if asked.removeprefix("-").isdecimal() else None
    if chat is None:
        return JSONResponse({"error": "chat not found"}, status_code=404)
    return JSONResponse(views.chat_state(sandbox, chat, request.query_params.get("language", "fr")))


async def _do(request: Request) -> Response:
    return await _answered(request, views.do)


async def _add_person(request: Request) -> Response:
    return await _answered(request, views.add_person)


async def _add_group(request: Request) -> Response:
    return await _answered(request, views.add_group)


async def _add_fault(request: Request) -> Response:
    return await _answered(request, views.add_fault)


async def _reset(request: Request) -> Response:
    _sandbox(request).reset()
    return JSONResponse({})


async def _events(request: Request) -> Response:
    return StreamingResponse(
        event_stream(_sandbox(request)), media_type="text/event-stream", headers={"cache-control": "no-store"}
    )


async def _bot_file(request: Request) -> Response:
    """Give the bot a file that getFile told it of."""
    token = _sandbox(request).token
    if token is not None and request.path_params["token"] != token:
        return JSONResponse(ApiError(401, "Unauthorized").body(), status_code=401)
    return await _file(request)


async def _file(request: Request) -> Response:
    upload = _sandbox(request).files.get(request.path_params["file_id"])
    if upload is None:
        return Response(status_code=404)
    headers = {"x-content-type-options": "nosniff", "content-security-policy": "sandbox"}
    return Response(upload.content, media_type=upload.content_type, headers=headers)


def _sandbox(request: Request) -> Sandbox:
    sandbox: Sandbox = request.app.sandbox
    return sandbox


async def _answered(request: Request, act: Callable[[Sandbox, Json], Message | Json | None]) -> Response:
    """Run what was asked; a wrong question gets a 400 that says why."""
    try:
        done: Any = act(_sandbox(request), await request.json())
    except (LookupError, TypeError, ValueError) as error:
        return JSONResponse({"error": f"{type(error).__name__}: {error}"}, status_code=400)
    return JSONResponse(done.raw if isinstance(done, Message) else done or {})


ROUTES = [
    Route("/sandbox/state", _state),
    Route("/sandbox/chats/{chat_id}", _chat),
    Route("/sandbox/do", _do, methods=["POST"]),
    Route("/sandbox/people", _add_person, methods=["POST"]),
    Route("/sandbox/groups", _add_group, methods=["POST"]),
    Route("/sandbox/faults", _add_fault, methods=["POST"]),
    Route("/sandbox/reset", _reset, methods=["POST"]),
    Route("/sandbox/events", _events),
    Route("/sandbox/files/{file_id}", _file),
    Route("/file/bot{token}/files/{file_id}", _bot_file),
]
