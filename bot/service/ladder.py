"""One request's ladder, climbed in a transaction: each rung once, and what comes too late dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.events import CaseMoved, News
from bot.core.rungs import REMINDERS, Rung, late, mark, next_rung
from bot.service.digests import Digests
from bot.service.done import NOTHING, Done, Here
from bot.service.requests import Requests
from bot.service.standings import case, heard
from bot.store import RequestRow

TOO_LATE = "cran trop tard"
"""What is counted when a rung is dropped."""

TELLS = {Rung.PROMESSE: News.PROMESSE, Rung.VERIFIER: News.VERIFIER}
REST = timedelta(hours=1)
"""How long the ladder of a request that could not be played is left alone."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladders of requests, in one transaction."""

    here: Here
    requests: Requests
    digests: Digests

    async def climb(self, request: str) -> Done:
        """Do every rung that is due, and plan the next one; news of several are told once, the last."""
        row = await self.here.store.request(request)
        if row is None:
            return NOTHING
        done, had = NOTHING, await self.here.store.rungs_of(request)
        since = heard(await self.here.store.moves(request), row)
        partner = self.here.playbook.partners.get(row.partner)
        while (found := next_rung(case(row, since), had, partner, self.here.now)) and found[1] <= self.here.now:
            done = await self._rung(row, *found, had) + done
            if found[0] is Rung.EXPIRER:
                return done
        await self.here.store.plan_rung(request, found[1] if found else None)
        return done

    async def rest(self, request: str) -> None:
        """Leave alone, for a while, the ladder of a request that could not be played."""
        await self.here.store.plan_rung(request, self.here.now + REST)

    async def _rung(self, row: RequestRow, rung: Rung, at: datetime, had: set[str]) -> Done:
        """Do one rung, the first time that it is met."""
        name = mark(rung, row.due_at)
        had.add(name)
        if not await self.here.store.add_rung(row.id, name, self.here.now):
            return NOTHING
        if late(rung, self.here.now - at):
            return Done(counts=(TOO_LATE,))
        if rung in REMINDERS:
            await self.digests.add(rung, row)
            return NOTHING
        if rung is Rung.EXPIRER:
            return await self.requests.expire(row)
        partner = self.here.playbook.partners.get(row.partner)
        number = partner.shown_number if partner else ""
        news = CaseMoved(TELLS[rung], row.partner, row.due_at, row.owner_name, row.outcome, number)
        return Done(news=(row.chat, news)) if row.chat else NOTHING
