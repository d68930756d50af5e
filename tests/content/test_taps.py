"""A person who only taps: how many gestures after Start each concrete result takes, on what we ship.

The first name has no button and is typed: one gesture. The number is shared with one tap on the key under the text
field (Telegram then asks to confirm, in a window of its own that is not counted).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.content.loader import load
from bot.core import markup
from bot.core.asking import CITY, QUARTIER
from bot.core.dates import PARIS
from bot.core.effects import Keyboard, Say
from bot.core.engine import Engine
from bot.core.events import Event, Located, Pressed, SharedNumber, Started, Wrote
from bot.core.flow import Agree, Ask, Asked, Find, Flow, Remind, Send, Step, Submit
from bot.core.playbook import Playbook
from bot.core.screen import buttons_of
from bot.core.session import Session
from bot.core.territory import Quartier

MOST_TAPS = 6
ROOT = Path(__file__).parents[2]
PLAYBOOK = load(ROOT / "dialogues", ROOT / "data").playbook
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=PARIS)

_FIRST_LISTS = ("permanences", "evenements", "evenement_choisi", "dispositifs", "services")
"""What is found at the first asking; the rest of the schemes is a longer read of the same answer."""
_TO_DO = re.compile(r"Cette semaine|\b(?:15|17|11[259]|114|3\d{3}|0 800 [\d ]+)\b")
"""What one can do of a text: something for this week, or a number to call."""
THEMES = (
    *("cej", "e2c", "epide", "job_dating", "emploi_rapide", "formation", "decouvrir_metier", "mobilite"),
    *("creer_activite", "parrainage", "logement", "cv_entretien", "sport_rencontres", "service_civique"),
    *("argent", "sante", "permanences", "pour_moi"),
)
_ELSEWHERE = ("suivi", "stop", "urgence")
"""Reached by news, by words, or once a call was asked for."""


class Way(NamedTuple):
    """The gestures from Start that lead to a step, as one would tell them."""

    gestures: tuple[str, ...]

    @property
    def told(self) -> str:
        return " → ".join(("Démarrer", *self.gestures))


def concrete(flow: Flow, step: Step) -> bool:
    """Whether the step gives something to do: a place, a date, a list, a request that left, a number, a first step."""
    if isinstance(step, Find):
        return step.what in _FIRST_LISTS
    if isinstance(step, Submit | Remind | Send):
        return True
    return not isinstance(step, Ask | Agree) and bool(_TO_DO.search(said(step)))


def said(step: Step) -> str:
    text = getattr(step, "text", None)
    return markup.write(text({}), "", "") if text else ""


def results(playbook: Playbook) -> Iterator[str]:
    for flow in playbook.flows.values():
        if flow.name not in _ELSEWHERE:
            yield from (f"{flow.name}.{name}" for name, step in flow.steps.items() if concrete(flow, step))


def ways(playbook: Playbook, home: Quartier, most: int) -> dict[str, Way]:
    """Return a shortest way to every step that `most` gestures reach for someone who lives there."""
    engine = Engine(playbook)
    found: dict[str, Way] = {}
    seen: set[object] = set()
    waiting = deque([(None, Started(), Way(()))])
    while waiting:
        session, event, way = waiting.popleft()
        turn = engine.advance(session, event, THURSDAY)
        for spot in turn.visited:
            if _answers(playbook, turn.session, spot):
                found.setdefault(spot, way)
        if turn.session is None or len(way.gestures) == most or _same(turn.session) in seen:
            continue
        seen.add(_same(turn.session))
        keyboard = next((e.keyboard for e in reversed(turn.effects) if isinstance(e, Say)), Keyboard.SAME)
        next_ones = _gestures(playbook, turn.session, keyboard, home)
        waiting += [(turn.session, gesture, Way((*way.gestures, told))) for told, gesture in next_ones]
    return found


def _gestures(playbook: Playbook, session: Session, keyboard: Keyboard, home: Quartier) -> Iterator[tuple[str, Event]]:
    """Yield what one can do next; of the answers of a question, the first and the last stand for all."""
    lived = {CITY + home.commune, QUARTIER + home.id}
    values = [option for option in session.offered if option.kind == "valeur"]
    for data, option in buttons_of(session).items():
        placed = option.name.startswith((CITY, QUARTIER))
        if option.kind != "valeur" or (option.name in lived if placed else option in (values[0], values[-1])):
            yield option.label, Wrote(option.label) if keyboard is not Keyboard.SAME else Pressed(data)
    if keyboard is Keyboard.PHONE:
        yield "partager son numéro", SharedNumber("06 39 98 12 34", own=True)
    if keyboard is Keyboard.LOCATION:
        yield "partager sa position", Located(home.centre.latitude, home.centre.longitude)
    step = _step(playbook, _standing(session))
    if isinstance(step, Ask) and step.asked is Asked.PRENOM:
        yield "écrire son prénom", Wrote("Inès")


def _answers(playbook: Playbook, session: Session | None, spot: str) -> bool:
    """Whether a step that was walked said what it is for: a list that is empty went on to say so.

    Of services we ship few: someone who says where they live is answered by that, too.
    """
    step = _step(playbook, spot)
    return not isinstance(step, Find) or step.what == "services" or spot == _standing(session)


def _standing(session: Session | None) -> str:
    top = session.stack[-1] if session and session.stack else None
    return f"{top.dialogue}.{top.step}" if top else ""


def _step(playbook: Playbook, spot: str) -> Step | None:
    dialogue, _, step = spot.partition(".")
    return playbook.flows[dialogue].steps.get(step) if dialogue else None


def _same(session: Session) -> object:
    """Return what tells two sessions apart for someone who taps on; not where « fin » would lead back to."""
    answers = tuple(sorted(session.answers.items()))
    return _standing(session), answers, session.quartier, session.case is not None, session.offered


HOMES = tuple({q.commune: q for q in PLAYBOOK.territory.quartiers.values()}.values()) if PLAYBOOK else ()
"""A quartier of each city: from one of several, it takes a tap more."""
RESULTS = tuple(results(PLAYBOOK)) if PLAYBOOK else ()


@cache
def found(home: Quartier) -> dict[str, Way]:
    return ways(PLAYBOOK, home, MOST_TAPS + 2)


def longest(result: str) -> Way | None:
    """Return the shortest way of whoever has most to do, None when nobody can come there by tapping."""
    return max((found(home)[result] for home in HOMES if result in found(home)), key=len_of, default=None)


def len_of(way: Way) -> int:
    return len(way.gestures)


def test_the_playbook_and_its_quartiers_are_there():
    assert PLAYBOOK
    assert len(HOMES) >= 4


@pytest.mark.parametrize("result", RESULTS)
def test_a_concrete_result_is_few_taps_from_start(result):
    way = longest(result)
    assert way, f"{result} : aucun chemin, en touchant seulement, en {MOST_TAPS + 2} gestes"
    assert len_of(way) <= MOST_TAPS, f"{result} demande {len_of(way)} gestes : {way.told}"


@pytest.mark.parametrize(
    ("result", "most"), [("permanences.liste", 3), ("pour_moi.liste", 5), ("numeros.liste", 3), ("rappel.envoi", 6)]
)
def test_what_most_people_come_for_is_nearer(result, most):
    way = longest(result)
    assert way
    assert len_of(way) <= most, way.told


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_ends_in_something_to_do_and_in_someone_to_talk_to(name):
    flow = PLAYBOOK.flows[name]
    assert any(spot.startswith(f"{name}.") for spot in RESULTS)
    assert {"rappel", "numeros"} & set(_leads(flow))


def _leads(flow: Flow) -> Iterator[str]:
    for step in flow.steps.values():
        yield from (option.name for option in getattr(step, "options", ()) if option.kind == "dialogue")
