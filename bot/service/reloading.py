"""Notices what operators have published or saved, loads it beside the conversations, and hands it over when it is good.

Whoever plays goes on with what they have until then: a version that cannot be played is told, and never taken.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.content.loader import Loaded, load_to_play
from bot.content.uncollected import keep_too, uncollected
from bot.content.versions import Versions
from bot.core.engine import Engine
from bot.service.clock import Clock

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks."""

Told = Callable[[Loaded], None]


class Source(Protocol):
    """Where a playbook comes from."""

    def sign(self) -> Hashable:
        """Return what changes when there is something else to load; None when there is nothing. Cheap."""

    def load(self) -> Loaded:
        """Read and check it."""


class Published:
    """The latest of the published versions."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions

    def sign(self) -> Hashable:
        """Return its number, None when nothing was ever published."""
        return self._versions.latest() or None

    def load(self) -> Loaded:
        """Read and check it."""
        version = self._versions.current()
        return load_to_play(version.dialogues, version.data) if version else Loaded(None, ())


class Saved:
    """The draft, as it is saved."""

    def __init__(self, dialogues: Path, data: Path) -> None:
        self._dialogues, self._data = dialogues, data

    def sign(self) -> Hashable:
        """Return the names, sizes and dates of what the folders hold."""
        return frozenset(_signs(self._dialogues)) | frozenset(_signs(self._data))

    def load(self) -> Loaded:
        """Read and check both folders."""
        return load_to_play(self._dialogues, self._data)


@dataclass(frozen=True, slots=True)
class Feed:
    """Where what is played comes from, the sign that it had when it was loaded, and who is told of what is refused."""

    source: Source
    played: Hashable = None
    refused: Told | None = None


class Reloading:
    """Looks at the source of a feed, and gives an engine to `take` for each playable thing that comes there."""

    def __init__(self, feed: Feed, clock: Clock, take: Callable[[Engine], None]) -> None:
        self._source, self._refused = feed.source, feed.refused
        self._clock, self._take = clock, take
        self._known = self._seen = feed.played

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self._clock.sleep(EVERY)
            try:
                await self.look()
            except OSError as error:
                log.error("what operators wrote could not be looked at: %s", error.strerror)

    async def look(self) -> None:
        """Load what is new, once it is the same at two looks: an editor, or a copy, may still be at work."""
        sign = await asyncio.to_thread(self._source.sign)
        settled, self._seen = sign == self._seen, sign
        if settled and sign is not None and sign != self._known:
            await self.load()

    async def load(self) -> None:
        """Load what is there now, whether it is new or not."""
        self._known = self._seen = await asyncio.to_thread(self._source.sign)
        loaded, engine = await asyncio.to_thread(_compiled, self._source)
        if engine:
            self._take(engine)
            log.info("another version is played from now on")
            return
        self._tell(loaded)

    def _tell(self, loaded: Loaded) -> None:
        """Say what is wrong: places and codes in the log, whose words might be someone's; all of it to `refused`."""
        for problem in loaded.critical:
            log.error("not played: %s:%d:%d [%s]", problem.file, problem.line, problem.column, problem.code)
        if self._refused:
            self._refused(loaded)


def _compiled(source: Source) -> tuple[Loaded, Engine | None]:
    """Load and compile everything, in a thread beside those who talk; no collection stops them for it."""
    with uncollected():
        loaded = source.load()
        engine = Engine(loaded.playbook) if loaded.playbook else None
        if engine:
            make_all(engine)
        keep_too()
    return loaded, engine


def make_all(engine: Engine) -> None:
    """Make what is otherwise made when someone first needs it, and waits for it."""
    engine.alarm.learn()
    engine.topics.learn()
    for language in engine.playbook.languages:
        engine.playbook.speaking(language)


def _signs(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    for path in folder.rglob("*"):
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        if not path.name.startswith("."):
            found.append((path.as_posix(), stat.st_size, stat.st_mtime_ns))
    return found
