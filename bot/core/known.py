"""What a text may say and a condition may test: the answers, the quartier, who promised to call, and the request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.core import dates, languages
from bot.core.playbook import Playbook
from bot.core.session import Case, Session
from bot.core.tongue import FR, Tongue

WISH = "quand_prefere"
"""The answer that says when someone prefers to be called."""

NO_CASE = "aucune"
"""What `demande` says of someone who asked for no call."""

LANGUAGE_WORDS = ("langue", "traduit")
"""The French name of the language that the person chose, and whether the bot speaks it."""
PROMISE_WORDS = ("partenaire", "avant", "delai")
CASE_WORDS = ("demande", "membre", "appelle_du", "issue", "partenaire_actuel")

WISHES = ("matin", "midi", "apres_midi", "peu_importe")
"""What that answer may be."""


def words(playbook: Playbook, session: Session) -> dict[str, Any]:
    """Return every word that a text may say, of this person."""
    known = {
        **session.answers,
        "quartier": _home(playbook, session),
        "langue": languages.name(session.language),
        "traduit": "oui" if languages.base(session.language) in playbook.languages else "non",
    }
    wished = session.answers.get(WISH) or (session.case.wish if session.case else "")
    promised = session.offer or session.case
    return {
        **known,
        **({WISH: wish(wished, playbook.tongue)} if wished else {}),
        **(_of_case(playbook, session.case) if session.case else {"demande": NO_CASE}),
        **(promise(playbook, promised.partner, promised.due) if promised else {}),
    }


def promise(playbook: Playbook, partner: str, due: datetime) -> dict[str, str]:
    """Return the words of a promise: who calls, before when, in how many working days."""
    at, tongue = playbook.partners.get(partner), playbook.tongue
    delay = tongue("jour_ouvre" if at.delay == 1 else "jours_ouvres", n=at.delay) if at else ""
    return {"partenaire": _name(playbook, partner), "avant": dates.before(due, tongue), "delai": delay}


def wish(value: str, tongue: Tongue = FR) -> str:
    """Return in words when someone prefers to be called, from the answer that was kept."""
    return tongue(f"quand_{value}") if value in WISHES else value.replace("_", " ")


def _home(playbook: Playbook, session: Session) -> str:
    """Return how to call someone's quartier; « chez toi » when we do not know it."""
    home = playbook.territory.quartiers.get(session.quartier or "")
    return home.name if home else playbook.tongue("chez_toi")


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


def testable(playbook: Playbook, session: Session) -> dict[str, Any]:
    """Return what conditions compare: short numbers as numbers, so that `age < 16` means what it says."""
    return {name: _number(value) for name, value in words(playbook, session).items()}


def _number(value: str) -> int | str:
    return int(value) if value.isdecimal() and len(value) < 4 else value
