"""The methods about how the bot receives: webhook settings, files, and leaving the server."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.arguments import Arguments, boolean, integer, string, structure
from bot.sandbox.errors import bad_request
from bot.sandbox.polling import OTHER_POLLER
from bot.sandbox.world import Webhook, World

Json = dict[str, Any]

SECRET = re.compile(r"[A-Za-z0-9_-]*")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def set_webhook(world: World, arguments: Arguments) -> bool:
    """Push updates to an address from now on; an empty address goes back to polling."""
    url = string(arguments, "url")
    if not url:
        return delete_webhook(world, arguments)
    _check_address(url)
    secret = string(arguments, "secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _drop_if_asked(world, arguments)
    most = min(100, max(1, integer(arguments, "max_connections", 40)))
    world.webhook = Webhook(url, secret, most)
    world.updates.allow(structure(arguments, "allowed_updates"))
    world.poll.interrupt("terminated by setWebhook request")
    world.updates.wake()
    return True


def _check_address(url: str) -> None:
    try:
        address = urlsplit(url)
        host, _ = address.hostname, address.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if host not in LOOPBACK:
        raise bad_request("bad webhook: this sandbox only reaches loopback addresses")
    if address.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def delete_webhook(world: World, arguments: Arguments) -> bool:
    """Go back to polling; nothing is lost unless asked."""
    _drop_if_asked(world, arguments)
    world.webhook = Webhook()
    return True


def _drop_if_asked(world: World, arguments: Arguments) -> None:
    if boolean(arguments, "drop_pending_updates"):
        world.updates.clear()


def get_webhook_info(world: World, _: Arguments) -> Json:
    """Say where updates go and what went wrong last."""
    hook = world.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    return info


def get_file(world: World, arguments: Arguments) -> Json:
    """Say where a file can be fetched."""
    file_id = string(arguments, "file_id")
    if file_id not in world.files:
        raise bad_request("invalid file_id")
    size = len(world.files[file_id].content)
    return {"file_id": file_id, "file_unique_id": file_id[:12], "file_size": size, "file_path": f"files/{file_id}"}


def leave_server(world: World, _: Arguments) -> bool:
    """Answer logOut and close, which change nothing here."""
    world.poll.interrupt(OTHER_POLLER)
    return True


METHODS = {
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getfile": get_file,
    "logout": leave_server,
    "close": leave_server,
}
