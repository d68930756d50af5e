"""The account of an import: what was kept, changed, refused and why, for a person and for a machine."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple


class Refusal(NamedTuple):
    """A record, or a whole file, that was not taken, and why in French."""

    id: str
    reason: str


@dataclass(slots=True)
class Report:
    """One import's account; `read` counts the files that could be read, `outside` the records of other territories."""

    what: str = "fiches"
    read: int = 0
    kept: int = 0
    changed: int = 0
    outside: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, name: object, reason: str) -> None:
        """Add a refusal."""
        self.refused.append(Refusal(_shown(str(name)), reason))

    def text(self) -> str:
        """Return the account as a person reads it."""
        counts = [
            f"Gardées : {self.kept} {self.what}, dont {self.changed} nouvelles ou changées.",
            f"Hors du territoire : {self.outside} (--partout les garde)." if self.outside else "",
            *self.notes,
            f"Refusées : {len(self.refused)}." if self.refused else "Rien n'a été refusé.",
        ]
        return "\n".join([*filter(None, counts), *(f"  {refusal.id} : {refusal.reason}" for refusal in self.refused)])

    def json(self) -> str:
        """Return the account as a machine reads it."""
        refused = [refusal._asdict() for refusal in self.refused]
        said = {"kept": self.kept, "changed": self.changed, "outside": self.outside, "refused": refused}
        return json.dumps(said, ensure_ascii=False, indent=2)


def _shown(name: str) -> str:
    """Return a name that cannot disturb a terminal, cut to a line."""
    plain = "".join(c if unicodedata.category(c)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for c in name)
    return plain if len(plain) <= 120 else plain[:119] + "…"
