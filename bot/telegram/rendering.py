"""How a `Say` looks on Telegram: HTML, rows of buttons, keyboards. Sends nothing."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bot.core import markup
from bot.core.effects import Button, Keyboard, Say

MOST = 4096
"""Characters of a message once parsed (Bot API, sendMessage)."""
MOST_CAPTION = 1024
"""Characters of the text that goes with a file, once parsed (Bot API, sendDocument)."""
LONGEST_NAME, LONGEST_ENDING = 60, 10
"""Characters of a file's name and of what follows its last dot."""
SHORT_LABEL = 16
"""Two labels of up to that many characters fit side by side on a phone 360 px wide."""
LONG_LABEL = 64
MOST_BUTTONS = 100
"""Inline buttons under one message; Telegram refuses a message that has many more."""

_UNITS = "h|min|heures?|minutes?|jours?|semaines?|mois|ans?|m|km"
_BOUND = (
    (re.compile(r"(?<=\S) (?=[;:!?»])|(?<=«) (?=\S)"), "\u202f"),
    (re.compile(rf"(?<=\d) (?=[€%]|(?:{_UNITS})\b)|(?<=\dh) (?=\d)|(?<=\d h) (?=\d)|(?<=n°) (?=\d)"), "\u00a0"),
)
"""Where a French line must not break, and the space that keeps it whole: narrow by the marks, wide by a number."""

Markup = dict[str, Any]
"""A reply markup as the Bot API takes it."""


def text(said: str) -> str:
    """Return the text in Telegram's HTML: what people wrote is escaped, our marks become bold, French spaces hold."""
    for place, space in _BOUND:
        said = place.sub(space, said)
    return markup.write(html.escape(said, quote=False), "<b>", "</b>")


def parts(said: str) -> list[str]:
    """Cut a text that is too long for one message, between paragraphs or lines or words where possible."""
    found, bold = [], ""
    while said:
        cut = _cut(said)
        part, said = bold + said[:cut], said[cut:].lstrip()
        bold = markup.BOLD if part.rfind(markup.BOLD) > part.rfind(markup.PLAIN) else ""
        found.append(part + markup.PLAIN if bold else part)
    return [part for part in found if markup.strip(part).strip()] or found or [""]


def captioned(said: str) -> list[str]:
    """Cut a text that comes with a file: the last part is the file's caption, empty when all is too long for it."""
    return [said] if len(said) <= MOST_CAPTION else [*parts(said), ""]


def file_name(name: str) -> str:
    """Return a name that every phone can save: ASCII letters, digits, dots and dashes, its ending kept."""
    stem, dot, ending = name.rpartition(".")
    ending = _plain(ending)[:LONGEST_ENDING] if dot else ""
    suffix = f".{ending}" if ending else ""
    return (_plain(stem if dot else name)[: LONGEST_NAME - len(suffix)].rstrip("-.") or "fichier") + suffix


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", ascii_only).strip("-.")


def _cut(said: str) -> int:
    """Return where a text is cut; where its bold is cut too, the next part takes it up again."""
    if len(said) <= MOST:
        return len(said)
    return next((at for mark in ("\n\n", "\n", " ") if (at := said.rfind(mark, 1, MOST)) > 0), MOST)


def keyboard(say: Say) -> Markup | None:
    """Return the keyboard that goes with a message, inline unless the message asks for a position or a number."""
    match say.keyboard:
        case Keyboard.REMOVED:
            return {"remove_keyboard": True}
        case Keyboard.LOCATION:
            return _sharing(say, "request_location")
        case Keyboard.PHONE:
            return _sharing(say, "request_contact")
        case Keyboard.SAME if shown := say.buttons[:MOST_BUTTONS]:
            return {"inline_keyboard": [[_inline(button) for button in row] for row in _rows(shown)]}
        case _:
            return None


def _inline(button: Button) -> Markup:
    action = {"url": button.url} if button.url else {"callback_data": button.data}
    return {"text": _short(button.label), **action}


def _sharing(say: Say, what: str) -> Markup:
    share, *others = (_short(button.label) for button in say.buttons)
    rows = [[{"text": share, what: True}], *([{"text": label}] for label in others)]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _rows(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    """Put two short labels side by side, a long one alone."""
    row: list[Button] = []
    for button in buttons:
        short = len(button.label) <= SHORT_LABEL
        if row and (not short or len(row) == 2):
            yield row
            row = []
        row.append(button)
        if not short:
            yield row
            row = []
    if row:
        yield row


def _short(label: str) -> str:
    return label if len(label) <= LONG_LABEL else label[: LONG_LABEL - 1] + "…"
