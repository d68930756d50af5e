"""The web application: the Bot API on the fast path, then the phone page and its JSON API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.bot_api import Receive, Scope, Send, serve_bot_api
from bot.sandbox.page_api import ROUTES
from bot.sandbox.state import Sandbox
from bot.sandbox.webhook import WebhookDelivery

PAGE = Path(__file__).parent / "page"


class SandboxApp(Starlette):
    """Takes Bot API calls before Starlette does, to spare them its layers."""

    sandbox: Sandbox
    delivery: WebhookDelivery

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))
        if scope["type"] == "http" and path.startswith("/bot"):
            await serve_bot_api(self.sandbox, path, scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(sandbox: Sandbox) -> SandboxApp:
    """Build the server of a sandbox."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sandbox.updates.wake()
        yield
        await delivery.close()

    delivery = WebhookDelivery(sandbox)
    routes = [
        Route("/", _index),
        *ROUTES,
        Mount("/page", StaticFiles(directory=PAGE)),
    ]
    app = SandboxApp(routes=routes, lifespan=lifespan)
    app.sandbox, app.delivery = sandbox, delivery
    return app


async def _index(_request: object) -> FileResponse:
    return FileResponse(
        PAGE / "index.html", headers={"content-security-policy": "default-src 'self'; img-src 'self' data:"}
    )
