"""Someone whose words are not sure: what they may mean, a shorter question, then a person."""

from dataclasses import replace

import pytest

from bot.core.flow import Choose
from bot.core.speech import Speech
from tests.core.example import PLAYBOOK, flow, step
from tests.core.playing import Person, press

LOST = flow(
    "perdu",
    step(Choose, "court", "C'est pour quoi ?", options={"Un travail": "@permanences", "Quelqu'un": "quelqu_un"}),
    step(Choose, "quelqu_un", "Une vraie personne ?", options={"Qu'on m'appelle": "@rappel", "Menu": "@menu"}),
)
SPEECH = Speech(examples={"cej": ("argent du mois",), "permanences": ("bureau du quartier",)})
GUIDED = replace(PLAYBOOK, flows=PLAYBOOK.flows | {"perdu": LOST}, speech=SPEECH)
BOTH = "argent bureau"


@pytest.fixture
def ines():
    person = Person(GUIDED)
    person.play("/start")
    return person


class TestWhatTheyMayMean:
    def test_both_topics_are_proposed_and_one_more_button(self, ines):
        assert ines >> BOTH == ["[tu_veux_dire]"]
        assert set(ines.labels[:2]) == {"Cej", "Permanences"}
        assert ines.labels[2:] == ["[bouton_autre_chose]"]

    def test_a_button_opens_its_topic(self, ines):
        ines.play(BOTH)
        assert ines >> press("Cej") == ["Le CEJ, c'est un contrat."]

    def test_something_else_asks_the_question_under_way_again(self, ines):
        before = ines.where
        ines.play(BOTH, press("[bouton_autre_chose]"))
        assert ines.where == before

    def test_someone_new_is_asked_too(self):
        new = Person(GUIDED)
        assert new >> BOTH == ["[tu_veux_dire]"]
        assert new >> press("Cej") == ["Le CEJ, c'est un contrat."]

    def test_a_title_may_be_typed(self, ines):
        ines.play(BOTH)
        assert ines >> "cej" == ["Le CEJ, c'est un contrat."]


class TestLost:
    def test_the_second_time_the_question_is_shorter(self, ines):
        ines.play("bla bla bla")
        assert ines >> "blo blo blo" == ["C'est pour quoi ?"]

    def test_from_the_third_on_a_person_is_proposed(self, ines):
        ines.play("bla bla bla", "blo blo blo")
        assert ines >> "blu blu blu" == ["Une vraie personne ?"]
        assert ines >> "bly bly bly" == ["Une vraie personne ?"]

    def test_a_choice_takes_the_place_of_the_question(self, ines):
        ines.play("bla bla bla", "blo blo blo", press("Un travail"))
        assert "perdu" not in ines.where

    def test_once_a_choice_is_made_one_begins_anew(self, ines):
        ines.play("bla bla bla", "blo blo blo", press("Quelqu'un"))
        assert (ines >> "bla bla bla")[0].startswith("[pas_compris]")

    def test_without_that_dialogue_a_sentence_is_said(self):
        person = Person(PLAYBOOK)
        person.play("/start", "bla bla bla")
        assert (person >> "blo blo blo")[0].startswith("[encore_perdu]")


class TestInTheMiddleOfAQuestion:
    def test_what_may_be_a_clumsy_answer_leads_nowhere(self, ines):
        ines.play("/rappel")
        where = ines.where
        assert (ines >> BOTH)[0].startswith("[quartier_inconnu]")
        assert ines.where == where

    def test_what_is_sure_leads_away_and_back(self, ines):
        ines.play("/rappel")
        where = ines.where
        assert ines >> "Garantie jeunes !" == ["Le CEJ, c'est un contrat."]
        assert ines.where.startswith(where.rpartition(".")[0])
