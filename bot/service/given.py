"""What a young person handed over, sorted into the fields of a request; and their consent, as it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from bot.core import dates, known, markup
from bot.core.dates import PARIS
from bot.core.flow import Ask, Asked
from bot.core.playbook import Playbook
from bot.core.session import Consent
from bot.store import Changes

Fields = Iterable[tuple[str, str]]


def sorted_out(playbook: Playbook, fields: Fields, details: str = "{}") -> Changes:
    """Return answers as the columns that they belong to: name, number, wish, and the rest added to `details`."""
    steps = (step for flow in playbook.flows.values() for step in flow.steps.values())
    kinds = {step.name: step.asked for step in steps if isinstance(step, Ask)}
    found = Changes()
    rest = json.loads(details or "{}")
    for name, value in fields:
        if kinds.get(name) is Asked.PRENOM:
            found["first_name"] = value
        elif kinds.get(name) is Asked.TELEPHONE:
            found["phone"] = value
        elif name == known.WISH:
            found["wish"] = value
        else:
            rest[name] = value
    return found | Changes(details=json.dumps(rest, ensure_ascii=False))


def as_json(consent: Consent) -> str:
    """Return a consent as it lies in a request."""
    return json.dumps({name: str(value) for name, value in consent._asdict().items()}, ensure_ascii=False)


def from_json(text: str) -> Consent | None:
    """Read what `as_json` wrote; None for a request without one, or wiped."""
    if not text:
        return None
    kept = json.loads(text)
    due, at = datetime.fromisoformat(kept["due"]), datetime.fromisoformat(kept["at"])
    return Consent(kept["partner"], due, kept["wording"], at)


def in_words(consent: Consent | None) -> str:
    """Return a consent as a line of history: when, and the very words that were agreed to, which name the partner."""
    if consent is None:
        return ""
    at = consent.at.astimezone(PARIS)
    words = " ".join(markup.strip(consent.wording).split())
    return f"Accord du {dates.day(at.date())}, {dates.hour(at)} : « {words} »"
