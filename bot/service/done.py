"""What a move led to, to be written in the transaction that made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.events import CaseMoved
from bot.core.playbook import Playbook
from bot.service.arrivals import Answer
from bot.service.letters import Letter
from bot.store import Mail, Transaction


@dataclass(frozen=True, slots=True)
class Done:
    """Letters by chat, mails, an answer for who acted, the news for the young person, and what is to be counted."""

    letters: tuple[tuple[int, Letter], ...] = ()
    mails: tuple[Mail, ...] = ()
    answer: Answer | None = None
    news: tuple[int, CaseMoved] | None = None
    counts: tuple[str, ...] = ()

    def __add__(self, more: Done) -> Done:
        """Return both, the answer and the news of the first that has any."""
        return Done(
            (*self.letters, *more.letters),
            (*self.mails, *more.mails),
            self.answer or more.answer,
            self.news or more.news,
            (*self.counts, *more.counts),
        )


NOTHING = Done()


@dataclass(frozen=True, slots=True)
class Mailbox:
    """How mails leave; `link` is the address of the desk that each of them bears."""

    link: str


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a move is made: in one transaction, by one playbook, now. `mailbox` is None when none leave."""

    store: Transaction
    playbook: Playbook
    now: datetime
    mailbox: Mailbox | None = None
