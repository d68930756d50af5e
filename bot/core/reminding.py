"""`rappeler`: a promise to write the day before, and what is honestly said of it on that day."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from bot.core import appointments, finding
from bot.core.appointments import Appointment, Kind
from bot.core.dates import PARIS
from bot.core.effects import SetTimer
from bot.core.flow import Remind, Step, Target
from bot.core.walk import Walk

EVE = time(18)
"""« La veille » is the day before at 18:00."""
REMINDER = "rappel:"
"""What the names of the timers that a person asked for begin with."""


def remind(walk: Walk, step: Remind) -> Target:
    """Promise to write the day before the first of what was found whose eve is still ahead."""
    for to in finding.appointments(walk, step.what):
        eve = _eve(to.start)
        if eve > walk.now:
            walk.effects.append(SetTimer(REMINDER + to.where, eve, _body(walk, step, to, eve)))
            walk.say(walk.render(step.text, **to.card(walk.now, walk.tongue)))
            return step.then
    return step.empty


def _eve(start: datetime) -> datetime:
    return datetime.combine(start.astimezone(PARIS).date() - timedelta(days=1), EVE, PARIS)


def _body(walk: Walk, step: Remind, to: Appointment, eve: datetime) -> str:
    """Return what the timer needs to find the appointment and its words again, and the card if these words go."""
    promised = {
        "kind": to.kind,
        "id": to.id,
        "start": to.start.isoformat(),
        "mark": to.mark,
        "step": [walk.session.stack[-1].dialogue, step.name],
        "card": walk.render(step.card, **to.card(eve, walk.tongue)),
    }
    return json.dumps(promised, ensure_ascii=False)


def ring(walk: Walk, body: str) -> None:
    """Keep the promise: the card as it is true today, or that it changed, is gone, or that it is too late."""
    promised = _promised(body)
    if promised is None:
        walk.aside(body)
        return
    start = datetime.fromisoformat(promised["start"])
    kind, words = Kind(promised["kind"]), walk.words
    to = appointments.again(walk.playbook, kind, promised["id"], walk.session.quartier, start)
    if walk.now >= start:
        walk.aside(walk.render(words.rappel_en_retard))
    elif to is None:
        walk.aside(walk.render(words.rappel_disparu))
    elif to.mark != promised["mark"]:
        walk.aside(walk.render(words.rappel_change, **to.card(walk.now, walk.tongue)))
    else:
        walk.aside(_card(walk, promised, to))


def _promised(body: str) -> dict[str, Any] | None:
    """Return what a timer holds; None for one of an older version, which holds its card alone."""
    try:
        found = json.loads(body)
    except ValueError:
        return None
    return found if isinstance(found, dict) and "card" in found else None


def _card(walk: Walk, promised: dict[str, Any], to: Appointment) -> str:
    dialogue, name = promised["step"]
    flow = walk.playbook.flows.get(dialogue)
    step: Step | None = flow.steps.get(name) if flow else None
    if isinstance(step, Remind):
        return walk.render(step.card, **to.card(walk.now, walk.tongue))
    return str(promised["card"])
