"""A message may come with a file and with buttons that open an address: scenarios and the terminal show both."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot import terminal
from bot.content.player import Player
from bot.content.replay import replay
from bot.core.dates import PARIS
from bot.core.effects import Button, Document, Say
from bot.core.engine import Engine, Turn
from bot.core.events import Pressed, typed
from bot.core.playbook import Playbook
from bot.service.clock import Clock
from tests.content.conftest import Folder
from tests.living import HeldClock

FILE = Document("rendez-vous.ics", "text/calendar", "BEGIN:VCALENDAR")
BUTTONS = (Button("Voir le plan", "", "https://e.org"), Button("Menu", "m.0"))
SCENARIO = """scenario: Rendez-vous
le: jeudi 26 novembre 2026 à 10h
conversation:
  - ecrit: /start
  - bot: |
      Vendredi à 14 h
      📎 rendez-vous.ics
    boutons: [Voir le plan, Menu]
"""


class Inviting(Engine):
    """Answers everything with the same appointment."""

    def advance(self, *_: object, **__: object) -> Turn:
        return Turn(None, (Say("Vendredi à 14 h", BUTTONS, document=FILE),))


@pytest.fixture
def playbook(folder: Folder) -> Playbook:
    folder.write("dialogues/scenarios/rendez-vous.yaml", SCENARIO)
    found = folder.load().playbook
    assert found
    return found


def replayed(folder: Folder, engine: Engine, written: str) -> str:
    folder.write("dialogues/scenarios/rendez-vous.yaml", written)
    (scenario,) = [one for one in folder.load().scenarios if one.name == "Rendez-vous"]
    return replay(scenario, engine).told


def test_a_scenario_expects_a_file_as_a_line_after_the_words(folder: Folder, playbook: Playbook) -> None:
    engine = Inviting(playbook)
    assert replayed(folder, engine, SCENARIO) == ""
    assert replayed(folder, engine, SCENARIO.replace("      📎 rendez-vous.ics\n", "")) == (
        "dialogues/scenarios/rendez-vous.yaml:5: le bot n'a pas dit cela (- attendu, + reçu)\n"
        "    après « ecrit: /start », ligne 4\n"
        "      Vendredi à 14 h\n"
        "    + 📎 rendez-vous.ics"
    )


def test_the_terminal_shows_the_file_and_every_button(playbook: Playbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "Engine", Inviting)
    clock: Clock = HeldClock()
    (said,) = terminal.chat(playbook, [], clock, colour=False)
    assert said == "Vendredi à 14 h\n📎 rendez-vous.ics\n  [Voir le plan]\n  [Menu]\n"


def test_a_button_that_opens_an_address_tells_the_bot_nothing(playbook: Playbook) -> None:
    player = Player(Inviting(playbook), datetime(2026, 11, 26, 10, tzinfo=PARIS))
    player.send(typed("/start"))
    assert player.labels() == ["Voir le plan", "Menu"]
    assert player.press("Voir le plan") is None
    assert player.press("Menu") == Pressed("m.0")
