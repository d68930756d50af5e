"""Runs the sandbox alone: `python -m bot.sandbox --port 8081`."""

import argparse
from typing import Any

import uvicorn

from bot.sandbox.app import create_app
from bot.sandbox.state import Sandbox

QUIET: dict[str, Any] = {"log_level": "warning", "access_log": False, "timeout_graceful_shutdown": 1}


def main() -> None:
    """Serve a sandbox with two young people and a partner group until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="Un petit Telegram local, sans jeton.")
    parser.add_argument("--port", type=int, default=8081, help="port d'écoute (8081)")
    parser.add_argument("--token", default=None, help="jeton exigé du bot (tous acceptés sinon)")
    parser.add_argument("--empty", action="store_true", help="sans personne au départ")
    options = parser.parse_args()
    sandbox = Sandbox(token=options.token)
    if not options.empty:
        populate(sandbox)
    print(f"Téléphones et Bot API : http://127.0.0.1:{options.port}", flush=True)  # noqa: T201  a command's answer
    uvicorn.run(create_app(sandbox), host="127.0.0.1", port=options.port, **QUIET)


def populate(sandbox: Sandbox) -> None:
    """Bring in two young people and a partner group."""
    sandbox.add_person("Inès")
    sandbox.add_person("Moussa")
    partner = sandbox.add_person("Claire")
    sandbox.add_group("Mission locale", members=[partner.id])


if __name__ == "__main__":
    main()
