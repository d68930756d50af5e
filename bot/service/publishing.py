"""Publishing: the draft is checked, its scenarios replayed, its impact counted, and only then is it played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.content import problems
from bot.content.changes import kinds
from bot.content.loader import Loaded, load
from bot.content.problems import Problem
from bot.content.replay import Outcome, replay
from bot.content.since import Since, known, known_from_json, since
from bot.content.versions import Contents, Entry, Version, Versions
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.impact import Impact, impact
from bot.core.session import Session
from bot.service.clock import Clock
from bot.store import Store

_SHOWN = 5
"""Failing scenarios that are told in full: one sentence that changed may be in all of them."""


class Refused(Exception):
    """These files may not be published; the French sentence says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The impact sheet: what is wrong with a draft, or with a former version, and what playing it would do.

    `kinds` are the kinds of change since the version that is played; `impact` is None when it cannot be played;
    `refusal` says in a sentence why it may not be published, and is empty when it may.
    """

    contents: Contents
    digest: str
    after: int
    problems: Since
    scenarios: int = 0
    failures: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    impact: Impact | None = None
    returned: int | None = None

    @property
    def critical(self) -> tuple[Problem, ...]:
        """Return the problems that keep it from being played."""
        return tuple(problem for part in self.problems for problem in part if problem.critical)

    @property
    def refusal(self) -> str:
        """Return why it may not be published, "" when it may."""
        if self.critical:
            return f"{_counted(len(self.critical), 'problème critique', 'problèmes critiques')} : rien n'est publié."
        if self.failures:
            return f"{_counted(len(self.failures), 'scénario', 'scénarios')} en échec : rien n'est publié."
        return "" if self.kinds else "Rien n'a changé depuis la version publiée."

    def told(self) -> str:
        """Return the whole sheet as an operator reads it."""
        more = len(self.failures) - _SHOWN
        parts = [problems.render(self.critical), *self.failures[:_SHOWN]]
        parts += [f"… et {more} autres : lancez « allervers test »."] if more > 1 else self.failures[_SHOWN:]
        if self.impact and not self.failures:
            parts += [f"Changements : {', '.join(self.kinds)}."] if self.kinds else []
            parts += [f"{_counted(self.scenarios, 'scénario tient', 'scénarios tiennent')}."] if self.scenarios else []
            parts += [self.problems.headline()] if self.after else []
            parts += ["\n".join(self.impact.lines())]
        return "\n\n".join(filter(None, [*parts, self.refusal]))

    def to_json(self) -> dict[str, Any]:
        """Return the sheet as a machine reads it."""
        people = self.impact and {
            "people": self.impact.people,
            "untouched": self.impact.untouched,
            "steps": [touched._asdict() for touched in self.impact.touched],
            "said": self.impact.said,
        }
        return {
            "publishable": not self.refusal,
            "refusal": self.refusal,
            "kinds": self.kinds,
            "scenarios": self.scenarios,
            "failures": self.failures,
            "problems": {"new": len(self.problems.new), "old": len(self.problems.old), "critical": len(self.critical)},
            "impact": people,
        }


class Publishing:
    """The draft, the published versions, and the conversations that a publication falls into."""

    def __init__(self, versions: Versions, dialogues: Path, data: Path, store: Store, clock: Clock) -> None:
        """Publish the folders `dialogues` and `data` among `versions`."""
        self.versions, self._dialogues, self._data = versions, dialogues, data
        self._store, self._clock = store, clock

    async def sheet(self) -> Sheet:
        """Return the sheet of the draft as it is now; changes nothing. Raises `OSError` for what cannot be read."""
        read, loaded = await asyncio.to_thread(self._read, self._dialogues, self._data, scenarios=True)
        return await self._with_impact(read, loaded)

    async def sheet_of_return(self, number: int) -> Sheet:
        """Return the sheet of a return to a former version; its scenarios held when it was published.

        Raises `Refused` when there is no such version.
        """
        version = self.versions.find(number)
        if version is None:
            raise Refused(f"Il n'y a pas de version {number}.")
        read, loaded = await asyncio.to_thread(self._read, version.dialogues, version.data, scenarios=False)
        return await self._with_impact(replace(read, returned=number), loaded)

    async def publish(self, sheet: Sheet, author: str) -> Version:
        """Publish exactly what a sheet showed; a bot that runs plays it within seconds.

        Raises `Refused` when the sheet does not allow it, `DraftMoved` when the files or the versions are no longer
        those of the sheet, `OSError` when the disk does not take it; then nothing has changed.
        """
        if sheet.refusal:
            raise Refused(sheet.refusal)
        entry = Entry(author.strip() or "sans nom", self._clock.now(), sheet.kinds, sheet.returned)
        told = problems.to_json([*sheet.problems.new, *sheet.problems.old])
        add = self.versions.add
        return await asyncio.to_thread(add, sheet.contents, sheet.digest, entry, after=sheet.after, problems=told)

    def _read(self, dialogues: Path, data: Path, *, scenarios: bool) -> tuple[Sheet, Loaded]:
        """Read, check and replay; takes seconds."""
        current = self.versions.current()
        contents = Contents(dialogues, data)
        loaded = load(dialogues, data, self._clock.now().astimezone(PARIS).date())
        found = since(loaded.problems, known_from_json(current.problems) if current and current.problems else known(()))
        sheet = Sheet(contents, contents.digest, current.number if current else 0, found)
        if loaded.playbook is None:
            return sheet, loaded
        failures = _failures(loaded) if scenarios else ()
        held = len(loaded.scenarios) if scenarios else 0
        changed = kinds(contents, dialogues, data, current)
        return replace(sheet, kinds=changed, scenarios=held, failures=failures), loaded

    async def _with_impact(self, sheet: Sheet, loaded: Loaded) -> Sheet:
        if loaded.playbook is None:
            return sheet
        sessions = [session async for session in _sessions(self._store)]
        return replace(sheet, impact=impact(sessions, loaded.playbook))


def _failures(loaded: Loaded) -> tuple[str, ...]:
    """Return what is told of the scenarios that do not hold, and of those that cannot be read."""
    if loaded.playbook is None:
        return ()
    engine = Engine(loaded.playbook)
    played = (replay(scenario, engine) for scenario in loaded.scenarios)
    unread = (problem for problem in loaded.problems if Path(problem.file).parent.name == "scenarios")
    return (*(_told(outcome) for outcome in played if not outcome.held), *(problem.render() for problem in unread))


def _told(outcome: Outcome) -> str:
    return f"✗ {outcome.scenario.name}\n{outcome.told}"


async def _sessions(store: Store) -> AsyncIterator[Session]:
    """Yield every session that can be read, some hundreds to a transaction."""
    after = -(2**63)
    while True:
        async with store.read() as transaction:
            some = await transaction.next_sessions(after)
        if not some:
            return
        for chat, body in some:
            after = chat
            try:
                yield Session.from_json(body)
            except ValueError:
                continue


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {several if number > 1 else one}"
