"""`allervers understand`: what the bot makes of words, without a conversation, a line of JSON each."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated, Any

import typer

from bot.commands.folders import Format, loaded, playable, settings, stop
from bot.core import markup
from bot.core.alarm import Alarm
from bot.core.flow import EMERGENCY
from bot.core.hearing import Hearing
from bot.core.playbook import Playbook
from bot.core.tongue import SOURCE

app = typer.Typer()

Said = Annotated[list[str] | None, typer.Argument(help="Ce qu'écrit un jeune ; sans rien, une ligne à la fois.")]
Spoken = Annotated[str, typer.Option("--langue", metavar="CODE", help="La langue que le jeune a choisie : fr, en, ar…")]
Answer = Annotated[Format, typer.Option(help="json, une ligne chacun, ou text.")]


@app.command()
def understand(texts: Said = None, langue: Spoken = SOURCE, format: Answer = Format.JSON) -> None:  # noqa: A002
    """Dit à quel dialogue mènent des mots, avec quelle certitude, et si une urgence y est reconnue."""
    playbook = playable(loaded(settings()))
    if langue not in playbook.languages:
        stop(f"Le robot ne parle pas « {langue} ». Choisissez parmi : {', '.join(playbook.languages)}.")
    for found in judged(playbook, texts or _lines(), langue):
        typer.echo(json.dumps(found, ensure_ascii=False) if format is Format.JSON else _told(found))


def judged(playbook: Playbook, texts: Iterable[str], language: str = SOURCE) -> Iterator[dict[str, Any]]:
    """Yield what each text leads to for someone who chose a language, as the engine would with nothing under way."""
    alarm = Alarm.of(playbook)
    topics = Hearing.of(playbook)
    for said in texts:
        text = markup.strip(said)
        heard = alarm.heard(text, partial(topics.certain, text, language))
        guess = topics.guess(text, language)
        yield {
            "text": said,
            "dialogue": EMERGENCY if heard else guess.dialogue,
            "score": 1.0 if heard and heard.sure else round(guess.score, 3),
            "urgence": heard.emergency.name if heard else None,
            "suggestions": [] if heard else list(guess.suggestions),
        }


def _told(found: dict[str, Any]) -> str:
    leads = found["dialogue"] or " ou ".join(found["suggestions"]) or "rien"
    sure = f" ({found['urgence']})" if found["urgence"] else f" ({found['score'] * 100:.0f} %)"
    return f"{found['text']}\n  → {leads}{'' if found['dialogue'] else ' ?'}{sure}"


def _lines() -> Iterator[str]:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return (line.rstrip("\n") for line in sys.stdin)
