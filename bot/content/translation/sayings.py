"""What is said in one language: the translation of each French text, or the French where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content import wording
from bot.content.translation.file import SMALL_WORDS
from bot.core import markup, tongue
from bot.core.flow import Text
from bot.core.tongue import Tongue


@dataclass(frozen=True)
class Sayings:
    """A language, and what it says of each place and French text."""

    code: str = tongue.SOURCE
    told: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def said(self, context: str, source: str) -> str:
        """Return what is said at a place in place of a French text, spaces around it aside."""
        return self.told.get((context, source.strip()), source.strip())

    def text(self, context: str, source: str) -> Text:
        """Return it compiled; a button is too short to need more order than its own."""
        button = context.rpartition("/")[2].startswith("bouton")
        return wording.text(self.said(context, source), right_to_left=self._turns(context, source) and not button)

    def constant(self, context: str, source: str) -> str:
        """Return it as it is shown, for what knows no words in braces."""
        said = markup.read(self.said(context, source))
        return wording.turned(said) if self._turns(context, source) else said

    def _turns(self, context: str, source: str) -> bool:
        """Return whether what is said is read from the right; French that stands in for a translation is not."""
        return tongue.right_to_left(self.code) and (context, source.strip()) in self.told

    @property
    def tongue(self) -> Tongue:
        """Return the small words of this language."""
        small = {place.removeprefix(f"{SMALL_WORDS}/"): said for (place, _), said in self.told.items()
                 if place.startswith(SMALL_WORDS)}  # fmt: skip
        return Tongue(self.code, small)


FRENCH = Sayings()
"""Everything as it is written."""
