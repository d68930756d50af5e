"""What the pages of the studio are served from: the folders, what was last read of them, who looks, and publishing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.service.clock import Clock
from bot.service.publishing import Publishing
from bot.store import Store
from bot.studio.visits import Visits
from bot.studio.watch import Watch

PREFIX = "/studio"
"""Under which address every page of the studio lies."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The parts of the house that the studio needs; `store` has the counters, and is where publishing looks."""

    dialogues: Path
    data: Path
    clock: Clock
    store: Store
    publishing: Publishing
    watch: Watch
    visits: Visits = field(default_factory=Visits)

    @classmethod
    def of(cls, dialogues: Path, data: Path, store: Store, publishing: Publishing, clock: Clock) -> Workshop:
        """Return the workshop of two folders."""
        return cls(dialogues, data, clock, store, publishing, Watch(dialogues, data, clock))

    def link(self, address: str) -> str:
        """Return the address that lets a browser in."""
        return f"{address}{PREFIX}/entrer/{self.visits.key}"
