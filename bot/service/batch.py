"""One transaction's work: plays what arrived, in order, and writes everything it led to."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.core.dates import PARIS
from bot.core.effects import (
    CancelTimers,
    Count,
    Effect,
    Hint,
    KeepIdea,
    MoveRequest,
    OpenRequest,
    Say,
    SetTimer,
    WithdrawRequests,
)
from bot.core.engine import Engine, Turn
from bot.core.events import CaseMoved, Event, Pressed, Rang
from bot.core.routing import Desks
from bot.core.session import Session
from bot.service.arrivals import Answer, Arrival, GroupCalled, Left, PartnerActed, PartnerPressed, RungDue
from bot.service.done import Done, Here, Mailbox
from bot.service.drafts import Drafts
from bot.service.letters import Letter
from bot.service.queue import Queue
from bot.store import Mail, Outgoing, Timer, Transaction, WrongKey

log = logging.getLogger(__name__)

UNASKED = (Rang, CaseMoved)
"""What a person hears of without having written just now."""


class Batch:
    """The arrivals of one transaction. `hints` holds what to show over the chat for each press."""

    def __init__(
        self,
        transaction: Transaction,
        engine: Engine,
        now: datetime,
        mailbox: Mailbox | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        """Play with `engine` at `now`, but for those in `drafts`; nothing is kept unless the transaction commits."""
        self._store, self._engine, self._now, self._drafts = transaction, engine, now, drafts
        self._queue = Queue(Here(transaction, engine.playbook, now, mailbox))
        self._desks: Desks | None = None
        self.hints: dict[str, Answer] = {}
        self._sessions: dict[int, Session | None] = {}
        self._changed: set[int] = set()
        self._forgotten: set[int] = set()
        self._silenced: set[int] = set()
        self._letters: list[Outgoing] = []
        self._mails: list[Mail] = []
        self._timers: dict[tuple[int, str], Timer] = {}
        self._ideas: list[str] = []
        self._counts: Counter[str] = Counter()

    async def play(self, arrivals: Sequence[Arrival]) -> None:
        """Play what was not seen before, in Telegram's order, and write what it led to."""
        fresh = await self._fresh(arrivals)
        await self._load({arrival.chat for arrival in fresh if arrival.chat > 0})
        for arrival in fresh:
            await self._one(arrival)
        await self._done(self._queue.digests())
        await self._write()

    async def excuse(self, arrivals: Sequence[Arrival]) -> None:
        """Note what cannot be played as seen, with an apology to each person: it must not come again for ever."""
        for arrival in await self._fresh(arrivals):
            self._counts["erreur"] += 1
            if isinstance(arrival.event, PartnerPressed | PartnerActed):
                self.hints[arrival.query] = Answer(self._engine.playbook.partner_words.erreur({}), done=False)
            elif isinstance(arrival.event, RungDue):
                await self._queue.rest(arrival.event)
            elif arrival.chat > 0:
                await self._load({arrival.chat})
                turn = self._engine.apologise(self._sessions[arrival.chat], self._now)
                await self._keep(arrival.chat, turn, arrival.query, notice=False)
        await self._write()

    async def _fresh(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        new = await self._store.unseen([(a.chat, a.update) for a in arrivals if a.update], self._now)
        rang = await self._store.take_timers([a.timer for a in arrivals if a.timer])
        once = {(a.chat, a.update, a.timer, _ours(a) and id(a)): a for a in arrivals}.values()
        kept = (a for a in once if (a.chat, a.update) in new or (a.timer and a.timer in rang) or _ours(a))
        return sorted(kept, key=_order)

    async def _load(self, chats: set[int]) -> None:
        missing = chats - self._sessions.keys()
        bodies = await self._bodies(missing) if missing else {}
        self._sessions |= {chat: _read(bodies.get(chat)) for chat in missing}

    async def _bodies(self, chats: set[int]) -> dict[int, str]:
        """Return what is stored of each session, but for one sealed with a key that is lost."""
        try:
            return await self._store.sessions(chats)
        except WrongKey:
            if len(chats) == 1:
                log.error("a session is sealed with a key that is lost: it begins anew")
                return {}
        return {chat: body for one in chats for chat, body in (await self._bodies({one})).items()}

    async def _one(self, arrival: Arrival) -> None:
        if arrival.timer and arrival.chat in self._silenced:
            return
        match arrival.event:
            case PartnerPressed() as press if arrival.chat > 0 and not self._queue.knows(press):
                await self._advance(
                    arrival.chat, Pressed(f"{press.verb}:{press.request}", press.message), arrival.query
                )
            case PartnerPressed() | PartnerActed() | RungDue() as event:
                await self._done(await self._queue.acted(arrival.chat, event), arrival.query)
            case GroupCalled():
                self._post(arrival.chat, Letter(Say(self._greeting(arrival.chat))))
            case Left():
                await self._store.unreachable(arrival.chat, self._now)
            case _ as event:
                await self._advance(arrival.chat, event, arrival.query)

    async def _advance(self, chat: int, event: Event, query: str = "") -> None:
        """Let a person's conversation advance by one event; a fault inside ends in an apology, never in silence."""
        if (drafted := await self._drafted(chat, event)) is not None:
            for effect in drafted:
                await self._effect(chat, effect, query, notice=False)
            return
        await self._load({chat})
        session = self._sessions[chat]
        self._counts["personne"] += session is None
        try:
            turn = self._engine.advance(session, event, self._now, await self._standing())
        except Exception as error:  # noqa: BLE001  one conversation's fault must not spoil its batch
            log.error("a turn failed: %s in %s", type(error).__name__, type(event).__name__)
            self._counts["erreur"] += 1
            turn = self._engine.apologise(session, self._now)
        await self._keep(chat, turn, query, notice=isinstance(event, UNASKED))

    async def _drafted(self, chat: int, event: Event) -> tuple[Effect, ...] | None:
        """Return what the draft answers an operator who talks to it; None for everyone else, and for news."""
        if self._drafts is None or isinstance(event, UNASKED):
            return None
        return self._drafts.hears(chat, event, self._now, self._engine.playbook, await self._standing())

    async def _standing(self) -> Desks:
        """Return how the partners stand, looked up once for all who talk in this transaction."""
        if self._desks is None:
            self._desks = await self._queue.desks()
        return self._desks

    async def _keep(self, chat: int, turn: Turn, query: str, *, notice: bool) -> None:
        self._sessions[chat] = turn.session
        self._changed.add(chat)
        if turn.session is None:
            self._forgotten.add(chat)
        self._counts.update(f"etape:{step}" for step in turn.visited)
        for effect in turn.effects:
            await self._effect(chat, effect, query, notice=notice)

    async def _effect(self, chat: int, effect: Effect, query: str, *, notice: bool) -> None:
        match effect:
            case Say():
                self._post(chat, Letter(effect), notice=notice)
            case Hint(text):
                self.hints[query] = Answer(text)
            case OpenRequest() | MoveRequest() | WithdrawRequests():
                self._desks = None
                await self._done(await self._queue.asked(chat, effect))
            case KeepIdea(text):
                self._ideas.append(text)
            case SetTimer(name, due, body):
                self._timers[chat, name] = Timer(chat, name, due, body)
            case CancelTimers():
                self._silenced.add(chat)
                self._timers = {key: timer for key, timer in self._timers.items() if key[0] != chat}
                await self._store.cancel_all_timers([chat])
            case Count(what):
                self._counts[what] += 1
            case _:
                assert_never(effect)

    async def _done(self, done: Done, query: str = "") -> None:
        for chat, letter in done.letters:
            self._post(chat, letter)
        self._mails += done.mails
        self._counts.update(done.counts)
        if done.answer:
            self.hints[query] = done.answer
        if done.news:
            await self._advance(*done.news)

    def _greeting(self, group: int) -> str:
        words = self._engine.playbook.partner_words
        known = any(partner.group == group for partner in self._engine.playbook.partners.values())
        return words.groupe_aide({}) if known else words.groupe_inconnu({"groupe": str(group)})

    def _post(self, chat: int, letter: Letter, *, notice: bool = False) -> None:
        self._letters.append(Outgoing(chat, letter.to_json(), notice))

    async def _write(self) -> None:
        today = self._now.astimezone(PARIS).date()
        if self._forgotten:
            await self._store.forget(self._forgotten, self._now)
        kept = {chat: self._sessions[chat] for chat in self._changed}
        await self._store.save_sessions({chat: s.to_json() for chat, s in kept.items() if s}, self._now)
        await self._store.set_timers(list(self._timers.values()))
        await self._store.post(self._letters, self._now)
        await self._store.post_mails(self._mails, self._now)
        await self._store.keep_ideas(self._ideas, today)
        await self._store.count({(today, what): number for what, number in self._counts.items()})


def _order(arrival: Arrival) -> tuple[bool, int]:
    """Put what people did first, in Telegram's order: an answer given in time counts before the end of patience."""
    return arrival.timer is not None or isinstance(arrival.event, RungDue), arrival.update


def _ours(arrival: Arrival) -> bool:
    return not arrival.update and arrival.timer is None


def _read(body: str | None) -> Session | None:
    """Read a session; one that this version cannot read is begun anew rather than left without an answer."""
    if body is None:
        return None
    try:
        return Session.from_json(body)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        log.error("a session could not be read: %s", type(error).__name__)
        return None
