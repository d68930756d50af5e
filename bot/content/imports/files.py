"""Opens a file that someone was given, and refuses in words what cannot be official data."""

from __future__ import annotations

import stat
from collections.abc import Collection
from pathlib import Path

MOST_BYTES = 512 * 1024 * 1024
"""Above this a file is refused before it is read: the largest official export is well below."""

_CURES = {
    ".xls": "dans votre tableur, enregistrez-le en .xlsx",
    ".ods": "dans votre tableur, enregistrez-le en .xlsx",
    ".zip": "décompressez-le d'abord",
    ".gz": "décompressez-le d'abord",
}
_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"PK\x03\x04", "archive"), (b"%PDF", "PDF"))


class Unreadable(Exception):
    """A whole file that cannot be taken; says why, in French."""


def content(path: Path, suffixes: Collection[str]) -> bytes:
    """Return the bytes of a file; `Unreadable` unless it is a readable file of a sensible size and name."""
    _sensible(path, suffixes)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("c'est un dossier ou un périphérique, pas un fichier")
        if status.st_size > MOST_BYTES:
            raise Unreadable(f"il dépasse {MOST_BYTES // 1024 // 1024} Mio ; rien n'en a été lu")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable("ce fichier n'existe pas") from None
    except PermissionError:
        raise Unreadable("vous n'avez pas le droit de le lire") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"il ne peut pas être lu ({getattr(error, 'strerror', None) or 'nom invalide'})") from None
    if not data.strip():
        raise Unreadable("il est vide")
    return data


def _sensible(path: Path, suffixes: Collection[str]) -> None:
    if path.suffix.lower() not in suffixes and not path.is_dir():
        cure = _CURES.get(path.suffix.lower(), "formats acceptés : " + ", ".join(sorted(suffixes)))
        raise Unreadable(f"l'extension « {path.suffix} » n'est pas acceptée : {cure}")


def text(data: bytes) -> str:
    """Return the text of a file in UTF-8, with or without its mark; `Unreadable` for anything else."""
    for mark, kind in _MARKS:
        if data.startswith(mark):
            raise Unreadable(f"ce n'est pas du texte en UTF-8 (plutôt {kind}) : enregistrez-le en UTF-8")
    try:
        said = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"il n'est pas en UTF-8 (octet {error.start + 1}) : enregistrez-le en UTF-8") from None
    if "\0" in said:
        raise Unreadable("ce n'est pas du texte : il contient des octets nuls")
    if said.lstrip().startswith("<"):
        raise Unreadable("c'est une page web, pas des données : téléchargez le fichier lui-même")
    return said
