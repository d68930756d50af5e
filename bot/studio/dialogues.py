"""The dialogues: all of them, one as a map, one step as it looks on a phone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.content.player import Shown
from bot.content.written import Dialogue
from bot.core import languages
from bot.core.tongue import SOURCE, right_to_left
from bot.studio import opening
from bot.studio.call import Call
from bot.studio.drawing import picture
from bot.studio.mapping import cards


@dataclass(frozen=True, slots=True)
class Line:
    """A dialogue in the list."""

    name: str
    title: str
    steps: int
    phrases: int
    problems: int
    readable: bool = True


async def every(call: Call) -> Response:
    """Show every dialogue, with how much is in it and how much is wrong."""
    book = call.look.book
    wrong = Counter(PurePath(problem.file).stem for problem in call.look.problems)
    lines = [
        Line(name, one.form.titre, len(one.names), len(one.form.on_dit or ()), wrong[name])
        for name, one in book.dialogues.items()
    ]
    lost = [
        Line(name, "ne peut pas être lu", 0, 0, wrong[name], readable=False)
        for name in book.names - set(book.dialogues)
    ]
    steps = sum(line.steps for line in lines)
    return call.show("dialogues.html", lines=sorted([*lines, *lost], key=lambda line: line.name), steps=steps)


async def one(call: Call) -> Response:
    """Show one dialogue as a map, and the same as a list."""
    dialogue = _dialogue(call)
    steps = cards(call.look.book, dialogue, call.look.problems)
    wrong = [problem for problem in call.look.problems if problem.file == dialogue.mark.file]
    return call.show("dialogue.html", dialogue=dialogue, steps=steps, picture=picture(steps), problems=wrong)


async def step(call: Call) -> Response:
    """Show one step as a phone does, in the language that is asked for."""
    dialogue, name = _dialogue(call), call.path["etape"]
    card = next((card for card in cards(call.look.book, dialogue, call.look.problems) if card.name == name), None)
    if card is None:
        raise HTTPException(404)
    spoken = _spoken(call)
    language = call.query.get("langue", SOURCE)
    language = language if language in dict(spoken) else SOURCE
    return call.show(
        "etape.html",
        dialogue=dialogue,
        card=card,
        spoken=spoken,
        language=language,
        direction="rtl" if right_to_left(language) else "ltr",
        messages=_messages(call, dialogue.name, name, language),
    )


def _dialogue(call: Call) -> Dialogue:
    found = call.look.book.dialogues.get(call.path["dialogue"])
    if found is None:
        raise HTTPException(404)
    return found


def _spoken(call: Call) -> list[tuple[str, str]]:
    """Return the languages that the bot speaks, by code, with what their speakers call them."""
    engine = call.look.engine
    return [(code, languages.own(code)) for code in (engine.playbook.languages if engine else (SOURCE,))]


def _messages(call: Call, dialogue: str, step: str, language: str) -> tuple[Shown, ...] | None:
    """Return what a phone shows; None for a step that is not in the version that could be played last."""
    playbook = call.look.engine.playbook if call.look.engine else None
    flow = playbook.flows.get(dialogue) if playbook else None
    if playbook is None or flow is None or step not in flow.steps:
        return None
    return opening.look(playbook, flow, step, call.workshop.clock.now(), language)
