"""The store: the only room that speaks SQL. Everything a person wrote lies here sealed, until its date."""

from bot.store.backup import Unrestorable, back_up, restore
from bot.store.bilan import Bilan, Issue, Place, Tally, Wait, Week
from bot.store.database import Unsupported, file_of
from bot.store.records import (
    Alert,
    Changes,
    Idea,
    Link,
    Mail,
    Move,
    Outgoing,
    Posted,
    PostedMail,
    RequestRow,
    Timer,
    Visit,
)
from bot.store.retention import ALERT_KEPT, IDEA_KEPT, MAIL_KEPT, REQUEST_KEPT, SEEN_KEPT, SESSION_KEPT
from bot.store.store import Store
from bot.store.transaction import Transaction
from bot.store.vault import Vault, WrongKey

__all__ = [
    "ALERT_KEPT",
    "IDEA_KEPT",
    "MAIL_KEPT",
    "REQUEST_KEPT",
    "SEEN_KEPT",
    "SESSION_KEPT",
    "Alert",
    "Bilan",
    "Changes",
    "Idea",
    "Issue",
    "Link",
    "Mail",
    "Move",
    "Outgoing",
    "Place",
    "Posted",
    "PostedMail",
    "RequestRow",
    "Store",
    "Tally",
    "Timer",
    "Transaction",
    "Unrestorable",
    "Unsupported",
    "Vault",
    "Visit",
    "Wait",
    "Week",
    "WrongKey",
    "back_up",
    "file_of",
    "restore",
]
