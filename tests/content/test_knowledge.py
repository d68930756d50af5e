"""What the graph proves: no request without agreement, nothing said or handed over before it was asked."""

from __future__ import annotations

import pytest

from tests.content.conftest import Folder

RAPPEL = "dialogues/rappel.yaml"


def test_a_refusal_that_leads_to_the_request_is_found(folder: Folder) -> None:
    folder.edit(RAPPEL, "Non merci: fin", "Non merci: prenom")
    assert folder.codes() == ["demande-sans-accord"]


def test_a_silence_that_leads_to_the_request_is_found(folder: Folder) -> None:
    folder.edit(RAPPEL, "      Non merci: fin\n", "      Non merci: fin\n    si_silence: {apres: 1 h, aller: prenom}\n")
    assert folder.codes() == ["demande-sans-accord"]


def test_a_fallback_that_jumps_over_the_agreement_is_found(folder: Folder) -> None:
    folder.edit(RAPPEL, "    dire: Tu habites où ?\n", "    dire: Tu habites où ?\n    repli: prenom\n")
    assert folder.codes() == ["demande-sans-accord"]


def test_an_agreement_serves_one_request(folder: Folder) -> None:
    folder.edit(RAPPEL, "    puis: menu\n", "    puis: prenom\n")
    assert "demande-sans-accord" in folder.codes()


def test_the_agreement_of_another_dialogue_does_not_count(folder: Folder) -> None:
    folder.edit(RAPPEL, "  prenom:\n", "  suite:\n    dire: Suite.\n    puis: envoyer\n  prenom:\n")
    folder.edit(RAPPEL, "accord: prenom", "accord: suite")
    folder.write(
        "dialogues/envoyer.yaml",
        "dialogue: envoyer\ntitre: Envoyer\netapes:\n  prenom: {demander: prenom, dire: Prénom ?}\n"
        "  telephone: {demander: telephone, dire: Numéro ?}\n  envoi:\n"
        "    demande: [prenom, telephone]\n    dire: Parti.\n",
    )
    loaded = folder.load()
    (found,) = [problem for problem in loaded.problems if problem.code == "demande-sans-accord"]
    assert found.fix.endswith("Pour arriver là : menu → rappel → envoyer → prenom → telephone → envoi")


@pytest.mark.parametrize("text", ["Salut {% if prenom %}{{ prenom }}{% endif %}", "Salut {{ prenom|default('toi') }}"])
def test_a_text_that_tests_an_answer_first_may_say_it_anywhere(folder: Folder, text: str) -> None:
    folder.edit("dialogues/bonjour.yaml", "Salut !", f'"{text}"')
    assert folder.codes() == []


def test_a_request_forgets_what_it_handed_over(folder: Folder) -> None:
    folder.edit(RAPPEL, "    puis: menu\n", "")
    folder.edit(RAPPEL, "Personne ne peut t'appeler.", "'Au revoir {{ prenom }}'")
    assert folder.codes() == ["mot-trop-tot"]


def test_a_condition_on_an_answer_makes_it_known_where_it_holds(folder: Folder) -> None:
    folder.edit(
        "dialogues/bonjour.yaml",
        "  accueil:\n",
        "  connu:\n    si: {prenom: retrouve, sinon: accueil}\n"
        "  retrouve: {dire: 'Re {{ prenom }}', puis: menu}\n  accueil:\n",
    )
    assert folder.codes() == []


def test_a_list_without_quartier_is_told(folder: Folder) -> None:
    folder.edit(
        "dialogues/menu.yaml",
        "      De l'aide: aide\n",
        "      De l'aide: aide\n      Vite: liste\n"
        "  liste:\n    chercher: permanences\n    dire: Voici.\n    fiche: Là.\n    si_vide: aide\n",
    )
    assert folder.codes() == ["quartier-pas-demande"]
