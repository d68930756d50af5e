"""What each move changes in a request's row; that it is allowed was judged before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.core.callrequest import Verb
from bot.core.effects import MoveRequest
from bot.core.partners import Person
from bot.service.given import as_json, from_json, in_words
from bot.store import Changes, RequestRow

NO_MORE = Changes(first_name="", phone="", details="{}", wish="")
"""What is forgotten at once of a request that its person took back."""

SATISFIED: Mapping[Verb, str] = {Verb.CONFIRMER: "oui", Verb.MANQUER: "manque", Verb.ROUVRIR: "pas_encore"}


def by_partner(row: RequestRow, verb: Verb, person: Person, outcome: str, now: datetime) -> Changes:
    """Return what a move of a partner changes."""
    called = row.first_call_at or now
    match verb:
        case Verb.PRENDRE:
            return Changes(owner=person.id, owner_name=person.name)
        case Verb.RENDRE | Verb.REFUSER:
            return Changes(owner="")
        case Verb.TENTER:
            return Changes(attempts=row.attempts + 1, first_call_at=called)
        case Verb.CLORE:
            return Changes(outcome=outcome, closed_at=now, first_call_at=called)
        case _:
            return Changes()


def by_person(row: RequestRow, effect: MoveRequest, given: Changes) -> Changes:
    """Return what a move of the young person changes, with the answers that they gave anew."""
    satisfied = Changes(satisfied=SATISFIED[effect.verb]) if effect.verb in SATISFIED else Changes()
    match effect.verb:
        case Verb.RETIRER:
            return NO_MORE
        case Verb.ROUVRIR:
            return given | _anew(row, effect) | satisfied | Changes(priority=True)
        case Verb.TRANSMETTRE:
            consent = Changes(consent=as_json(effect.consent)) if effect.consent else Changes()
            return given | _anew(row, effect) | consent | Changes(routed=effect.reason, satisfied="")
        case _:
            return given | satisfied


def _anew(row: RequestRow, effect: MoveRequest) -> Changes:
    """Return a new promise: nobody has the request, nobody has called yet."""
    return Changes(
        owner="",
        partner=effect.partner or row.partner,
        due_at=effect.due or row.due_at,
        outcome="",
        attempts=0,
        first_call_at=None,
        closed_at=None,
    )


def why(row: RequestRow, effect: MoveRequest) -> str:
    """Return the reason that the history keeps of a person's move: each consent stays there, word for word."""
    if effect.consent is None:
        return effect.reason
    return "\n".join(filter(None, map(in_words, (effect.consent, from_json(row.consent)))))
