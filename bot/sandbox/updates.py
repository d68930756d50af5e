"""The queue of updates that a bot has not yet confirmed: sequential ids, one lane per chat or per presser."""

import json
import secrets
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.bell import Bell

DAY = 86_400.0
CALLBACK_LIFETIME = 150.0  # Telegram forgets an undelivered press after 150 s
UPDATE_KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member", "inline_query")
BY_DEFAULT = frozenset(UPDATE_KINDS) - {"chat_member"}


@dataclass(frozen=True, slots=True)
class PendingUpdate:
    """An update as it will be sent, each time it is sent."""

    update_id: int
    lane: int
    expires: float
    json: str


class UpdateQueue:
    """Keeps updates in order until the bot confirms them or they expire."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.allowed = BY_DEFAULT
        self.bell = Bell()
        self.listeners: list[Callable[[Iterable[int]], None]] = []
        self.pending: OrderedDict[int, PendingUpdate] = OrderedDict()  # quick at its head, unlike dict
        self._lanes: dict[int, deque[int]] = {}
        self._next_id = secrets.randbelow(900_000_000) + 1_000

    def add(self, kind: str, content: dict[str, Any], lane: int) -> None:
        """Queue an update, unless the bot asked not to hear of this kind."""
        if kind not in self.allowed:
            return
        update_id = self._next_id
        self._next_id += 1
        lifetime = CALLBACK_LIFETIME if kind == "callback_query" else DAY
        text = json.dumps({"update_id": update_id, kind: content}, ensure_ascii=False)
        self.pending[update_id] = PendingUpdate(update_id, lane, self.now() + lifetime, text)
        self._lanes.setdefault(lane, deque()).append(update_id)
        self._tell([lane])

    def wake(self) -> None:
        """Tell pollers and the webhook to look at everything that waits."""
        self._tell(list(self._lanes))

    def _tell(self, lanes: Iterable[int]) -> None:
        self.bell.ring()
        for listener in self.listeners:
            listener(lanes)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Take `allowed_updates`: nothing said keeps the list as it was, an empty list means the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or BY_DEFAULT

    def confirm(self, offset: int) -> None:
        """Forget every update below the offset; a negative offset keeps only the last ones."""
        if offset < 0:
            offset = self._next_id + offset
        while self.pending:
            first = next(iter(self.pending))
            if first >= offset:
                return
            self.drop(first)

    def batch(self, limit: int) -> list[PendingUpdate]:
        """Return the oldest unconfirmed updates, without forgetting them."""
        moment = self.now()
        found: list[PendingUpdate] = []
        expired: list[int] = []
        for update in self.pending.values():
            if update.expires <= moment:
                expired.append(update.update_id)
            elif len(found) < limit:
                found.append(update)
            else:
                break
        for update_id in expired:
            self.drop(update_id)
        return found

    def first_in(self, lane: int) -> PendingUpdate | None:
        """Return the oldest live update of a lane."""
        while lane in self._lanes:
            update = self.pending[self._lanes[lane][0]]
            if update.expires > self.now():
                return update
            self.drop(update.update_id)
        return None

    def drop(self, update_id: int) -> None:
        """Forget one update: delivered, confirmed or too old."""
        update = self.pending.pop(update_id, None)
        if update is None:
            return
        lane = self._lanes[update.lane]
        lane.remove(update_id)
        if not lane:
            del self._lanes[update.lane]

    def clear(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        self.pending.clear()
        self._lanes.clear()
