"""What the folders hold as they were last saved: read at once, checked to the end a moment later, beside the pages."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.content.loader import Loaded, load, load_to_play, written
from bot.content.problems import Problem
from bot.content.written import Book
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.service.clock import Clock
from bot.service.reloading import Saved


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the folders found.

    `number` grows with each look; `whole` says whether translations and scenarios were read too. `engine` plays what is
    saved, or the last version that could be played; None when none could since the studio was opened.
    """

    number: int
    book: Book
    problems: tuple[Problem, ...]
    engine: Engine | None
    playable: bool
    whole: bool = False

    @property
    def mark(self) -> str:
        """Return what changes when a page must be drawn again."""
        return f"{self.number}{'+' if self.whole else ''}"


class Watch:
    """Looks at the folders when a page asks."""

    def __init__(self, dialogues: Path, data: Path, clock: Clock) -> None:
        """Look at nothing yet."""
        self._dialogues, self._data, self._clock = dialogues, data, clock
        self._saved = Saved(dialogues, data)
        self._sign: Hashable = None
        self._seen: Look | None = None
        self._one_at_a_time = asyncio.Lock()
        self._checking: asyncio.Task[None] | None = None

    async def look(self) -> Look:
        """Return what is saved now; the slow half of the checks may still be under way."""
        async with self._one_at_a_time:
            sign = await asyncio.to_thread(self._saved.sign)
            if self._seen is None or sign != self._sign:
                self._sign = sign
                self._seen = await asyncio.to_thread(self._read, self._seen)
            if not self._seen.whole and (self._checking is None or self._checking.done()):
                self._checking = asyncio.create_task(self._check())
            return self._seen

    def _read(self, before: Look | None) -> Look:
        loaded = load_to_play(self._dialogues, self._data)
        kept = before.engine if before else None
        engine = Engine(loaded.playbook) if loaded.playbook else kept
        number = before.number + 1 if before else 1
        book = written(self._dialogues, self._data)
        return Look(number, book, loaded.problems, engine, playable=loaded.playbook is not None)

    async def _check(self) -> None:
        """Check everything, and say so unless the folders have changed meanwhile."""
        sign = self._sign
        loaded = await asyncio.to_thread(self._load)
        if sign == self._sign and self._seen:
            self._seen = replace(self._seen, problems=loaded.problems, whole=True)

    def _load(self) -> Loaded:
        return load(self._dialogues, self._data, self._clock.now().astimezone(PARIS).date())
