"""The three cookies of the desk: the visit, the browser, and a sentence to be said once, which is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from starlette.responses import Response

from bot.desk import entry
from bot.desk.office import PREFIX
from bot.store import Vault, WrongKey

VISIT = "bureau_visite"
BROWSER = "bureau_navigateur"
FLASH = "bureau_message"
BRIEF = timedelta(minutes=1)
"""How long a sentence waits to be said."""
LONGEST_FLASH = 800
"""Characters of a sentence; a cookie holds 4 KB."""


@dataclass(frozen=True, slots=True)
class Cookies:
    """What a browser brought. One without a word of its own is given one."""

    visit: str = field(default="", repr=False)
    browser: str = field(default="", repr=False)
    sealed_flash: str = ""
    new: bool = False
    secure: bool = False

    @classmethod
    def read(cls, brought: Mapping[str, str], *, secure: bool) -> Cookies:
        """Read them; all else that a browser brings is ignored."""
        browser = brought.get(BROWSER, "")
        return cls(
            brought.get(VISIT, ""), browser or entry.fresh(), brought.get(FLASH, ""), new=not browser, secure=secure
        )

    @staticmethod
    def seal(vault: Vault, sentence: str) -> str:
        """Return a sentence as only this house reads it."""
        return vault.seal(sentence[:LONGEST_FLASH]).decode("ascii")

    def flash(self, vault: Vault) -> str:
        """Return the sentence that was to be said; "" for none, or for one that we did not write."""
        try:
            return vault.open(self.sealed_flash.encode())
        except WrongKey:
            return ""

    def keep(self, response: Response, name: str, value: str, lasts: timedelta = BRIEF) -> None:
        """Give a cookie to the browser: no script reads it, no other site sends it with a form."""
        response.set_cookie(
            name,
            value,
            max_age=int(lasts.total_seconds()),
            path=PREFIX,
            httponly=True,
            samesite="lax",
            secure=self.secure,
        )

    def drop(self, response: Response, name: str) -> None:
        """Take a cookie back."""
        response.delete_cookie(name, path=PREFIX, httponly=True, samesite="lax", secure=self.secure)
