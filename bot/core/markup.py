"""Bold and nothing else: marks that no person can type, so that what a person wrote never formats anything."""

from __future__ import annotations

import re

BOLD, PLAIN = "\ue000", "\ue001"

_STARS = re.compile(r"\*(?=\S)([^*\n]+?)(?<=\S)\*")
_NOT_WORDS = re.compile(f"[{BOLD}{PLAIN}\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Our marks, and what no keyboard types: control characters but tab and newline, halves of characters."""


def read(source: str) -> str:
    """Turn an operator's `*bold*` into marks."""
    return _STARS.sub(rf"{BOLD}\1{PLAIN}", source)


def strip(text: str) -> str:
    """Return what a person typed without any mark, nor anything else that is no writing."""
    return _NOT_WORDS.sub("", text)


def write(text: str, bold: str, plain: str) -> str:
    """Replace the marks by what a door uses: `<b>` for Telegram, an escape sequence for a terminal."""
    return text.replace(BOLD, bold).replace(PLAIN, plain)
