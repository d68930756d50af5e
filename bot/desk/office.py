"""What the pages are served from: the store, the conversation that every move goes through, and the clock."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.playbook import Playbook
from bot.service.clock import Clock
from bot.service.conversation import Conversation
from bot.store import Store, Vault

PREFIX = "/bureau"
"""Under which address every page of the desk lies."""


@dataclass(frozen=True, slots=True)
class Office:
    """The parts of the house that the desk needs.

    `public_url` is the address that partners' browsers know, without a slash at its end; empty on this machine alone.
    `mails` tells whether e-mails leave: without them, only an invitation signs someone in.
    """

    store: Store
    conversation: Conversation
    clock: Clock
    vault: Vault
    public_url: str = ""
    mails: bool = False

    @property
    def playbook(self) -> Playbook:
        """Return the version that is played now: who is no longer declared in it is out at once."""
        return self.conversation.engine.playbook

    @property
    def secure(self) -> bool:
        """Return whether browsers reach the desk by https only."""
        return self.public_url.startswith("https://")

    def address(self, path: str) -> str:
        """Return the full address of a page, as it is written in a mail."""
        return f"{self.public_url}{PREFIX}{path}"
