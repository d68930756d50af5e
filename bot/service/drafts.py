"""Operators who talk to the draft on their own phone while everyone else is answered by the published version.

Such a conversation is kept in memory only, apart from the person's own: it opens no request, keeps no idea, sets no
timer and counts nothing. After a restart they talk to the published version again, where they had left it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.content.loader import Loaded
from bot.core.effects import Effect, Hint, KeepIdea, MoveRequest, OpenRequest, Say, WithdrawRequests
from bot.core.engine import Engine, Turn
from bot.core.events import Commanded, Event, Started
from bot.core.partners import Role
from bot.core.playbook import Playbook
from bot.core.routing import Desks
from bot.core.session import Session
from bot.service.arrivals import Arrival
from bot.service.clock import Clock
from bot.service.reloading import EVERY, Feed, Reloading, Source

log = logging.getLogger(__name__)

ENTER, LEAVE = "brouillon", "publie"
_ROLES = (Role.COORDINATEUR, Role.OPERATEUR)
_REAL = (OpenRequest, MoveRequest, WithdrawRequests, KeepIdea)
"""Effects that would reach someone, or stay."""

PREPARED = "Le brouillon se prépare, un instant. Ce que vous écrirez n'ira à personne ; /publie en sort."
LEFT = "Vous parlez de nouveau à la version publiée."
NOT_THERE = "Vous parlez déjà à la version publiée. Pour essayer le brouillon : /brouillon"
NOTHING_LEAVES = "Brouillon : rien n'est envoyé, rien n'est gardé."
BROKEN = "Le brouillon ne peut pas être joué : {place}. Lancez « allervers check », corrigez, enregistrez."


class Drafts:
    """Who talks to the draft, the engine that plays it, and where each of them stands."""

    def __init__(self, source: Source, clock: Clock, operators: frozenset[int] = frozenset()) -> None:
        """Load the draft from `source`; `operators` may talk to it, beside those who are declared as such."""
        self._operators, self._clock = operators, clock
        self._engine: Engine | None = None
        self._sessions: dict[int, Session | None] = {}
        self._broken = ""
        self._reloading = Reloading(Feed(source, refused=self._refused), clock, self._take)

    async def run(self, take: Callable[[Sequence[Arrival]], Awaitable[object]]) -> None:
        """Load the draft when someone comes to it, then each time that it is saved; until cancelled.

        `take` is the conversation's: those who waited for the draft are met there.
        """
        while True:
            await self._clock.sleep(EVERY)
            if self._sessions:
                await self._keep_up(take)

    async def _keep_up(self, take: Callable[[Sequence[Arrival]], Awaitable[object]]) -> None:
        try:
            if self._engine or self._broken:
                await self._reloading.look()
                return
            await self._reloading.load()
            await take([Arrival(chat, Started()) for chat in self._sessions])
        except Exception as error:  # noqa: BLE001  a draft that cannot be read disturbs nobody else
            log.error("the draft could not be loaded: %s", type(error).__name__)

    def hears(
        self, chat: int, event: Event, now: datetime, playbook: Playbook, desks: Desks
    ) -> tuple[Effect, ...] | None:
        """Return what to answer someone; None when it is for the published version, `playbook`, to answer them."""
        if not self._allowed(chat, playbook):
            self._sessions.pop(chat, None)
            return None
        match event:
            case Commanded(name) if name == ENTER:
                return self._enter(chat, now, desks)
            case Commanded(name) if name == LEAVE:
                return self._leave(chat)
        return self._answer(chat, event, now, desks) if chat in self._sessions else None

    def _allowed(self, chat: int, playbook: Playbook) -> bool:
        person = playbook.person_of_telegram(chat)
        return chat in self._operators or (person is not None and person.role in _ROLES)

    def _enter(self, chat: int, now: datetime, desks: Desks) -> tuple[Effect, ...]:
        self._sessions[chat] = None
        return self._answer(chat, Started(), now, desks) if self._engine else (Say(PREPARED),)

    def _leave(self, chat: int) -> tuple[Effect, ...]:
        if chat not in self._sessions:
            return (Say(NOT_THERE),)
        del self._sessions[chat]
        if not self._sessions:
            self._engine, self._broken = None, ""
        return (Say(LEFT),)

    def _answer(self, chat: int, event: Event, now: datetime, desks: Desks) -> tuple[Effect, ...]:
        told = (Say(self._broken),) if self._broken else ()
        if self._engine is None:
            return told or (Say(PREPARED),)
        turn = _played(self._engine, self._sessions[chat], event, now, desks)
        self._sessions[chat] = turn.session
        real = turn.session is None or any(isinstance(effect, _REAL) for effect in turn.effects)
        shown = (effect for effect in turn.effects if isinstance(effect, Say | Hint))
        return (*told, *shown, *([Say(NOTHING_LEAVES)] if real else []))

    def _take(self, engine: Engine) -> None:
        self._engine, self._broken = engine, ""

    def _refused(self, loaded: Loaded) -> None:
        first = next(iter(loaded.critical), None)
        place = f"{first.file}, ligne {first.line}, {first.message}" if first else "il ne peut pas être lu"
        self._broken = BROKEN.format(place=place)


def _played(engine: Engine, session: Session | None, event: Event, now: datetime, desks: Desks) -> Turn:
    """Play a turn; one that breaks ends as it would for a young person."""
    try:
        return engine.advance(session, event, now, desks)
    except Exception as error:  # noqa: BLE001  the draft's fault is shown to its author, and spoils no batch
        log.error("a turn of the draft failed: %s in %s", type(error).__name__, type(event).__name__)
        return engine.apologise(session, now)
