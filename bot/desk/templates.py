"""The pages, as templates that escape whatever they are given."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.desk import words
from bot.desk.office import PREFIX
from bot.desk.rights import Right

_ENVIRONMENT = Environment(
    loader=PackageLoader("bot.desk", "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals |= {"bureau": PREFIX, "Right": Right, "words": words}

STYLE = files("bot.desk").joinpath("pages", "style.css").read_bytes()


def render(page: str, **values: object) -> str:
    """Return a page as HTML; raises if it uses a word that it was not given."""
    return _ENVIRONMENT.get_template(page).render(values)
