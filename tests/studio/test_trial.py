"""A conversation that is tried, and kept: what is written replays exactly as it was lived."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.scenario import LineForm
from bot.core.flow import Branch
from bot.studio import opening, recording
from bot.studio.recording import NotKept
from bot.studio.trial import ANOTHER_LANGUAGE, FROM_THE_MIDDLE, Trial
from bot.studio.trying import GESTURES
from tests.living import THURSDAY


def begun(engine, language="fr"):
    trial = Trial(engine, THURSDAY, language)
    trial.do("ecrit", "/start", "/start")
    return trial


def press(trial, label):
    assert trial.press(*trial.player.place(label))


def say(trial, gesture, written):
    return trial.do(gesture, getattr(LineForm.model_validate({gesture: written}), gesture), written)


def asked_for_a_call(engine):
    trial = begun(engine)
    for label in ("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord"):
        press(trial, label)
    say(trial, "ecrit", "Lina")
    say(trial, "numero", "06 39 98 12 34")
    return trial


def test_what_was_tried_holds_when_it_is_replayed(engine):
    trial = asked_for_a_call(engine)
    say(trial, "partenaire", "prend")
    say(trial, "passe", "1 jour")
    text = recording.text_of(trial, "Lina demande un appel : c'est pris")
    assert recording.faults(text, engine) == ""
    assert "  - demande: ouverte" in text
    assert "le: jeudi 26 novembre 2026 à 10h" in text


def test_an_old_button_is_kept_as_the_button_of_its_message(engine):
    trial = begun(engine)
    first = trial.player.place("Mes données")
    press(trial, "Mes données")
    say(trial, "ecrit", "menu")
    say(trial, "ecrit", "menu")
    assert trial.press(*first)
    assert "du_message: 1" in trial.deeds[-1].value
    assert recording.faults(recording.text_of(trial, "Vieux bouton"), engine) == ""


def test_a_button_that_shares_something_is_not_touched_like_another(engine):
    trial = begun(engine)
    for label in ("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord"):
        press(trial, label)
    say(trial, "ecrit", "Lina")
    assert trial.shown[-1].shares
    assert not trial.press(len(trial.shown) - 1, 0)
    assert trial.press(len(trial.shown) - 1, 1)


def test_what_the_partner_may_not_do_is_not_done(engine):
    trial = begun(engine)
    assert not say(trial, "partenaire", "prend")
    assert len(trial.deeds) == 1


def test_time_goes_by_until_something_is_said(engine):
    trial = begun(engine)
    for label in ("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord"):
        press(trial, label)
    assert say(trial, "silence", "oui")
    assert trial.player.now - THURSDAY == timedelta(hours=2)
    assert recording.faults(recording.text_of(trial, "Silence"), engine) == ""


def test_a_trial_that_began_in_the_middle_or_in_another_language_says_why_it_is_not_kept(engine):
    trial = Trial(engine, THURSDAY)
    trial.open_at("rappel", "telephone")
    assert trial.shown[0].labels[0].endswith("Partager mon numéro")
    assert trial.unsaid == FROM_THE_MIDDLE
    assert begun(engine, "ar").unsaid == ANOTHER_LANGUAGE
    assert begun(engine).unsaid == ""


def test_every_step_can_be_begun_at_in_every_language(engine):
    for language in engine.playbook.languages:
        for flow in engine.playbook.flows.values():
            for step in flow.steps:
                trial = Trial(engine, THURSDAY, language)
                trial.open_at(flow.name, step)
                assert trial.shown, f"{flow.name}.{step} in {language}"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=8))
def test_whatever_is_touched_can_be_kept(engine, choices):
    trial = begun(engine)
    for choice in choices:
        buttons = [(number, index) for number, shown in enumerate(trial.shown) for index in range(len(shown.buttons))]
        trial.press(*buttons[-1 - choice % len(buttons)])
    assert recording.faults(recording.text_of(trial, "Au hasard"), engine) == ""


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Cn")), min_size=1))
def test_whatever_is_typed_can_be_kept(engine, typed):
    trial = Trial(engine, THURSDAY)
    trial.do("ecrit", typed, typed)
    assert recording.faults(recording.text_of(trial, typed), engine) == "" or not typed.strip()


def test_a_scenario_is_never_written_over_another_nor_elsewhere(engine, tmp_path):
    assert recording.keep("un", "essai", tmp_path).read_text("utf-8") == "un"
    for name in ("essai", "../essai", "Essai", "", "a/b", "a" * 41, "menu.yaml"):
        with pytest.raises(NotKept):
            recording.keep("deux", name, tmp_path)
    assert [path.name for path in tmp_path.rglob("*.yaml")] == ["essai.yaml"]
    assert (tmp_path / "scenarios" / "essai.yaml").read_text("utf-8") == "un"


def test_the_gestures_of_the_page_are_those_of_scenarios():
    assert set(GESTURES) <= set(LineForm.model_fields)


def test_a_step_alone_shows_its_words_in_every_language_with_nothing_left_blank(engine):
    playbook = engine.playbook
    for language in playbook.languages:
        for flow in playbook.flows.values():
            for name, step in flow.steps.items():
                shown = opening.look(playbook, flow, name, THURSDAY, language)
                assert bool(shown) == (not isinstance(step, Branch)), f"{flow.name}.{name} in {language}"
                assert "{{" not in "".join(one.text for one in shown)
    veille = opening.look(playbook, playbook.flows["permanences"], "veille", THURSDAY, "fr")
    assert "  " not in veille[0].text
