"""A transaction: everything that can be read and written together, or not at all."""

from __future__ import annotations

from bot.store.absences import Absences
from bot.store.alerts import Alerts
from bot.store.bilan import Bilans
from bot.store.counters import Counters
from bot.store.ideas import Ideas
from bot.store.links import Links
from bot.store.mails import Mails
from bot.store.outbox import Outbox
from bot.store.people import People
from bot.store.queues import Queues
from bot.store.requests import Requests
from bot.store.retention import Retention
from bot.store.rungs import Rungs
from bot.store.timers import Timers
from bot.store.visits import Visits


class Transaction(
    People,
    Outbox,
    Timers,
    Requests,
    Queues,
    Rungs,
    Links,
    Visits,
    Absences,
    Mails,
    Alerts,
    Ideas,
    Counters,
    Bilans,
    Retention,
):
    """Every statement of the store, on one connection; made by `Store.begin` and `Store.read`."""

    __slots__ = ()
