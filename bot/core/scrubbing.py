"""Takes out of a text what would lead to someone: phone numbers, e-mails, links and user names."""

from __future__ import annotations

import re

_ENDINGS = "fr|com|org|net|eu|io|me|info|be|gg|app|link|ly|co|tv"
"""Endings by which an address without « http » is known; most sentences glued at a full stop have no such word."""
_BETWEEN = r"[\s.,/()‐–_\-\u200b\ufe0f\u20e3]{0,4}"
_RULES = (
    (re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"), "[e-mail retiré]"),
    (re.compile(r"(?:\b[a-z]{2,10}://|\bwww\.)\S+", re.IGNORECASE), "[lien retiré]"),
    (re.compile(rf"\b(?:[\w-]+\.)+(?:{_ENDINGS})\b(?:/\S*)?", re.IGNORECASE), "[lien retiré]"),
    (re.compile(r"(?<!\w)@\w{3,}"), "[pseudo retiré]"),
    (re.compile(rf"\+?\d(?:{_BETWEEN}\d){{8,}}[\ufe0f\u20e3]*"), "[numéro retiré]"),
)
"""What is taken out, and what is put there so that the sentence is still read. Nine digits make a number: a date,
a year or a postcode stays."""


def scrub(text: str) -> str:
    """Return a text without what these rules find. A name stays: no rule knows one."""
    for found, instead in _RULES:
        text = found.sub(instead, text)
    return text.strip()
