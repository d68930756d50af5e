"""Moving about: dialogues that call and come back, the way back, keyboards, and edits under a live conversation."""

from dataclasses import replace

import pytest

from bot.core.effects import Keyboard, Say
from bot.core.flow import Ask, Asked, Choose, Tell
from bot.core.session import Frame, Session
from bot.core.walk import MAX_DEPTH, MAX_STEPS_PER_TURN, MAX_TRAIL, EndlessTurn
from tests.core.example import PLAYBOOK, edited, flow, step, without
from tests.core.playing import Person, after, press

MENU = "On fait quoi ?"
CEJ = "Le CEJ, c'est un contrat."


class TestDialoguesInDialogues:
    def test_a_choice_calls_a_dialogue_whose_end_comes_back(self, ines):
        ines.play(press("Le CEJ"), press("Être appelé"))
        assert ines.where == "menu > cej > rappel.accord"
        assert ines >> press("Non merci") == ["Rien n'est parti.", CEJ]
        assert ines.where == "menu > cej.accueil"

    def test_the_end_of_the_first_one_is_the_menu(self, someone):
        someone >> "cej"
        assert someone.where == "cej.accueil"
        assert someone >> press("Merci") == [MENU]

    def test_a_topic_interrupts_and_the_question_is_taken_up_again(self, ines):
        ines.play(press("Être appelé"))
        assert ines >> "et la garantie jeunes ?" == [CEJ]
        assert (ines >> press("Merci"))[0].startswith("[on_reprend]\n\nMission locale de Rennes")

    def test_what_interrupts_the_menu_is_no_interruption(self, ines):
        ines >> "cej"
        assert ines >> press("Merci") == [MENU]

    def test_a_topic_under_way_begins_again(self, ines):
        ines.play("cej", press("C'est pour moi ?"))
        assert ines >> "garantie jeunes" == [CEJ]
        assert ines.where == "menu > cej.accueil"

    def test_the_menu_leaves_everything(self, ines):
        ines.play("cej", press("Être appelé"))
        assert ines >> "/menu" == [MENU]
        assert ines.where == "menu.choix"

    def test_dialogues_pile_up_to_a_limit(self, ines):
        for _ in range(2 * MAX_DEPTH):
            ines.play(press("Être appelé"), press("C'est qui ?"))
        assert len(ines.session.stack) == MAX_DEPTH


class TestBack:
    def test_to_the_question_before(self, agreed):
        assert (agreed >> "retour")[0].startswith("Mission locale de Rennes t'appelle")
        assert agreed.where == "menu > rappel.accord"

    def test_across_dialogues(self, ines):
        ines.play(press("Le CEJ"), press("Être appelé"))
        assert ines >> "retour" == [CEJ]
        assert ines >> "retour" == [MENU]

    def test_there_may_be_nothing_before(self, ines):
        assert ines >> "retour" == [f"[rien_avant]\n\n{MENU}"]

    def test_back_asks_what_is_already_known(self, asked):
        assert asked >> "retour" == ["[c_est_note]", "Ton prénom ?"]
        assert asked >> "Lina" == ["Ton numéro, Lina ?"]

    def test_a_choice_can_lead_back(self, asked):
        asked >> after(hours=2)
        assert asked >> press("On reprend") == ["Ton numéro, Inès ?"]

    def test_coming_round_to_a_question_forgets_what_followed_it(self, ines):
        ines.play("cej", press("C'est pour moi ?"), "17")
        assert ines.session.stack[-1].trail == ()
        assert ines >> "retour" == [MENU]

    def test_a_button_named_retour_means_what_it_says(self):
        loop = step(Choose, "aide", "Je suis un robot.", options={"Retour": "@cej"})
        person = Person(edited(PLAYBOOK, "aide", loop)).play("/aide")
        assert person >> "retour" == [CEJ]

    def test_steps_that_are_gone_are_passed_over(self, asked):
        asked.swap(edited(PLAYBOOK, "rappel", without=["prenom"]))
        assert (asked >> "retour")[-1].startswith("Mission locale de Rennes t'appelle")

    def test_the_way_back_has_a_limit(self):
        names = [f"e{i}" for i in range(2 * MAX_TRAIL)]
        chain = [
            step(Choose, name, name, options={"Suite": then})
            for name, then in zip(names, [*names[1:], "fin"], strict=True)
        ]
        person = Person(replace(PLAYBOOK, flows={**PLAYBOOK.flows, "cej": flow("cej", *chain, says=["cej"])}))
        person.play("cej", *[press("Suite")] * (len(names) - 1))
        assert person.session.stack[-1].trail == tuple(names[-MAX_TRAIL - 1 : -1])


class TestChoices:
    def test_a_choice_asks_what_is_already_known(self, ines):
        ines.play("/permanences")
        assert ines >> press("Changer de coin") == ["Quel coin ?"]

    def test_a_step_that_follows_skips_what_is_already_known(self, ines):
        assert ines.play("/permanences").where == "menu > permanences.liste"


class TestKeyboards:
    def test_a_number_is_asked_with_a_key_that_shares_it(self, asked):
        assert asked.keyboards == [Keyboard.PHONE]
        assert asked.labels == ["[bouton_numero]", "J'arrête"]

    def test_the_keyboard_leaves_with_a_message_that_has_no_buttons(self, asked):
        assert asked >> "J'arrête" == ["Rien n'est parti.", MENU]
        assert asked.keyboards == [Keyboard.REMOVED, Keyboard.SAME]

    def test_the_keyboard_leaves_before_a_message_that_has_buttons(self, asked):
        assert asked >> "/aide" == ["[c_est_note]", "Je suis un robot."]
        assert asked.keyboards == [Keyboard.REMOVED, Keyboard.SAME]

    def test_the_keyboard_stays_while_the_question_does(self, asked):
        assert asked >> "bla" == ["[telephone_refuse]\n\nTon numéro, Inès ?"]
        assert asked.keyboards == [Keyboard.PHONE]

    def test_it_leaves_once(self, asked):
        asked.play("/aide", press("Être appelé"))
        assert Keyboard.REMOVED not in asked.keyboards


class TestEdits:
    """An edit under a live conversation is harmless."""

    def test_an_edit_elsewhere_is_not_seen(self, agreed):
        agreed.swap(edited(PLAYBOOK, "cej", step(Tell, "majeur", "Oui !", then="accueil")))
        assert agreed >> "Inès" == ["Ton numéro, Inès ?"]

    @pytest.mark.parametrize("gesture", ["Inès", "bla bla bla", "1", press("J'arrête")], ids=repr)
    def test_a_changed_question_is_said_so_and_asked_again(self, agreed, gesture):
        prenom = step(Ask, "prenom", "Ton petit nom ?", asked=Asked.PRENOM, options={}, then="telephone")
        agreed.swap(edited(PLAYBOOK, "rappel", prenom))
        assert agreed >> gesture == ["[etape_changee]\n\nTon petit nom ?"]
        assert agreed.session.answers == {}
        assert agreed >> "Inès" == ["Ton numéro, Inès ?"]

    def test_answers_are_kept(self, asked):
        telephone = step(Ask, "telephone", "Numéro ?", asked=Asked.TELEPHONE, options={}, then="envoi")
        asked.swap(edited(PLAYBOOK, "rappel", telephone))
        assert asked >> "06 39 98 12 34" == ["[etape_changee]\n\nNuméro ?"]
        asked >> "06 39 98 12 34"
        assert asked.requests[0].fields == (("prenom", "Inès"), ("telephone", "06 39 98 12 34"))

    @pytest.mark.parametrize("gesture", ["Lina", press("J'arrête")], ids=repr)
    def test_a_step_that_is_gone_sends_its_people_where_it_said(self, agreed, gesture):
        agreed.swap(edited(PLAYBOOK, "rappel", without=["prenom"]))
        assert agreed >> gesture == ["[etape_disparue]\n\nRien n'est parti.", MENU]

    def test_a_step_may_send_its_people_to_a_dialogue(self, agreed):
        prenom = replace(PLAYBOOK.flows["rappel"].steps["prenom"], fallback="cej")
        agreed.swap(edited(PLAYBOOK, "rappel", prenom))
        agreed.play("retour", press("Oui, d'accord"))
        agreed.swap(edited(PLAYBOOK, "rappel", without=["prenom"]))
        assert agreed >> "Inès" == [f"[etape_disparue]\n\n{CEJ}"]

    def test_without_a_word_they_go_to_the_menu(self, ines):
        ines.play(press("Le CEJ"), press("C'est pour moi ?"))
        ines.swap(edited(PLAYBOOK, "cej", without=["age"]))
        assert ines >> "17" == [f"[etape_disparue]\n\n{MENU}"]

    def test_a_dialogue_that_is_gone_sends_its_people_to_the_menu(self, agreed):
        agreed.swap(without(PLAYBOOK, "rappel"))
        assert agreed >> "Inès" == [f"[etape_disparue]\n\n{MENU}"]

    def test_a_dialogue_that_is_gone_below_sends_its_people_to_the_menu(self, ines):
        ines.play(press("Le CEJ"), press("Être appelé"))
        ines.swap(without(PLAYBOOK, "cej"))
        assert ines >> press("Non merci") == ["Rien n'est parti.", f"[etape_disparue]\n\n{MENU}"]

    def test_a_button_that_no_longer_leads_anywhere_asks_again(self, ines):
        ines.swap(without(PLAYBOOK, "cej"))
        assert ines >> press("Le CEJ") == [f"[etape_changee]\n\n{MENU}"]

    def test_a_step_of_the_menu_itself_may_be_gone(self, ines):
        ines.swap(
            edited(PLAYBOOK, "menu", step(Choose, "debut", "Alors ?", options={"Aide": "@aide"}), without=["choix"])
        )
        assert ines >> press("Aide") == ["[etape_disparue]\n\nAlors ?"]


class TestLimits:
    def test_a_turn_that_never_waits_is_stopped(self):
        rounds = [step(Tell, "a", "a", then="b"), step(Tell, "b", "b", then="a")]
        person = Person(replace(PLAYBOOK, flows={**PLAYBOOK.flows, "cej": flow("cej", *rounds, says=["cej"])}))
        with pytest.raises(EndlessTurn, match=str(MAX_STEPS_PER_TURN)):
            person >> "cej"

    def test_a_session_without_a_dialogue_is_someone_new(self, someone):
        someone.session = Session(stack=(), screen=3, quartier="maurepas")
        assert (someone >> "bla bla bla")[0] == "Bonjour !"

    def test_a_session_that_stands_nowhere_goes_to_the_menu(self, someone):
        someone.session = Session(stack=(Frame("ailleurs", "nulle_part"),))
        assert someone >> "bla bla bla" == [f"[etape_disparue]\n\n{MENU}"]

    def test_screens_only_grow_whatever_the_clock_does(self, ines):
        before = ines.session.screen
        ines >> after(days=-1)
        ines >> "bla bla bla"
        assert ines.session.screen > before

    def test_say_is_never_empty(self, ines):
        ines.play("/aide", "bla", "retour", "/rappel")
        assert all(isinstance(say, Say) and say.text.strip() for say in ines.shown)
