"""The emergencies as shipped, judged on what young people could write: see the heads of the files in paroles/."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loader import load_to_play
from bot.content.player import Player
from bot.core.alarm import Alarm
from bot.core.clues import is_clue
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.events import typed
from bot.core.flow import EMERGENCY, Choose
from bot.core.hearing import Hearing
from bot.core.playbook import Playbook
from bot.core.understand import fold

ROOT = Path(__file__).parents[2]
SAID = Path(__file__).parent / "paroles"
HALVES = ("reglage", "verdict")

MISSED = {"reglage": 0.0, "verdict": 0.0, "epreuve": 0.005, "relecteurs": 0.005, "detournees": 0.02}
"""The share of emergencies that may pass unheard; the aim is none."""
FALSE = {"reglage": 0.05, "verdict": 0.05, "epreuve": 0.05, "relecteurs": 0.05, "detournees": 0.12}
"""The share of exaggerations that may be taken for emergencies."""
ORDINARY = 0.025
"""The share of ordinary messages that may be: who is asked how they are loses a tap, who is not may lose more."""
SURE = {"mort de rire", "mdr je suis mort", "j'ai tué l'entretien", "je meurs de faim", "ma mère va me tuer si je rate"}


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    found = load_to_play(ROOT / "dialogues", ROOT / "data").playbook
    assert found
    return found


@pytest.fixture(scope="module")
def alarm(playbook: Playbook) -> Alarm:
    return Alarm.of(playbook)


def said(name: str) -> list[str]:
    """Return the texts of a file, whatever else it tells of them."""
    found: list[Any] = yaml.safe_load((SAID / f"{name}.yaml").read_text("utf-8"))
    return [entry["dit"] if isinstance(entry, dict) else entry for entry in found]


@pytest.fixture(scope="module")
def heard(playbook: Playbook, alarm: Alarm) -> Callable[[str], bool]:
    """Return whether a text is taken for an emergency, as the engine judges it with nothing under way."""
    topics = Hearing.of(playbook)
    return lambda text: alarm.heard(text, lambda: topics.certain(text)) is not None


def share(texts: Iterable[str], judged: Callable[[str], bool]) -> float:
    """Return the share of texts judged so; no text is told, since nobody should read what the verdict holds."""
    found = [judged(text) for text in texts]
    return sum(found) / len(found)


@pytest.mark.parametrize("which", MISSED)
def test_emergencies_are_heard(heard: Callable[[str], bool], which: str) -> None:
    missed = 1 - share(said(f"urgences_{which}"), heard)
    assert missed <= MISSED[which]


@pytest.mark.parametrize("which", FALSE)
def test_exaggerations_pass(heard: Callable[[str], bool], which: str) -> None:
    taken = share(said(f"exagerations_{which}"), heard)
    assert taken <= FALSE[which]


@pytest.mark.parametrize("which", [*HALVES, "ordinaires_relecteurs"])
def test_ordinary_words_pass(heard: Callable[[str], bool], which: str) -> None:
    taken = share(said(which), heard)
    assert taken <= ORDINARY


def test_the_words_of_a_button_on_offer_are_its_answer_though_they_might_worry(
    playbook: Playbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.alarm.ENOUGH", -9)
    monkeypatch.setattr("bot.core.alarm.FAINT", 9)
    monkeypatch.setattr("bot.core.hearing.CERTAIN", 2)
    player = Player(Engine(playbook), datetime(2026, 11, 26, 10, tzinfo=PARIS))
    player.send(typed("logement"))
    player.send(typed("C'est pour ce soir"))
    assert player.shown[-1].text.startswith("Appelle le")
    player.send(typed("c'est quoi la suite"))
    asked = {step.text({}) for step in playbook.flows[EMERGENCY].steps.values() if isinstance(step, Choose)}
    assert player.shown[-1].text in asked


def test_where_someone_lives_is_no_emergency(playbook: Playbook, alarm: Alarm) -> None:
    territory = playbook.territory
    names = [*territory.communes(), *(home.name for home in territory.quartiers.values())]
    assert [name for name in names for said in (name, f"j'habite à {name}") if alarm.heard(said)] == []


@pytest.mark.parametrize("text", sorted(SURE))
def test_the_commonest_exaggerations_are_never_taken_for_emergencies(alarm: Alarm, text: str) -> None:
    assert alarm.heard(text) is None


def test_every_emergency_word_is_surely_heard_as_written(playbook: Playbook, alarm: Alarm) -> None:
    heard = {phrase: alarm.heard(phrase) for emergency in playbook.emergencies for phrase in emergency.phrases}
    assert [phrase for phrase, found in heard.items() if not (found and found.sure)] == []


AROUND = [
    "bonjour, {}, merci d'avance",
    "salut {} voilà bonne journée",
    "Bonjour, je m'appelle Sofiane, j'ai 17 ans, je suis au lycée en terminale, {}, je peux venir quand ?",
]


@pytest.mark.parametrize("around", AROUND)
def test_every_emergency_word_is_heard_whatever_is_said_around_it(
    playbook: Playbook, alarm: Alarm, around: str
) -> None:
    french = [
        phrase for emergency in playbook.emergencies if emergency.language == "fr" for phrase in emergency.phrases
    ]
    assert [phrase for phrase in french if alarm.heard(around.format(phrase)) is None] == []


def test_what_may_be_an_emergency_is_heard_as_written(playbook: Playbook, alarm: Alarm) -> None:
    leading = {fold(said) for phrases in playbook.heard.values() for said in chain(*phrases.values())}
    near = [said for one in playbook.emergencies for said in one.near if not is_clue(said)]
    assert [said for said in near if alarm.heard(said) is None and fold(said) not in leading] == []


ASKED = {"en": 2, "uk": 2}
"""What leads to a dialogue in another language and is heard all the same: a pregnancy, the police, a depression."""


def test_ordinary_words_of_other_languages_pass(playbook: Playbook, alarm: Alarm) -> None:
    for language, heard in playbook.heard.items():
        taken = [said for phrases in heard.values() for said in phrases if alarm.heard(said)]
        assert len(taken) <= ASKED.get(language, 0), f"{language}: {taken}"


@pytest.mark.parametrize("said", ["bu çok güzel", "her gün çok çalışıyorum"])
def test_words_of_other_languages_are_not_taken_for_french_ones(alarm: Alarm, said: str) -> None:
    assert alarm.heard(said) is None


@given(st.data())
def test_words_of_all_languages_together_are_heard_without_fault(
    playbook: Playbook, alarm: Alarm, data: st.DataObject
) -> None:
    said = st.sampled_from([said for one in playbook.emergencies for said in (*one.phrases, *one.near)])
    heard = alarm.heard(" ".join(data.draw(st.lists(said, max_size=3))))
    assert heard is None or heard.emergency in playbook.emergencies


def test_what_may_cost_a_life_is_asked_about_sooner(playbook: Playbook) -> None:
    assert {one.name for one in playbook.emergencies if one.vital} == {"medical", "suicide"}


def test_every_emergency_can_be_asked_about(playbook: Playbook) -> None:
    assert {emergency.name for emergency in playbook.emergencies} <= playbook.flows[EMERGENCY].steps.keys()


def test_help_says_that_nobody_was_told(playbook: Playbook) -> None:
    french = [emergency for emergency in playbook.emergencies if emergency.language == "fr"]
    assert all(emergency.text.endswith("Je suis un robot : je n'ai prévenu personne.") for emergency in french)
