"""Copies of an SQLite database: made while it serves, proved before they take its place."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store import migrations
from bot.store.database import make_private
from bot.store.vault import Vault

_BESIDE = ("-wal", "-shm")
"""What SQLite may keep beside a file until the last one who uses it has left."""
_THERE = (
    "Il y a déjà une base à cet endroit : rien n'a été changé. Avec --force, elle est mise de côté et la sauvegarde "
    "prend sa place."
)
_NONE = "Il n'y a pas de fichier à cet endroit."
_NOT_OURS = "Ce fichier n'est pas une base d'Allervers."
_DAMAGED = "Ce fichier est abîmé : il ne peut pas être restauré. Prenez une autre sauvegarde."
_NEWER = "Cette sauvegarde vient d'une version plus récente d'Allervers : mettez d'abord le programme à jour."
_IN_USE = "Un programme se sert de cette base : arrêtez le bot, puis recommencez."


class Unrestorable(Exception):
    """A backup cannot be made or take its place. The French sentence says why, and that what was there is still."""


def back_up(source: Path, target: Path) -> None:
    """Copy a database that may be in use to a new file for its owner alone.

    Raises `FileExistsError` rather than write over anything, and `Unrestorable` when there is nothing to copy.
    """
    if not _is_there(source):
        raise Unrestorable(_NONE)
    if target.exists():
        raise FileExistsError(target)
    make_private(target)
    try:
        with closing(_reading(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.DatabaseError:
        target.unlink()
        raise Unrestorable(_NOT_OURS) from None


def restore(backup: Path, target: Path, vault: Vault, *, aside: Path | None = None) -> None:
    """Put a backup in the place of a database, once it is proved whole, ours, and opened by this key.

    A database that is there is moved to `aside`; without `aside` it stays and this raises `Unrestorable`, as it does
    for a backup that is no good. Raises `WrongKey` when the key is another one. In each case nothing has changed.
    """
    if _is_there(target) and aside is None:
        raise Unrestorable(_THERE)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        back_up(backup, draft)
        _prove(draft, vault)
        if aside is not None and _is_there(target):
            _put_aside(target, aside)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _is_there(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _prove(path: Path, vault: Vault) -> None:
    """Raise `Unrestorable` or `WrongKey` unless this is a whole database of ours; leave it in a single file."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ((version,),) = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            words = connection.execute("SELECT sealed FROM witness").fetchall()
    except (sqlite3.DatabaseError, ValueError):
        raise Unrestorable(_NOT_OURS) from None
    if not whole:
        raise Unrestorable(_DAMAGED)
    if version not in migrations.steps():
        raise Unrestorable(_NEWER)
    for (sealed,) in words:
        vault.open(sealed)


def _put_aside(target: Path, aside: Path) -> None:
    """Move a database away in one piece; one too damaged to be opened is moved as it is."""
    try:
        with closing(sqlite3.connect(target, timeout=1, isolation_level=None)) as connection:
            # This succeeds only for one who is alone, and brings what lies beside the file into it.
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError:
        raise Unrestorable(_IN_USE) from None
    except sqlite3.DatabaseError:
        pass
    for end in ("", *_BESIDE):
        part = target.with_name(target.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
