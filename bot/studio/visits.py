"""Who looks at the studio: browsers let in by a key that only the terminal shows, a few of them, kept in memory."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from hmac import compare_digest

from bot.service.publishing import Sheet
from bot.studio.trial import Trial

MOST = 16
"""Browsers that are known at once; the one that has been away longest is let in anew."""
MOST_SHEETS = 4
"""Impact sheets that one browser may have open."""


@dataclass(slots=True)
class Visit:
    """One browser: what it tries, the sheets it was shown, and what is to be said to it once."""

    trial: Trial | None = None
    sheets: OrderedDict[str, Sheet] = field(default_factory=OrderedDict, repr=False)
    said: str = ""

    def keep(self, sheet: Sheet) -> str:
        """Keep a sheet until its button is touched, and return the word that its address bears."""
        name = secrets.token_hex(8)
        self.sheets[name] = sheet
        while len(self.sheets) > MOST_SHEETS:
            self.sheets.popitem(last=False)
        return name

    def said_once(self) -> str:
        """Return what is to be said, and forget it."""
        said, self.said = self.said, ""
        return said


class Visits:
    """The browsers that were let in, by the secret of their cookie."""

    def __init__(self) -> None:
        """Begin with a new key and nobody inside."""
        self.key = secrets.token_urlsafe(24)
        self._inside: OrderedDict[str, Visit] = OrderedDict()

    def enter(self, key: str) -> str | None:
        """Return the secret of a new visit; None for another key."""
        if not compare_digest(key.encode(), self.key.encode()):
            return None
        secret = secrets.token_urlsafe(32)
        self._inside[secret] = Visit()
        while len(self._inside) > MOST:
            self._inside.popitem(last=False)
        return secret

    def of(self, secret: str) -> Visit | None:
        """Return the visit of a secret, None when there is none."""
        visit = self._inside.get(secret)
        if visit:
            self._inside.move_to_end(secret)
        return visit
