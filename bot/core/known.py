"""What a text may say and a condition may test: the answers, the quartier, who promised to call, and the request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.core import dates
from bot.core.playbook import Playbook
from bot.core.session import Case, Session

WISH = "quand_prefere"
"""The answer that says when someone prefers to be called."""

NO_CASE = "aucune"
"""What `demande` says of someone who asked for no call."""

PROMISE_WORDS = ("partenaire", "avant", "delai")
CASE_WORDS = ("demande", "membre", "appelle_du", "issue", "partenaire_actuel")

_WISHES: Mapping[str, str] = {
    "matin": "le matin",
    "midi": "entre midi et deux",
    "apres_midi": "l'après-midi",
    "peu_importe": "peu importe l'heure",
}


def words(playbook: Playbook, session: Session) -> dict[str, Any]:
    """Return every word that a text may say, of this person."""
    known = {**session.answers, "quartier": playbook.territory.name_of(session.quartier)}
    wished = session.answers.get(WISH) or (session.case.wish if session.case else "")
    promised = session.offer or session.case
    return {
        **known,
        **({WISH: wish(wished)} if wished else {}),
        **(_of_case(playbook, session.case) if session.case else {"demande": NO_CASE}),
        **(promise(playbook, promised.partner, promised.due) if promised else {}),
    }


def promise(playbook: Playbook, partner: str, due: datetime) -> dict[str, str]:
    """Return the words of a promise: who calls, before when, in how many working days."""
    at = playbook.partners.get(partner)
    return {"partenaire": _name(playbook, partner), "avant": dates.before(due), "delai": _days(at.delay) if at else ""}


def wish(value: str) -> str:
    """Return in words when someone prefers to be called, from the answer that was kept."""
    return _WISHES.get(value, value.replace("_", " "))


def _of_case(playbook: Playbook, case: Case) -> dict[str, str]:
    """Return the words of a request; `partenaire_actuel` has it even while someone else is on offer."""
    at = playbook.partners.get(case.partner)
    return {
        "demande": case.status,
        "membre": case.member,
        "appelle_du": case.number or (at.shown_number if at else ""),
        "issue": case.outcome,
        "partenaire_actuel": _name(playbook, case.partner),
    }


def _name(playbook: Playbook, partner: str) -> str:
    """Return a partner's name; one that has left the data since is called by its id, which reads nearly as well."""
    at = playbook.partners.get(partner)
    return at.name if at else partner.replace("-", " ")


def _days(delay: int) -> str:
    return "1 jour ouvré" if delay == 1 else f"{delay} jours ouvrés"


def testable(playbook: Playbook, session: Session) -> dict[str, Any]:
    """Return what conditions compare: short numbers as numbers, so that `age < 16` means what it says."""
    return {name: _number(value) for name, value in words(playbook, session).items()}


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() and len(value) < 4 else value
