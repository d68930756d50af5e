"""An event is judged: stop, emergency, command, waiting step, topic, the case in hands, and last « pas compris »."""

from dataclasses import replace

import pytest

from bot.core.effects import CancelTimers, Count, Hint, WithdrawRequests
from bot.core.engine import MAX_TEXT
from bot.core.events import Commanded, Located, Pressed, Rang, SentOther, SharedNumber, Wrote
from bot.core.flow import EMERGENCY, Choose, Tell
from bot.core.session import Session
from bot.core.spelling import Nuances
from tests.core.example import PLAYBOOK, edited, flow, step, without
from tests.core.playing import Person, after, press

MENU = "On fait quoi ?"
WELCOME = ["Bonjour !", MENU]
IN_HANDS = "[demande_en_cours Mission locale de Rennes vendredi 27 novembre, 18 h]"


class TestStart:
    def test_someone_new_is_welcomed(self, someone):
        assert someone >> "/start" == WELCOME
        assert someone.where == "menu.choix"
        assert someone.counts == ["dialogue:bonjour", "dialogue:menu"]

    def test_a_poster_tells_where_they_live_and_is_counted(self, someone):
        assert someone >> "/start gros-chene" == WELCOME
        assert (someone.session.quartier, someone.session.place) == ("maurepas", "gros-chene")
        assert "affiche:gros-chene" in someone.counts

    def test_a_link_that_we_do_not_know_is_a_start_like_another(self, someone):
        assert someone >> "/start n-importe-quoi" == WELCOME
        assert (someone.session.quartier, someone.session.place) == (None, "")
        assert not [what for what in someone.counts if what.startswith("affiche")]

    def test_someone_who_returns_begins_again_and_keeps_what_we_know(self, asked):
        assert asked >> "/start" == ["Bonjour !", MENU]
        assert asked.where == "menu.choix"
        assert (asked.session.quartier, asked.session.answers) == ("maurepas", {"prenom": "Inès"})

    def test_a_new_poster_moves_them(self, ines):
        ines.session = Session.from_json(ines.session.to_json().replace("maurepas", "blosne"))
        ines >> "/start maurepas"
        assert ines.session.quartier == "maurepas"

    @pytest.mark.parametrize(
        "event",
        [
            Wrote("bla bla bla"),
            Wrote(""),
            Wrote("retour"),
            Pressed("abc.0"),
            Located(48.1, -1.6),
            SharedNumber("33639981234", own=True),
            SentOther("voice"),
            Commanded("retour"),
            Commanded("zzz"),
        ],
        ids=repr,
    )
    def test_whatever_someone_new_sends_they_are_welcomed(self, someone, event):
        said = someone >> event
        assert said[0].endswith("Bonjour !")
        assert said[1:] == [MENU]


class TestOrderOfJudgement:
    def test_stop_is_heard_before_an_emergency_and_the_waiting_step(self, asked):
        assert asked >> "Stop !" == ["C'est arrêté.", "J'efface tout ?"]

    def test_stop_as_a_command_is_heard_even_with_an_emergency(self, asked):
        assert (asked >> "/stop je veux mourir")[0] == "C'est arrêté."

    def test_an_emergency_comes_before_a_command(self, ines):
        assert ines >> "/aide je veux mourir" == ["Appelle le 3114."]

    def test_an_emergency_comes_before_the_waiting_step_which_is_taken_up_again(self, agreed):
        assert agreed >> "En fait JE VEUX MOURIR..." == ["Appelle le 3114.", "[on_reprend]\n\nTon prénom ?"]
        assert "urgence:suicide" in agreed.counts
        assert agreed.session.answers == {}

    def test_an_emergency_at_the_menu_is_answered_alone(self, ines):
        assert ines >> "je veux mourir" == ["Appelle le 3114."]

    def test_an_emergency_from_someone_new_is_answered_alone(self, someone):
        assert someone >> "j'ai envie d'en finir" == ["Appelle le 3114."]

    def test_an_emergency_is_heard_in_a_text_that_is_too_long(self, ines):
        assert ines >> "je veux mourir " * MAX_TEXT == ["Appelle le 3114."]

    def test_a_slash_by_mistake_hides_no_emergency(self, ines):
        assert ines >> "/je veux mourir" == ["Appelle le 3114."]

    def test_a_command_comes_before_the_waiting_step(self, agreed):
        assert agreed >> "/help" == ["Je suis un robot."]
        assert agreed.where == "menu > rappel > aide.aide"

    def test_menu_is_a_command_even_when_typed(self, agreed):
        assert agreed >> "Menu" == [MENU]
        assert agreed.where == "menu.choix"

    def test_the_waiting_step_comes_before_a_topic(self, agreed):
        assert agreed >> "Garantie Jeunes" == ["Ton numéro, Garantie Jeunes ?"]

    def test_a_topic_comes_before_the_case_in_hands(self, waiting):
        assert waiting >> "je veux la Garantie Jeunes" == ["Le CEJ, c'est un contrat."]

    def test_the_case_in_hands_comes_before_being_lost(self, waiting):
        assert waiting >> "bla bla bla" == [f"{IN_HANDS}\n\n{MENU}"]

    def test_once_the_promise_is_over_the_case_is_no_answer(self, waiting):
        assert waiting.play(after(days=3)) >> "bla bla bla" == [f"[pas_compris]\n\n{MENU}"]

    def test_at_last_we_are_lost_each_time_more_simply(self, ines):
        assert ines >> "bla bla bla" == [f"[pas_compris]\n\n{MENU}"]
        assert ines >> "blo blo blo" == [f"[encore_perdu]\n\n{MENU}"]
        assert ines >> "blu blu blu" == [f"[encore_perdu]\n\n{MENU}"]

    def test_once_understood_we_are_lost_no_more(self, ines):
        ines.play("bla bla bla", "cej", press("Merci"))
        assert ines >> "bla bla bla" == [f"[pas_compris]\n\n{MENU}"]


class TestCommands:
    @pytest.mark.parametrize(("line", "said"), [("/menu", MENU), ("/aide", "Je suis un robot."), ("/rappel", None)])
    def test_commands_open_their_dialogue(self, ines, line, said):
        heard = ines >> line
        assert said is None or heard == [said]
        assert ines.where.split(" > ")[-1].startswith(line[1:])

    def test_a_dialogue_that_is_no_command_is_reached_by_its_words(self, ines):
        assert ines >> "/cej" == ["Le CEJ, c'est un contrat."]

    def test_an_unknown_command_is_read_as_words(self, ines):
        assert ines >> "/garantie_jeunes" == ["Le CEJ, c'est un contrat."]
        assert ines >> "/zzz" == ["[pas_compris]\n\nLe CEJ, c'est un contrat."]

    def test_a_command_answers_the_waiting_step_with_all_of_its_words_unmarked(self, ines):
        ines.play("cej", press("J'en parle"), Commanded("ma\ue000", "vie\ue001"))
        assert ines.session.answers == {"motif": "ma vie"}

    @pytest.mark.parametrize("line", ["/retour", "retour", "Retour !"])
    def test_retour_goes_back(self, agreed, line):
        assert (agreed >> line)[0].startswith("Mission locale de Rennes t'appelle")


class TestUnreadable:
    @pytest.mark.parametrize(
        ("kind", "said"), [("voice", "un message vocal"), ("photo", "une photo"), ("poll", "ça"), ("", "ça")]
    )
    def test_what_cannot_be_read_is_said_so_and_the_question_asked_again(self, agreed, kind, said):
        assert agreed >> SentOther(kind) == [f"[illisible {said}]\n\nTon prénom ?"]

    def test_a_text_that_is_too_long_is_kept_nowhere(self, ines):
        ines.play("cej", press("J'en parle"))
        assert ines >> "a" * (MAX_TEXT + 1) == ["[trop_long]\n\nRaconte."]
        assert ines.session.answers == {}
        assert ines >> "a" * MAX_TEXT == ["Et encore ?"]


class TestButtons:
    def test_a_press_on_a_menu_is_answered_in_its_place(self, ines):
        ines >> press("Le CEJ")
        assert [effect.replaces for effect in ines.turn.effects if hasattr(effect, "replaces")] == [7]

    def test_a_press_on_an_agreement_leaves_it_to_be_read_again(self, agreed):
        assert agreed.shown[-1].replaces is None

    def test_a_double_tap_acts_once(self, ines):
        ines >> press("Le CEJ")
        before = ines.session
        assert ines >> press("Le CEJ") == ["[deja_pris]"]
        assert ines.turn.effects == (Hint("[deja_pris]"),)
        assert ines.session == before

    def test_a_button_of_an_earlier_screen_is_never_an_answer(self, agreed):
        before = agreed.session
        assert agreed >> press("Non merci") == ["[vieux_bouton]\n\nTon prénom ?"]
        assert (agreed.session.stack, agreed.session.consent) == (before.stack, before.consent)

    def test_a_button_from_before_an_erasure_is_old(self, ines):
        old = ines.button("Le CEJ")
        ines.play("stop", press("Oui, efface"))
        assert ines.session is None
        assert ines >> Pressed(old.data) == ["[vieux_bouton]\n\nBonjour !", MENU]
        assert ines >> Pressed(old.data) == [f"[vieux_bouton]\n\n{MENU}"]

    @pytest.mark.parametrize(
        "forged",
        [
            "",
            ".",
            "{0}",
            "{0}.",
            "{0}.4",
            "{0}.-1",
            "{0}.00",
            "{0}.²",
            "{0}.٠",
            "{0}." + "9" * 5000,
            "zzzzzzzz.0",
            "\x00{0}.0",
        ],
    )
    def test_a_forged_button_is_old(self, ines, forged):
        screen = ines.button("Le CEJ").data.partition(".")[0]
        assert ines >> Pressed(forged.format(screen)) == [f"[vieux_bouton]\n\n{MENU}"]
        assert ines.where == "menu.choix"

    def test_the_data_of_a_button_fits_telegram(self, ines):
        assert max(len(button.data.encode()) for button in ines.shown[-1].buttons) <= 64


class TestErasure:
    def test_erasing_reminders_cancels_timers_and_goes_on(self, asked):
        assert asked.timers
        asked >> "stop"
        assert CancelTimers() in asked.turn.effects
        assert not asked.timers
        assert WithdrawRequests() not in asked.turn.effects

    def test_erasing_everything_forgets_the_person_and_their_requests(self, waiting):
        assert waiting.play("stop") >> press("Oui, efface") == ["C'est effacé."]
        assert waiting.session is None
        assert WithdrawRequests() in waiting.turn.effects
        assert CancelTimers() in waiting.turn.effects

    def test_someone_forgotten_is_someone_new(self, waiting):
        waiting.play("stop", press("Oui, efface"))
        assert waiting >> "/start" == WELCOME
        assert (waiting.session.quartier, waiting.session.case) == (None, None)

    def test_words_of_stop_that_name_a_choice_of_stop_are_its_answer(self, ines):
        asks = step(Choose, "sur", "J'efface tout ?", options={"Arrête tout": "tout", "Non": "fin"})
        ines.swap(edited(PLAYBOOK, "stop", asks))
        assert ines.play("arrête tout") >> "arrête tout" == ["C'est effacé."]

    def test_keeping_everything_takes_up_what_was_interrupted(self, agreed):
        assert agreed.play("stop") >> press("Non") == ["[on_reprend]\n\nTon prénom ?"]


class TestUnasked:
    def test_a_timer_that_nobody_knows_is_silent(self, ines):
        assert ines >> Rang("inconnu", "") == []


class TestApology:
    def test_it_says_so_and_shows_the_menu(self, waiting):
        waiting.take(waiting.engine.apologise(waiting.session, waiting.now))
        assert waiting.shown[-1].text == f"[erreur]\n\n{MENU}"
        assert waiting.session.case.partner == "ml-rennes"
        assert waiting.session.answers == {}

    def test_it_takes_away_the_keyboard_that_was_shown(self, asked):
        asked.take(asked.engine.apologise(asked.session, asked.now))
        assert [say.text for say in asked.shown[-2:]] == ["[c_est_note]", f"[erreur]\n\n{MENU}"]

    def test_someone_new_gets_it_too(self, someone):
        someone.take(someone.engine.apologise(None, someone.now))
        assert someone.shown[-1].text == f"[erreur]\n\n{MENU}"

    def test_the_buttons_it_shows_work(self, ines):
        ines.take(ines.engine.apologise(ines.session, ines.now))
        assert ines >> press("Le CEJ") == ["Le CEJ, c'est un contrat."]


def test_a_turn_tells_which_steps_it_visited(someone):
    someone >> "/start"
    assert someone.turn.visited == ("bonjour.accueil", "menu.choix")


def test_counts_never_carry_a_word_of_the_person(someone):
    someone.play("/start <script>", "je veux mourir", "Inès", "/inès")
    assert {what for what in someone.counts if not what.startswith(("dialogue:", "urgence:"))} == set()


def test_without_a_stop_dialogue_the_word_is_a_word_like_another():
    someone = Person(without(PLAYBOOK, "stop"))
    assert someone >> "stop" == ["Bonjour !", MENU]
    assert someone >> "/stop" == [f"[pas_compris]\n\n{MENU}"]
    assert Count("dialogue:stop") not in someone.turn.effects


ASKED = replace(
    PLAYBOOK,
    emergencies=tuple(replace(emergency, near=("plus la force",)) for emergency in PLAYBOOK.emergencies),
    flows={
        **PLAYBOOK.flows,
        EMERGENCY: flow(
            EMERGENCY,
            step(
                Choose, "suicide", "Ça va ?", options={"Non": "aide_suicide", "Oui": "ca_va"}, fallback="aide_suicide"
            ),
            step(Tell, "aide_suicide", "Appelle le 3114.", then="fin"),
            step(Tell, "ca_va", "Tant mieux.", then="fin"),
        ),
    },
)


class TestACaringQuestion:
    @pytest.fixture
    def worried(self, agreed):
        agreed.swap(ASKED)
        assert agreed >> "j'ai plus la force" == ["Ça va ?"]
        return agreed

    def test_what_is_not_sure_is_asked_and_counted_without_a_word(self, worried):
        assert worried.counts[-2:] == ["urgence:suicide:question", "dialogue:urgence"]
        assert worried.where == "menu > rappel > urgence.suicide"
        assert worried.session.answers == {}

    def test_who_is_not_well_is_helped_then_taken_back_to_where_they_were(self, worried):
        assert worried >> press("Non") == ["Appelle le 3114.", "[on_reprend]\n\nTon prénom ?"]
        assert worried.where == "menu > rappel.prenom"

    def test_a_manner_of_speaking_leads_back_too(self, worried):
        assert worried >> "oui" == ["Tant mieux.", "[on_reprend]\n\nTon prénom ?"]

    @pytest.mark.parametrize("text", ["je veux mourir", "plus la force je te dis", "bof", "c'est compliqué"])
    def test_whoever_answers_in_words_of_their_own_is_helped(self, worried, text):
        assert worried >> text == ["Appelle le 3114.", "[on_reprend]\n\nTon prénom ?"]

    def test_a_laugh_after_sure_words_is_asked(self, ines):
        laughing = replace(ASKED, nuances=Nuances(laughs=("mdr",)))
        ines.swap(laughing)
        assert ines >> "je veux mourir mdr" == ["Ça va ?"]

    def test_someone_new_is_asked_and_then_welcome(self, someone):
        someone.swap(ASKED)
        assert someone >> "plus la force" == ["Ça va ?"]
        assert someone >> press("Non") == ["Appelle le 3114.", MENU]

    def test_without_a_question_what_is_not_sure_is_helped_at_once(self, ines):
        ines.swap(without(ASKED, EMERGENCY))
        assert ines >> "plus la force" == ["Appelle le 3114."]
