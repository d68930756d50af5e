"""One request of a browser, once it was let in: who asks, what they sent, and how they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.desk import entry
from bot.desk.cookies import BROWSER, FLASH, VISIT, Cookies
from bot.desk.office import PREFIX, Office
from bot.desk.rights import Right, has
from bot.desk.seat import Seat
from bot.desk.templates import render

LONGEST = 1000
"""Characters of a field of a form; more is cut."""


@dataclass(frozen=True, slots=True)
class Call:
    """What an endpoint is given."""

    office: Office
    now: datetime
    cookies: Cookies
    signed_in: Seat | None
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def seat(self) -> Seat:
        """Return who is signed in; refuses where nobody is."""
        if self.signed_in is None:
            raise HTTPException(403)
        return self.signed_in

    @property
    def secret(self) -> str:
        """Return what the forms of this browser are bound to: its visit, or before one the browser itself."""
        return self.cookies.visit if self.signed_in else self.cookies.browser

    def may(self, right: Right) -> bool:
        """Return whether who asks has a right."""
        return self.signed_in is not None and has(self.signed_in.person, right)

    def written(self, name: str) -> str:
        """Return what was written in a field of the form, "" for nothing."""
        return self.form.get(name, "").strip()[:LONGEST]

    def show(self, page: str, *, status: int = 200, **values: object) -> Response:
        """Answer with a page; what was to be said once has then been said."""
        flash = self.cookies.flash(self.office.vault)
        html = render(page, call=self, seat=self.signed_in, flash=flash, seal=entry.seal_of(self.secret), **values)
        response = Response(html, status, media_type="text/html")
        if self.cookies.sealed_flash:
            self.cookies.drop(response, FLASH)
        return response

    def go(self, path: str, flash: str = "") -> Response:
        """Answer with another page to open; `flash` is said there once."""
        response = RedirectResponse(PREFIX + quote(path), 303)
        if flash:
            self.cookies.keep(response, FLASH, Cookies.seal(self.office.vault, flash))
        return response

    def sign_in(self, response: Response, visit: str) -> None:
        """Let the browser keep the secret of its visit."""
        self.cookies.keep(response, VISIT, visit, entry.VISIT_LIVES)

    def sign_out(self, response: Response) -> None:
        """Let the browser forget its visit."""
        self.cookies.drop(response, VISIT)

    def know_browser(self, response: Response) -> None:
        """Let the browser keep the word that links and forms are bound to before anyone is signed in."""
        self.cookies.keep(response, BROWSER, self.cookies.browser, entry.VISIT_LIVES)
