"""What a text may say and a condition may test: the answers, the quartier, and who promised to call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.core import dates
from bot.core.playbook import Playbook
from bot.core.session import Session


def words(playbook: Playbook, session: Session) -> dict[str, Any]:
    """Return every word that a text may say, of this person."""
    known = {**session.answers, "quartier": playbook.territory.name_of(session.quartier)}
    partner, due = session.offer or (session.case or ("", None))[:2]
    return known | promise(playbook, partner, due) if due else known


def promise(playbook: Playbook, partner: str, due: datetime) -> dict[str, str]:
    """Return the words of a promise: who calls, before when, in how many working days.

    A partner that has left the data since is called by its id, which reads nearly as well.
    """
    at = playbook.partners.get(partner)
    name = at.name if at else partner.replace("-", " ")
    return {"partenaire": name, "avant": dates.before(due), "delai": _days(at.delay) if at else ""}


def _days(delay: int) -> str:
    return "1 jour ouvré" if delay == 1 else f"{delay} jours ouvrés"


def testable(playbook: Playbook, session: Session) -> dict[str, Any]:
    """Return what conditions compare: short numbers as numbers, so that `age < 16` means what it says."""
    return {name: _number(value) for name, value in words(playbook, session).items()}


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() and len(value) < 4 else value
