"""Bold and nothing else: marks that no person can type, so that what a person wrote never formats anything."""

from __future__ import annotations

import re

BOLD, PLAIN = "\ue000", "\ue001"

_STARS = re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*")
_MARKS = re.compile(f"[{BOLD}{PLAIN}]")


def read(source: str) -> str:
    """Turn an operator's `*bold*` into marks."""
    return _STARS.sub(rf"{BOLD}\1{PLAIN}", source)


def strip(text: str) -> str:
    """Return what a person typed without any mark (these code points are private and mean nothing in a message)."""
    return _MARKS.sub("", text)


def write(text: str, bold: str, plain: str) -> str:
    """Replace the marks by what a door uses: `<b>` for Telegram, an escape sequence for a terminal."""
    return text.replace(BOLD, bold).replace(PLAIN, plain)
