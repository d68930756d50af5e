"""The pages, as templates that escape whatever they are given, and the files that go with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.core import markup

_HELD = re.compile(r" (?=[:;?!»])|(?<=«) ")
"""The spaces that hold a line together, as they are when a message leaves."""
_ENVIRONMENT = Environment(
    loader=PackageLoader("bot.studio", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def bold(text: str) -> Markup:
    """Return a message as HTML, its bold words bold, its French spaces unbreakable; everything else is escaped."""
    text = _HELD.sub("\u00a0", text)
    return Markup(markup.write(str(escape(text)), "<strong>", "</strong>"))  # noqa: S704  escaped on this line


def plural(count: int, one: str, several: str = "") -> str:
    """Return a number and its noun: « 1 étape », « 3 étapes »."""
    return f"{count} {one if count < 2 else several or one + 's'}"


_ENVIRONMENT.filters |= {"bold": bold}
_ENVIRONMENT.globals |= {"studio": "/studio", "plural": plural}

FILES: Mapping[str, tuple[str, bytes]] = {
    name: (kind, files("bot.studio").joinpath("pages", name).read_bytes())
    for name, kind in (("style.css", "text/css"), ("phone.css", "text/css"), ("live.js", "text/javascript"))
}
"""What pages load besides themselves, with its type."""


def render(page: str, **values: object) -> str:
    """Return a page as HTML; raises if it uses a word that it was not given."""
    return _ENVIRONMENT.get_template(page).render(values)
