"""What no imported text may hold: markup, templates, characters that cannot be seen."""

from __future__ import annotations

import re
from typing import Any

_MARKUP = re.compile(r"<\s*[a-zA-Z/!?]")
_SCRIPT = re.compile(r"<\s*script|javascript:", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TAGS = re.compile(r"<[^<>]{0,200}>")

_RULES = (
    (_TEMPLATE, "contient un gabarit ({{ }}), qui n'a rien à faire dans une donnée"),
    (_MARKUP, "contient du balisage (<…>) ; on attend un texte simple"),
    (_UNSEEN, "contient un caractère invisible ou impossible"),
)


def complaint(value: Any) -> str:
    """Return what is wrong with a text, or the first wrong one of a list; empty when nothing is."""
    if isinstance(value, list):
        return next(filter(None, map(complaint, value)), "")
    if not isinstance(value, str):
        return ""
    return next((said for rule, said in _RULES if rule.search(value)), "")


def unmarked(said: str) -> str:
    """Return a long text without the tags that some sources leave in it; one with a script stays as it is."""
    return said if _SCRIPT.search(said) else _TAGS.sub(" ", said).strip()
