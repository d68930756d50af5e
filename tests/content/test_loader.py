"""Both folders become one playbook, or none and the reasons."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.loader import load
from bot.content.problems import render
from bot.core.flow import FIN, Agree, Ask, Asked, Silence, Submit, Target
from bot.core.playbook import Playbook
from bot.core.territory import Point
from tests.content.conftest import Folder


def playbook(folder: Folder) -> Playbook:
    loaded = folder.load()
    assert loaded.playbook, render(loaded.problems)
    return loaded.playbook


def test_a_dialogue_becomes_a_flow_of_typed_steps(folder: Folder) -> None:
    flow = playbook(folder).flows["rappel"]
    asking, agree, submit = flow.steps["prenom"], flow.steps["accord"], flow.steps["envoi"]
    assert list(flow.steps) == ["quartier", "accord", "prenom", "telephone", "envoi", "personne"]
    assert isinstance(asking, Ask)
    assert (asking.asked, asking.silence) == (Asked.PRENOM, Silence(timedelta(hours=2), FIN))
    assert isinstance(agree, Agree)
    assert (agree.yes, agree.nobody.name) == ("Oui, d'accord", "personne")
    assert isinstance(submit, Submit)
    assert (submit.fields, submit.then) == (("prenom", "telephone"), Target("", "dialogue", "menu"))


def test_a_step_without_puis_goes_on_to_the_one_below_and_the_last_one_ends(folder: Folder) -> None:
    steps = playbook(folder).flows["rappel"].steps
    assert steps["telephone"].then == Target("", "etape", "envoi")  # type: ignore[union-attr]
    assert steps["personne"].then == FIN  # type: ignore[union-attr]


def test_a_target_is_a_step_of_its_dialogue_before_it_is_a_dialogue(folder: Folder) -> None:
    folder.edit(
        "dialogues/aide.yaml",
        "etapes:\n",
        "etapes:\n  avant:\n    dire: Voici.\n    puis: menu\n  menu:\n    dire: Ici.\n",
    )
    folder.edit("dialogues/aide.yaml", "dire: Ici.\n", "dire: Ici.\n    puis: aide\n")
    assert playbook(folder).flows["aide"].steps["avant"].then == Target("", "etape", "menu")  # type: ignore[union-attr]


def test_comments_layout_and_the_order_of_keys_do_not_change_the_mark_of_a_step(folder: Folder) -> None:
    before = playbook(folder).flows["rappel"].steps["accord"].mark
    folder.edit(
        "dialogues/rappel.yaml",
        "    accord: Oui, d'accord\n",
        '\n    # le oui\n    si_vide:   personne\n    accord: "Oui, d\'accord"\n',
    )
    folder.edit("dialogues/rappel.yaml", "      Non merci: fin\n    si_vide: personne\n", "      Non merci: fin\n")
    assert playbook(folder).flows["rappel"].steps["accord"].mark == before
    assert len(before) == 8


def test_a_word_changed_changes_the_mark_of_its_step_and_of_no_other(folder: Folder) -> None:
    before = playbook(folder).flows["rappel"].steps
    folder.edit("dialogues/rappel.yaml", "Ton prénom ?", "Ton petit nom ?")
    after = playbook(folder).flows["rappel"].steps
    assert [name for name in before if before[name].mark != after[name].mark] == ["prenom"]


def test_a_service_with_hours_and_a_position_is_a_permanence(folder: Folder) -> None:
    (permanence,) = playbook(folder).territory.permanences
    assert (permanence.name, permanence.at) == ("Permanence", Point(48.127, -1.661))
    assert permanence.place == "Mission locale, 7 rue de la Parcheminerie"


def test_what_an_official_export_does_not_know_is_written_null(folder: Folder) -> None:
    folder.edit(
        "data/services.yaml",
        "    latitude: 48.127",
        "    commune: null\n    courriel: ~\n    publics: []\n    latitude: 48.127",
    )
    assert playbook(folder).territory.permanences


def test_posters_link_to_quartiers_and_to_structures_near_one(folder: Folder) -> None:
    assert playbook(folder).territory.links == {"maurepas": "maurepas", "mission-locale": "maurepas"}


def test_a_poster_says_the_name_of_its_quartier_or_its_structure(folder: Folder) -> None:
    known = playbook(folder).territory
    assert [known.sign_of(link) for link in (*known.links, "jadis")] == ["Mission locale", "Maurepas", "jadis"]


def test_a_partner_has_its_delay_and_its_group(folder: Folder) -> None:
    partner = playbook(folder).partners["mission-locale"]
    assert (partner.delay, partner.group, partner.quartiers) == (2, -1001000000002, {"maurepas"})


def test_all_problems_of_all_files_are_told_at_once(folder: Folder) -> None:
    folder.edit("dialogues/permanences.yaml", "dire: C'est noté.", "dit: C'est noté.")
    folder.edit("dialogues/rappel.yaml", "accord: prenom", "accord: prenon")
    folder.edit("dialogues/bonjour.yaml", "Salut !", "Salut {{ qui }}")
    folder.edit("data/services.yaml", "Th 14:00-17:00", "jeudi")
    folder.edit("data/partenaires.yaml", 'delai: "2"', 'delai: "12"')
    assert folder.codes() == [
        "valeur-refusee",
        "horaires-illisibles",
        "mot-inconnu",
        "cle-inconnue",
        "etape-inconnue",
    ]


def test_a_step_that_cannot_be_read_makes_no_one_accuse_its_answers_or_those_who_go_there(folder: Folder) -> None:
    folder.edit("dialogues/rappel.yaml", "demander: prenom", "demander: petit_nom")
    assert folder.codes() == ["valeur-refusee"]


def test_a_dialogue_that_cannot_be_read_is_not_missing_to_those_who_go_there(folder: Folder) -> None:
    folder.write("dialogues/rappel.yaml", "dialogue: 'rappel\n")
    assert folder.codes() == ["yaml-illisible"]


def test_a_broken_scenario_keeps_nothing_from_being_published(folder: Folder) -> None:
    folder.write("dialogues/scenarios/neuf.yaml", "scenario: Neuf\n")
    loaded = folder.load()
    assert {problem.code for problem in loaded.problems} == {"cle-manquante"}
    assert loaded.playbook


def test_folders_that_do_not_exist_are_problems_not_exceptions(tmp_path: Path) -> None:
    loaded = load(tmp_path / "rien", tmp_path / "rien")
    assert loaded.playbook is None
    assert {problem.code for problem in loaded.problems} == {"fichier-manquant", "dialogue-manquant"}


NAMES = ["dialogues/rappel.yaml", "dialogues/menu.yaml", "dialogues/urgence.yaml", "data/services.yaml",
         "data/quartiers.yaml", "data/partenaires.yaml", "data/dispositifs.yaml",
         "dialogues/scenarios/bonjour.yaml"]  # fmt: skip
EDITS = ["", "\n", ": ", "- ", "[", "{", "{{ ", " }}", "*", "''", "fin", "retour", "si", "\t", "#", "0", "é", "accord"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NAMES), st.data())
def test_no_edit_of_a_valid_file_raises(folder: Folder, name: str, data: st.DataObject) -> None:
    path = folder.path / name
    valid = path.read_bytes()
    try:
        lines = valid.decode().splitlines(keepends=True)
        at = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, len(lines[at])))
        lines[at] = (
            lines[at][:cut] + data.draw(st.sampled_from(EDITS)) + lines[at][cut + data.draw(st.integers(0, 9)) :]
        )
        path.write_text("".join(lines), "utf-8")
        loaded = folder.load()
        assert loaded.playbook or loaded.critical
        assert render(loaded.problems) is not None
    finally:
        path.write_bytes(valid)


@pytest.mark.parametrize("name", ["data/structures.yaml", "data/quartiers.yaml", "data/partenaires.yaml"])
@pytest.mark.parametrize("text", ["a: 'jamais fini\n", "a: [\n", "- a\n", ""])
def test_a_file_that_cannot_be_read_makes_no_one_accuse_those_who_name_what_it_holds(
    folder: Folder, name: str, text: str
) -> None:
    folder.write(name, text)
    assert {problem.file for problem in folder.load().problems} == {name}


def test_numbers_whose_sources_cannot_be_read_are_not_accused_of_having_none(folder: Folder) -> None:
    folder.edit("dialogues/aide.yaml", "Touche un bouton.", "Appelle le *119*.")
    assert folder.codes() == ["sans-source"]
    folder.write("dialogues/numeros.yaml", "a: [\n")
    assert folder.codes() == ["yaml-illisible"]


def test_a_record_without_its_name_makes_no_one_accuse_those_who_may_mean_it(folder: Folder) -> None:
    folder.edit("data/structures.yaml", "    id: allervers--mission-locale\n", "")
    assert folder.codes() == ["cle-manquante"]


def test_a_required_key_misspelt_is_one_fault(folder: Folder) -> None:
    folder.edit("data/partenaires.yaml", "delai", "delais")
    (found,) = folder.load().problems
    assert (found.code, found.fix) == ("cle-inconnue", "vouliez-vous dire « delai » ?")


def test_a_name_that_is_unknown_leaves_no_quartier_without_a_partner(folder: Folder) -> None:
    folder.edit("data/partenaires.yaml", "[maurepas]", "[maurepa]")
    assert folder.codes() == ["quartier-inconnu"]
