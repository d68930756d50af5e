"""A transaction: everything that can be read and written together, or not at all."""

from __future__ import annotations

from bot.store.counters import Counters
from bot.store.outbox import Outbox
from bot.store.people import People
from bot.store.requests import Requests
from bot.store.retention import Retention
from bot.store.timers import Timers


class Transaction(People, Outbox, Timers, Requests, Counters, Retention):
    """Every statement of the store, on one connection; made by `Store.begin` and `Store.read`."""

    __slots__ = ()
