"""A language's file as it lies among the dialogues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.content.translation import po
from bot.content.translation.po import Po
from bot.content.tree import Mark, Page
from bot.core.understand import fold

MANNERS = ("rires", "pour_rire", "intercales")
"""The lists that tell an emergency from a manner of speaking, whatever the emergency."""
HEARD = ("on_dit", "mots", "proche", *MANNERS)
"""The lists of what people say: each is one passage, a phrase a line, and every language has its own phrases."""
_LISTED = re.compile(rf'^msgctxt "[^"\n]*/(?:{"|".join(HEARD)})"\n(?:(?:msgid|msgstr|").*\n?)+', re.MULTILINE)
"""An entry that is such a list."""
SMALL_WORDS = "petits_mots"
"""Under what the small words that the core puts together stand; the rest stands under its dialogue, or its file."""


@dataclass(frozen=True)
class Translation:
    """A language's file; `unread` when it could not be opened as text."""

    code: str
    page: Page
    unread: bool = False

    @cached_property
    def po(self) -> Po:
        """Return its entries."""
        return po.read(self.page.text)

    @cached_property
    def phrases(self) -> Mapping[str, tuple[str, ...]]:
        """Return what people say in this language, by where it leads (`permanences/on_dit`).

        A bot that starts needs nothing else of the file: only these entries are read, unless all were.
        """
        whole = "po" in vars(self)
        read = [self.po] if whole else map(po.read, _LISTED.findall(self.page.text))
        listed = (entry for found in read for entry in found.entries if entry.context.rpartition("/")[2] in HEARD)
        kept = (entry for entry in listed if entry.target and not entry.obsolete)
        return {entry.context: tuple(filter(fold, entry.target.split("\n"))) for entry in kept}

    def mark(self, line: int, word: str = "") -> Mark:
        """Return the place of a line, or of a word on it."""
        at = self.page.line_mark(line)
        column = at.source_line.find(word) if word else -1
        return replace(at, column=column + 1, length=len(word)) if column >= 0 else at
