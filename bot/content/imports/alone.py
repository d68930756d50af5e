"""Keeps two imports from changing one data folder at once: the second would undo the first."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.content.imports.files import Unreadable


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the folder itself while it changes; `Unreadable` when another import does.

    The system lets go of it when a process ends, however it ends: nothing stale is ever left.
    """
    try:
        handle = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise Unreadable(f"le dossier des données ne peut pas être ouvert ({error.strerror})") from None
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Unreadable("un autre import est en train d'écrire : attendez qu'il finisse, puis relancez") from None
