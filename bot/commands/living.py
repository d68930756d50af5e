"""Runs what lives until it is told to stop, and says in one sentence why it could not begin."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import Any

import uvloop
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, InvalidToken

from bot.commands.folders import stop
from bot.store import Unsupported, WrongKey


def live(running: Coroutine[Any, Any, None]) -> None:
    """Run until Ctrl-C or SIGTERM; what cannot begin is said in one sentence."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        uvloop.run(_until_told(running))
    except Exception as error:
        sentence = why(error)
        if sentence is None:
            raise
        stop(sentence)


def why(error: BaseException) -> str | None:
    """Return the sentence for what an operator can mend; None for a fault of ours."""
    match error:
        case BaseExceptionGroup():
            return next(filter(None, map(why, error.exceptions)), None)
        case InvalidToken():
            return "Telegram ne reconnaît pas ce jeton : vérifiez ALLERVERS_TELEGRAM_TOKEN."
        case BadRequest():
            return f"Telegram refuse le webhook ({error.message}) : vérifiez ALLERVERS_WEBHOOK_URL et _SECRET."
        case WrongKey() | Unsupported():
            return str(error)
        case SQLAlchemyError():
            return "La base de données ne s'ouvre pas : vérifiez ALLERVERS_DATABASE_URL."
        case OSError():
            return f"Le bot n'a pas pu démarrer : {error.strerror or 'erreur du système'}."
        case _:
            return None


async def _until_told(running: Coroutine[Any, Any, None]) -> None:
    task = asyncio.ensure_future(running)
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return
