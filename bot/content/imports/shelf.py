"""The files of imported records: one record a line, sealed by a checksum, replaced whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from bot.content.imports.files import Unreadable

FOLDER = "importes"
QUARTIERS, STRUCTURES, SERVICES, EVENTS = "quartiers", "structures", "services", "evenements"
_VERSION = "allervers 1"
_END = b"]}\n"
_BLOCK = 1 << 18
"""Bytes read at a time: so many that few calls are made, so few that they never weigh."""

Row = dict[str, Any]
Records = dict[str, Row]
T = TypeVar("T")


def place(data: Path, name: str) -> Path:
    """Return where the imported records of a kind lie in the data folder."""
    return data / FOLDER / f"{name}.json"


def stored(path: Path) -> Iterator[Row]:
    """Yield the records of a file, none when it does not exist; `Unreadable` when its seal is broken."""
    return read(path, Row)


def read(path: Path, form: type[T]) -> Iterator[T]:
    """Yield the records of a file as `form`, with the keys that it has; otherwise as `stored`."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    except OSError as error:
        raise Unreadable(f"il ne peut pas être ouvert ({error.strerror})") from None
    with file:
        decode = msgspec.json.Decoder(list[form]).decode  # type: ignore[valid-type]
        try:
            for records in _sealed(file):
                yield from decode(records)
        except msgspec.DecodeError:
            raise Unreadable("il vient d'une autre version") from None


def _sealed(file: BinaryIO) -> Iterator[bytes]:
    """Return the records of a file that nobody changed since it was written, as JSON lists of some hundreds each."""
    head = file.readline(400)
    start = file.tell()
    digest = blake2b(digest_size=16)
    while block := file.read(_BLOCK):
        digest.update(block)
    if head != _head(digest.hexdigest()):
        raise Unreadable("il a été modifié à la main, ou abîmé")
    file.seek(start)
    blocks = iter(lambda: file.read(_BLOCK) + file.readline(), b"")
    return (b"[%b]" % (b"\n" + block).removesuffix(b"\n" + _END).rstrip(b",\n") for block in blocks)


def _head(checksum: str) -> bytes:
    return f'{{"format": "{_VERSION}", "checksum": "{checksum}", "records": [\n'.encode()


def merged(known: Records, new: Iterable[Row], *, by: str) -> tuple[Records, int]:
    """Return known records with new ones over them by id, in order of id, and how many of these change it."""
    fresh = {row[by]: row for row in new if known.get(row[by]) != row}
    return dict(sorted((known | fresh).items())), len(fresh)


def replace_all(files: Mapping[Path, Records]) -> None:
    """Write every file beside the one it replaces, then swap them; `Unreadable` and nothing changed on a failure."""
    written: dict[Path, Path] = {}
    try:
        for path, records in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            written[path] = path.with_name(f".{path.name}.{os.getpid()}")
            _write(written[path], records.values())
        for path, beside in written.items():
            beside.replace(path)
            _settle(path.parent)
    except (OSError, ValueError) as error:
        for beside in written.values():
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or "texte impossible à écrire"
        raise Unreadable(f"impossible d'écrire dans le dossier des données ({why}) ; rien n'a changé") from None


def _write(path: Path, records: Iterable[Row]) -> None:
    body = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False, sort_keys=True) for row in records).encode()
    body += b"\n" + _END if body else _END
    with path.open("wb") as file:
        file.write(_head(blake2b(body, digest_size=16).hexdigest()) + body)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make the swap itself survive a power cut."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
