"""How fast Telegram lets a bot speak.

About one message a second in a chat with short bursts, twenty a minute in a group, thirty a second for messages
nobody asked for (Bots FAQ, « My bot is hitting limits »). Replies have no published overall limit; Telegram's own
`retry_after` rules over all of this.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """Lets `burst` through at once and then `rate` a second."""

    rate: float
    burst: float
    level: float = 0.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """Take one place; return the seconds to wait before using it."""
        self.level = max(0.0, self.level - (now - self.at) * self.rate)
        self.at = now
        self.level += 1
        return max(0.0, (self.level - self.burst) / self.rate)

    def idle(self, now: float) -> bool:
        """Return whether nothing is left in it."""
        return self.level <= (now - self.at) * self.rate


PRIVATE = (1.0, 5.0)
GROUP = (15 / 60, 5.0)
"""The burst counts among the twenty of its minute."""
NOTICES = (30.0, 1.0)
_SWEEP = 10_000


class Pace:
    """One bucket for each chat that spoke lately, and one for all notices."""

    def __init__(self) -> None:
        """Start with every bucket empty."""
        self._chats: dict[int, Bucket] = {}
        self._notices = Bucket(*NOTICES)

    def wait(self, chat: int, now: float, *, notice: bool) -> float:
        """Take a place for one message; return the seconds to wait before sending it. Groups have negative ids."""
        bucket = self._chats.get(chat)
        if bucket is None:
            self._sweep(now)
            bucket = self._chats[chat] = Bucket(*(GROUP if chat < 0 else PRIVATE), at=now)
        return max(bucket.wait(now), self._notices.wait(now) if notice else 0.0)

    def _sweep(self, now: float) -> None:
        if len(self._chats) >= _SWEEP:
            self._chats = {chat: bucket for chat, bucket in self._chats.items() if not bucket.idle(now)}
