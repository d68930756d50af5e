"""Call requests: opened, and moved by whoever may, all by one path."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.callrequest import ALIVE, MOVES, Actor, Refusal, Status, Verb, refusal
from bot.core.effects import MoveRequest, OpenRequest
from bot.core.events import CaseMoved, News
from bot.core.partners import Person
from bot.core.playbook import PartnerWords
from bot.core.rungs import next_rung
from bot.service import given, moves
from bot.service.arrivals import Answer, PartnerActed
from bot.service.cards import Cards
from bot.service.done import NOTHING, Done, Here
from bot.service.labels import OUTCOMES
from bot.service.notices import Notices
from bot.service.standings import HEARD, HOUR, PERSON, actor, case, heard, moved, standing
from bot.store import Changes, Move, RequestRow

NEWS = {
    Verb.PRENDRE: News.PRISE,
    Verb.RENDRE: News.RENDUE,
    Verb.REFUSER: News.REFUSEE,
    Verb.TENTER: News.MANQUE,
    Verb.CLORE: News.CLOSE,
    Verb.EXPIRER: News.EXPIREE,
}
"""What the young person hears of a move that is not theirs."""

SIGNS = string.ascii_lowercase + string.digits
"""What the name of a request is made of: people say its beginning aloud."""
WAITS_AGAIN = frozenset({Verb.ROUVRIR, Verb.TRANSMETTRE})
AWAITED = frozenset({Status.OUVERTE, Status.PRISE})
"""The statuses in which a partner still has to call, and so must hear of what its person changes."""
SHOWN = frozenset({Verb.PRENDRE, Verb.REFUSER})
"""The moves that the group of the partner hears of, wherever they were made."""


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests as one transaction sees them."""

    here: Here
    cards: Cards
    notices: Notices

    async def open(self, chat: int, effect: OpenRequest) -> Done:
        """Write a person's request and tell those who may take it; an older one that still lives is taken back."""
        done = NOTHING
        for old in await self.here.store.requests_of(chat):
            if old.status in ALIVE:
                done += await self.by_person(old, MoveRequest(Verb.RETIRER))
        row = self._row(chat, effect)
        await self.here.store.open_requests([row])
        await self.here.store.plan_rung(row.id, self._next(row, row.opened_at, set()))
        return done + await self.notices.waits(row)

    async def act(self, acted: PartnerActed, chat: int = 0) -> Done:
        """Let a declared person move a request; refused, nothing changes and the answer says why."""
        person = self.here.playbook.people.get(acted.person)
        row = await self.here.store.request(acted.request)
        if person is None or row is None:
            return self._refused(Refusal.PAS_A_VOUS)
        refused = refusal(standing(row), acted.verb, actor(person), outcome=acted.outcome, reason=acted.reason)
        if refused or not row.chat:
            return self._refused(refused or Refusal.PLUS_LA, row)
        changes = moves.by_partner(row, acted.verb, person, acted.outcome, self.here.now)
        why = " : ".join(filter(None, (acted.outcome if acted.verb is Verb.CLORE else "", acted.reason.strip())))
        after = await self._move(row, acted.verb, changes, person.name, why)
        if after is None:
            return self._refused(Refusal.PAS_MAINTENANT, row)
        done = Done(answer=self._answer(acted.verb, after, person), news=self._news(acted.verb, after))
        return done + await self._told(acted.verb, after, chat)

    async def person_moves(self, chat: int, effect: MoveRequest) -> Done:
        """Let a young person move their request: the living one, else the last that was closed."""
        rows = await self.here.store.requests_of(chat)
        able = [row for row in rows if row.status in MOVES[effect.verb].leaves]
        if not able:
            return Done(counts=("mouvement sans demande",))
        return await self.by_person(max(able, key=lambda row: (row.status in ALIVE, row.opened_at)), effect)

    async def by_person(self, row: RequestRow, effect: MoveRequest) -> Done:
        """Move one request by a verb of its young person, and tell who had it and who has it now."""
        if self._stopped(row, effect.verb, PERSON):
            return NOTHING
        answers = given.sorted_out(self.here.playbook, effect.fields, row.details) if effect.fields else Changes()
        changes = moves.by_person(row, effect, answers)
        after = await self._move(row, effect.verb, changes, "", moves.why(row, effect))
        if after is None:
            return NOTHING
        told = await self.notices.changed(row, effect.verb) if row.status in AWAITED else NOTHING
        return told + (await self.notices.waits(after) if effect.verb in WAITS_AGAIN else NOTHING)

    async def expire(self, row: RequestRow) -> Done:
        """End a request that nobody closed."""
        if self._stopped(row, Verb.EXPIRER, HOUR):
            return NOTHING
        after = await self._move(row, Verb.EXPIRER, Changes(), "", "")
        return Done(news=self._news(Verb.EXPIRER, after)) if after else NOTHING

    async def withdraw(self, chat: int) -> Done:
        """Take back every living request of a person, forget who they were, and tell who had them."""
        done = NOTHING
        for row in await self.here.store.requests_of(chat):
            if row.status in ALIVE:
                done += await self.by_person(row, MoveRequest(Verb.RETIRER))
            await self.here.store.wipe_request(row.id)
        return done

    def _stopped(self, row: RequestRow, verb: Verb, who: Actor) -> Refusal | None:
        return refusal(standing(row), verb, who)

    async def _move(self, row: RequestRow, verb: Verb, changes: Changes, who: str, why: str) -> RequestRow | None:
        """Move a request if it still stands as it was read, plan its next rung, and return it as it is now."""
        becomes = MOVES[verb].reaches or Status(row.status)
        changed: dict[str, Any] = dict(changes)
        after = moved(row, becomes, changed, self.here.now)
        move = Move(row.id, self.here.now, verb, becomes, who, why)
        changes["next_rung_at"] = await self._planned(after, verb)
        stood = await self.here.store.move_request(
            row.id, was=[row.status], owner_was=row.owner, becomes=becomes, move=move, **changes
        )
        return after if stood else None

    async def _planned(self, after: RequestRow, verb: Verb) -> datetime | None:
        store = self.here.store
        since = self.here.now if verb in HEARD else heard(await store.moves(after.id), after)
        return self._next(after, since, await store.rungs_of(after.id))

    def _next(self, row: RequestRow, since: datetime, done: set[str]) -> datetime | None:
        found = next_rung(case(row, since), done, self.here.playbook.partners.get(row.partner), self.here.now)
        return found[1] if found else None

    async def _told(self, verb: Verb, after: RequestRow, chat: int) -> Done:
        if verb is Verb.RENDRE:
            return await self.notices.waits(after, but=chat)
        return await self.notices.group_hears(after, but=chat) if verb in SHOWN else NOTHING

    def _news(self, verb: Verb, row: RequestRow) -> tuple[int, CaseMoved] | None:
        if verb not in NEWS or not row.chat:
            return None
        partner = self.here.playbook.partners.get(row.partner)
        number = partner.shown_number if partner else ""
        return row.chat, CaseMoved(NEWS[verb], row.partner, row.due_at, row.owner_name, row.outcome, number)

    def _answer(self, verb: Verb, row: RequestRow, person: Person) -> Answer:
        text = getattr(self._words, f"fait_{verb}", None)
        known = {"membre": person.name, "essais": str(row.attempts), "issue": OUTCOMES.get(row.outcome, "")}
        return Answer(text(known) if text else "")

    def _refused(self, why: Refusal, row: RequestRow | None = None) -> Done:
        text = getattr(self._words, why)
        return Done(answer=Answer(text({"membre": row.owner_name if row else ""}), done=False))

    @property
    def _words(self) -> PartnerWords:
        return self.cards.words

    def _row(self, chat: int, effect: OpenRequest) -> RequestRow:
        row = RequestRow(
            id="".join(secrets.choice(SIGNS) for _ in range(10)),
            chat=chat,
            partner=effect.partner,
            theme=effect.theme,
            quartier=effect.quartier,
            status=Status.OUVERTE,
            opened_at=self.here.now,
            due_at=effect.due,
            first_name="",
            phone="",
            details="{}",
            consent=given.as_json(effect.consent),
            language=effect.language,
            place=effect.place,
            routed=effect.reason,
        )
        return moved(row, row.status, dict(given.sorted_out(self.here.playbook, effect.fields)), self.here.now)
