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


class TestFollowing:
    """`suivi` is entered at its first step, and at each step that bears the name of news."""

    SUIVI = "dialogues/suivi.yaml"

    def test_a_way_to_hand_over_without_agreement_is_found(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "      Non: fin\n", "      Non: transmise\n")
        (found,) = folder.load().problems
        assert (found.code, found.message) == (
            "demande-sans-accord",
            "cette demande peut être transmise sans l'accord du jeune",
        )

    def test_news_that_jump_over_the_agreement_are_found(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "  transmise:\n", "  refusee:\n    dire: Refusée.\n  transmise:\n")
        assert folder.codes() == ["demande-sans-accord"]

    def test_an_agreement_hands_over_once(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "    dire: C'est transmis.\n    puis: fin\n", "    dire: Oui.\n    puis: encore\n")
        folder.edit(self.SUIVI, "  quand_prefere:\n", AGAIN + "  quand_prefere:\n")
        assert "demande-sans-accord" in folder.codes()

    def test_a_step_that_no_news_bear_must_be_led_to(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "  prise:\n", "  prises:\n")
        assert folder.codes() == ["etape-perdue"]

    def test_what_changes_is_asked_first(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "avec: [quand_prefere]", "avec: [prenom]")
        assert folder.codes() == ["demande-incomplete"]

    def test_what_changes_is_an_answer(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "avec: [quand_prefere]", "avec: [quand]")
        assert folder.codes() == ["mot-inconnu"]

    def test_a_change_says_what_it_hands_over(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "    avec: [quand_prefere]\n", "")
        assert "cle-manquante" in folder.codes()

    def test_where_there_are_partners_requests_are_followed(self, folder: Folder) -> None:
        (folder.path / self.SUIVI).unlink()
        (found,) = folder.load().problems
        assert (found.code, found.file) == ("dialogue-manquant", self.SUIVI)

    def test_a_request_does_not_leave_from_there(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "  rien:\n", "  envoi:\n    demande: [prenom, telephone]\n    dire: Oui.\n  rien:\n")
        assert "suivre-ailleurs" in folder.codes()

    def test_the_hour_that_one_prefers_is_a_choice(self, folder: Folder) -> None:
        folder.edit(self.SUIVI, "    demander: choix\n", "    demander: texte\n")
        folder.edit(self.SUIVI, "    reponses:\n      Le matin: matin\n", "    choix: {Non: fin}\n")
        assert folder.codes() == ["mot-double-sens"]


AGAIN = "  encore:\n    suivre: transmettre\n    si_vide: rien\n    dire: Encore.\n    puis: fin\n"
