"""The vault seals every word a person wrote before it reaches the disk, and opens it again.

Fernet (AES-128-CBC and HMAC-SHA256) with as many keys as a rotation needs: the first seals, all of them open.
"""

from __future__ import annotations

import calendar
import os
import secrets
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class WrongKey(Exception):
    """The key does not open what is stored, or is no key. Its French sentence is for the operator and holds no data."""


_NOT_THIS_KEY = (
    "La clé de chiffrement n'ouvre pas les données enregistrées. Remettez la clé d'origine (réglage "
    "ALLERVERS_SECRET_KEY, ou fichier de clé créé au premier démarrage). Si vous venez de la changer, gardez aussi "
    "l'ancienne : « nouvelle,ancienne ». Rien n'a été effacé."
)
_NO_KEY = (
    "La clé de chiffrement est illisible : il faut 32 octets en base64 (44 caractères), plusieurs clés étant séparées "
    "par des virgules, la plus récente d'abord. Corrigez le réglage ALLERVERS_SECRET_KEY, ou restaurez le fichier de "
    "clé depuis votre sauvegarde."
)


class Vault:
    """Seals and opens texts. An empty text stays empty, so that an erased field holds nothing at all."""

    __slots__ = ("_fernets",)

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise WrongKey(_NO_KEY)
        try:
            self._fernets = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            # `from None`: the cause could quote the key.
            raise WrongKey(_NO_KEY) from None

    @classmethod
    def load(cls, path: Path, env_value: str | None) -> Vault:
        """Return the vault of the setting SECRET_KEY (comma-separated, newest first), else of the key file at `path`.

        The file is made on the first start, with mode 0600. Raises `WrongKey` if what is found is no key.
        """
        text = env_value if env_value and env_value.strip() else _key_file(path)
        return cls(text.replace(",", " ").split())

    @staticmethod
    def new_key() -> str:
        """Return a fresh random key."""
        return Fernet.generate_key().decode()

    def seal(self, text: str) -> bytes:
        """Return the text as only this vault can read it."""
        return self._fernets.encrypt(text.encode()) if text else b""

    def seal_of_day(self, text: str, day: date) -> bytes:
        """Seal a text as of the midnight (UTC) of a day: what Fernet seals tells in clear the second it was sealed."""
        return self._fernets.encrypt_at_time(text.encode(), calendar.timegm(day.timetuple())) if text else b""

    def open(self, sealed: bytes) -> str:
        """Return the text that was sealed; raises `WrongKey` if no key of this vault sealed it."""
        if not sealed:
            return ""
        try:
            return self._fernets.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKey(_NOT_THIS_KEY) from None


def _key_file(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(path, Vault.new_key())
    return path.read_text(encoding="ascii", errors="replace")


def _write_once(path: Path, key: str) -> None:
    """Write the key beside its place, then link it there: of two first starts one wins, and no one reads half a key."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123 - a descriptor with its mode
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())  # a lost key would lose everything it seals
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
