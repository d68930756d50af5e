"""Keeps what was just tried as a scenario: shown first, written once it was read again."""

from __future__ import annotations

from starlette.responses import Response

from bot.studio import recording
from bot.studio.call import Call
from bot.studio.recording import NotKept

NOTHING = "Il n'y a rien à garder : essayez d'abord une conversation."
UNTITLED = "Ce qui vient d'être essayé"


async def show(call: Call) -> Response:
    """Show the conversation as the text of a scenario."""
    return _page(call, call.query.get("titre", "").strip() or UNTITLED)


async def save(call: Call) -> Response:
    """Write it among the scenarios, unless it would not hold."""
    trial, title, name = call.visit.trial, call.written("titre") or UNTITLED, call.written("nom")
    if trial is None or not trial.deeds or trial.unsaid:
        return _page(call, title)
    if not call.written("relu"):
        return _page(call, title, name, "Relisez, puis cochez la case.")
    text = recording.text_of(trial, title)
    if recording.faults(text, trial.engine):
        return _page(call, title, name)
    try:
        path = recording.keep(text, name, call.workshop.dialogues)
    except NotKept as refused:
        return _page(call, title, name, str(refused))
    return call.go("/essayer", f"Le scénario est gardé : {path.parent.name}/{path.name}. « allervers test » le rejoue.")


def _page(call: Call, title: str, name: str = "", alert: str = "") -> Response:
    trial = call.visit.trial
    if trial is None or not trial.deeds:
        return call.go("/essayer", (trial and trial.unsaid) or NOTHING)
    text = recording.text_of(trial, title)
    faults = "" if trial.unsaid else recording.faults(text, trial.engine)
    return call.show(
        "scenario.html", trial=trial, text=text, title=title, name=name, alert=alert, faults=faults,
        status=400 if alert else 200,
    )  # fmt: skip
