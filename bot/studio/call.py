"""One request of a browser that was let in: what it asks and sends, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from bot.studio.templates import render
from bot.studio.visits import Visit
from bot.studio.watch import Look
from bot.studio.workshop import PREFIX, Workshop

LONGEST = 4_000
"""Characters of a field of a form; more is cut."""


@dataclass(frozen=True, slots=True)
class Call:
    """What an endpoint is given."""

    workshop: Workshop
    visit: Visit
    look: Look
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)

    def written(self, name: str) -> str:
        """Return what was written in a field of the form, "" for nothing."""
        return self.form.get(name, "").strip()[:LONGEST]

    def show(self, page: str, *, status: int = 200, **values: object) -> Response:
        """Answer with a page; what was to be said once has then been said."""
        html = render(page, call=self, look=self.look, said=self.visit.said_once(), **values)
        return Response(html, status, media_type="text/html")

    def go(self, path: str, said: str = "") -> Response:
        """Answer with another page to open; `said` is told there once."""
        self.visit.said = said
        return RedirectResponse(PREFIX + quote(path, safe="/#?=&"), 303)
