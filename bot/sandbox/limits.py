"""Flood limits: one message a second per chat with short bursts, 20 a minute per group; off unless switched on."""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.errors import too_many

BURST = 5.0
PER_SECOND = 1.0
GROUP_MESSAGES = 20
GROUP_WINDOW = 60.0


@dataclass(slots=True)
class FloodLimits:
    """Counts what the bot sends to each chat."""

    enabled: bool = False
    _credit: dict[int, tuple[float, float]] = field(default_factory=dict)
    _group_sends: dict[int, deque[float]] = field(default_factory=dict)

    def check(self, chat_id: int, now: float) -> None:
        """Count one message, or answer 429 with the seconds to wait."""
        if not self.enabled:
            return
        if chat_id < 0:
            self._check_group(chat_id, now)
        left, since = self._credit.get(chat_id, (BURST, now))
        left = min(BURST, left + (now - since) * PER_SECOND)
        if left < 1:
            raise too_many(max(1, math.ceil((1 - left) / PER_SECOND)))
        self._credit[chat_id] = (left - 1, now)

    def _check_group(self, chat_id: int, now: float) -> None:
        sends = self._group_sends.setdefault(chat_id, deque())
        while sends and sends[0] <= now - GROUP_WINDOW:
            sends.popleft()
        if len(sends) >= GROUP_MESSAGES:
            raise too_many(max(1, math.ceil(sends[0] + GROUP_WINDOW - now)))
        sends.append(now)
