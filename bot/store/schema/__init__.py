"""The tables, in terms that SQLite and PostgreSQL share.

What concerns a chat is keyed by it, so that a distributed PostgreSQL can place each chat on one machine. Requests and
their moves are keyed by request: partners read them by id, and the chat of an erased one becomes 0.
Columns of bytes are sealed by the Vault; columns named `…_at`, `at`, `due` and `not_before` hold milliseconds UTC.
"""

from bot.store.schema.base import metadata
from bot.store.schema.callrequests import moves, requests, rungs
from bot.store.schema.conversation import outbox, seen, sessions, timers, unreachable
from bot.store.schema.desk import absences, alerts, links, mails, visits
from bot.store.schema.numbers import counters, ideas, witness

__all__ = [
    "absences",
    "alerts",
    "counters",
    "ideas",
    "links",
    "mails",
    "metadata",
    "moves",
    "outbox",
    "requests",
    "rungs",
    "seen",
    "sessions",
    "timers",
    "unreachable",
    "visits",
    "witness",
]
