"""A playbook as an operator's next version would make it: a text said otherwise, or a step that is no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import blake2b
from typing import Any

from bot.content import wording
from bot.content.problems import meant
from bot.core.engine import Engine
from bot.core.flow import ROOT, Branch, Flow, Step, Target
from bot.core.playbook import Playbook
from bot.core.session import Option

_Flows = Mapping[str, Flow]


def saying(engine: Engine, texts: Mapping[str, str]) -> Engine:
    """Return what plays the next version, in which each step `dialogue/étape` says another text, in every language."""

    def change(flows: _Flows) -> _Flows:
        for where, said in texts.items():
            dialogue, step = where.split("/")
            flows = _with(flows, dialogue, {**flows[dialogue].steps, step: _said(flows[dialogue].steps[step], said)})
        return flows

    return _next(engine, change)


def without(engine: Engine, where: str) -> Engine:
    """Return what plays the next version, in which a step is no more: what led to it leads where its people go."""
    dialogue, gone = where.split("/")

    def change(flows: _Flows) -> _Flows:
        steps = dict(flows[dialogue].steps)
        fallback = steps.pop(gone).fallback
        away = Target("", "dialogue", fallback if fallback in flows else ROOT)
        instead = Target("", "etape", fallback) if fallback in steps else away
        return _with(flows, dialogue, {name: _led(step, gone, instead) for name, step in steps.items()})

    return _next(engine, change)


def refusal(playbook: Playbook, gesture: str, value: Any) -> str:
    """Return why the next version cannot be made by this gesture, in French; empty when it can."""
    steps = {f"{flow.name}/{name}": step for flow in playbook.flows.values() for name, step in flow.steps.items()}
    firsts = {f"{flow.name}/{flow.first}" for flow in playbook.flows.values()}
    for where in (value,) if gesture == "supprime" else value:
        if where not in steps:
            return f"il n'y a pas d'étape « {where} » ; {meant(where, steps)}".rstrip(" ;")
        if gesture == "supprime" and where in firsts:
            return f"« {where} » commence son dialogue : cette étape ne se supprime pas seule"
        if gesture == "publie" and isinstance(steps[where], Branch):
            return f"l'étape « {where} » ne dit rien : elle n'a pas de texte à changer"
    return ""


def _next(engine: Engine, change: Callable[[_Flows], _Flows]) -> Engine:
    """Return an engine for changed flows; it hears words as before, for no phrase changes."""
    french = engine.playbook
    others = {code: _later(made, change) for code, made in french.others.items()}
    found = copy(engine)
    found.playbook = replace(french, flows=change(french.flows), others=others)
    return found


def _later(made: Callable[[], Playbook], change: Callable[[_Flows], _Flows]) -> Callable[[], Playbook]:
    return cache(lambda: replace(made(), flows=change(made().flows)))


def _with(flows: _Flows, dialogue: str, steps: Mapping[str, Step]) -> _Flows:
    return {**flows, dialogue: replace(flows[dialogue], steps=steps)}


def _said(step: Step, said: str) -> Step:
    mark = blake2b(f"{step.mark}\0{said}".encode(), digest_size=4).hexdigest()
    return step if isinstance(step, Branch) else replace(step, text=wording.text(said), mark=mark)


def _led(step: Any, gone: str, instead: Option) -> Any:
    """Return a step, or a part of one, in which nothing leads to a step that is gone."""
    if isinstance(step, Option):
        leads = step.kind == "etape" and step.name == gone
        return instead._replace(label=step.label) if leads else step
    if type(step) is tuple:
        return tuple(_led(part, gone, instead) for part in step)
    if is_dataclass(step) and not isinstance(step, type):
        parts = {f.name: _led(getattr(step, f.name), gone, instead) for f in fields(step)}
        return replace(step, **parts)
    return step
