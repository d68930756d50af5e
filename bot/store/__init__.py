"""The store: the only room that speaks SQL. Everything a person wrote lies here sealed, until its date."""

from bot.store.database import Unsupported
from bot.store.records import Move, Outgoing, Posted, RequestRow, Timer
from bot.store.retention import REQUEST_KEPT, SEEN_KEPT, SESSION_KEPT
from bot.store.store import Store
from bot.store.transaction import Transaction
from bot.store.vault import Vault, WrongKey

__all__ = [
    "REQUEST_KEPT",
    "SEEN_KEPT",
    "SESSION_KEPT",
    "Move",
    "Outgoing",
    "Posted",
    "RequestRow",
    "Store",
    "Timer",
    "Transaction",
    "Unsupported",
    "Vault",
    "WrongKey",
]
