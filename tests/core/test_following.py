"""A call request seen by its person: what news tell, and what each of their verbs does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.callrequest import Verb
from bot.core.dates import PARIS
from bot.core.effects import MoveRequest, SetTimer
from bot.core.events import CaseMoved, News
from bot.core.session import Session
from tests.core.example import PLAYBOOK, edited, without
from tests.core.playing import after, press

MENU = "On fait quoi ?"
FRIDAY = datetime(2026, 11, 27, 18, tzinfo=PARIS)
OPEN = "Mission locale de Rennes, avant vendredi 27 novembre, 18 h : {}."


def news(what, partner="ml-rennes", due=FRIDAY, **more):
    return CaseMoved(what, partner, due, **more)


def taken(person):
    return person.play(news(News.PRISE, member="Camille"))


class TestNews:
    @pytest.mark.parametrize(
        ("what", "status"),
        [
            (News.PRISE, "prise"),
            (News.MANQUE, "manquee"),
            (News.REFUSEE, "refusee"),
            (News.PROMESSE, "en_retard"),
            (News.VERIFIER, "ouverte"),
            (News.CLOSE, "close"),
            (News.EXPIREE, "expiree"),
            (News.RENDUE, "ouverte"),
        ],
    )
    def test_each_is_where_the_request_stands(self, waiting, what, status):
        waiting >> news(what)
        assert waiting.session.case.status == status
        assert f"suivi:{what}" in waiting.counts

    def test_who_took_it_and_from_which_number_they_call(self, waiting):
        waiting >> news(News.PRISE, member="Camille", number="02 99 00 00 00")
        assert (waiting.session.case.member, waiting.session.case.number) == ("Camille", "02 99 00 00 00")

    def test_given_back_nobody_has_it(self, waiting):
        waiting.play(news(News.PRISE, member="Camille", number="02 99 00 00 00"), news(News.RENDUE))
        assert (waiting.session.case.member, waiting.session.case.number) == ("", "")

    def test_calls_in_vain_are_counted(self, waiting):
        taken(waiting).play(news(News.MANQUE), news(News.MANQUE))
        assert (waiting.session.case.missed, waiting.session.case.member) == (2, "Camille")

    def test_what_was_known_of_the_request_is_kept(self, waiting):
        before = waiting.session.case
        waiting >> news(News.PRISE, due=FRIDAY + timedelta(days=3))
        assert waiting.session.case[4:] == before[4:]

    def test_news_of_an_older_request_are_not_those_of_the_newer_one(self, waiting):
        assert waiting >> news(News.CLOSE, due=FRIDAY - timedelta(days=7)) == []
        assert waiting.session.case.status == "ouverte"

    def test_someone_whose_session_was_lost_hears_them(self, someone):
        assert someone >> news(News.PRISE, member="Camille") == ["Camille a pris ta demande, Mission locale de Rennes."]
        assert someone.session == replace(Session(), case=someone.session.case)

    def test_someone_whose_session_was_lost_can_answer_them(self, someone):
        someone >> news(News.VERIFIER)
        assert someone >> press("Oui") == ["Merci.", MENU]
        assert someone.moves == [MoveRequest(Verb.CONFIRMER)]

    def test_a_partner_that_left_the_data_is_called_by_its_id(self, waiting):
        said = waiting >> news(News.PRISE, "les-deux-rives", member="Camille")
        assert said == ["Camille a pris ta demande, les deux rives."]


class TestTelling:
    """A step that only tells is slipped in; one that waits comes first, then what was under way is taken up again."""

    def test_what_only_tells_changes_nothing_of_what_is_under_way(self, waiting):
        waiting >> "/cej"
        before = waiting.session
        assert waiting >> news(News.PRISE, member="Camille") == ["Camille a pris ta demande, Mission locale de Rennes."]
        assert replace(waiting.session, case=before.case) == before
        assert "suivi.prise" in waiting.turn.visited

    def test_what_waits_interrupts(self, waiting):
        waiting.play("/cej", press("C'est pour moi ?"))
        assert waiting >> news(News.VERIFIER) == ["On t'a rappelé ?"]
        assert waiting >> press("Oui") == ["Merci.", "[on_reprend]\n\nTon âge ?"]
        assert waiting.where == "menu > cej.age"

    def test_a_number_being_typed_is_not_lost(self, waiting):
        waiting.play("ma demande", press("Autre numéro"))
        assert waiting.session.keyboard
        assert waiting >> news(News.PRISE, member="Camille") == ["Camille a pris ta demande, Mission locale de Rennes."]
        assert waiting >> "06 39 98 56 78" == ["Changé.", MENU]

    def test_a_condition_decides_what_is_told(self, waiting):
        assert waiting >> news(News.CLOSE, outcome="rdv_pris") == ["C'est fini : rdv_pris."]
        assert {"suivi.close", "suivi.bravo"} <= set(waiting.turn.visited)

    def test_a_condition_may_lead_to_a_question(self, waiting):
        assert waiting >> news(News.CLOSE, outcome="injoignable") == ["On réessaie ?"]
        assert waiting.where == "menu > suivi.reessayer"

    def test_in_the_midst_of_the_same_dialogue_it_takes_its_place(self, waiting):
        waiting >> "ma demande"
        waiting >> news(News.VERIFIER)
        assert waiting.where == "menu > suivi.verifier"

    @pytest.mark.parametrize("what", [News.RENDUE, News.EXPIREE])
    def test_without_a_step_of_its_name_nothing_is_said(self, waiting, what):
        assert waiting >> news(what) == []

    def test_without_the_dialogue_nothing_is_said(self, waiting):
        waiting.swap(without(PLAYBOOK, "suivi"))
        assert waiting >> news(News.PRISE) == []
        assert waiting.session.case.status == "prise"

    def test_conditions_in_a_ring_say_nothing(self, waiting):
        close = PLAYBOOK.flows["suivi"].steps["close"]
        ring = replace(close, otherwise=close.otherwise._replace(name="close"))
        waiting.swap(edited(PLAYBOOK, "suivi", ring))
        assert waiting >> news(News.CLOSE) == []


class TestWhereItStands:
    def test_it_answers_at_any_time(self, waiting):
        assert waiting >> "on m'a pas rappelé" == [OPEN.format("ouverte")]
        assert taken(waiting) >> "/suivi" == [OPEN.format("prise")]

    def test_without_a_request_it_says_so(self, ines):
        assert ines >> "ma demande" == ["Aucune demande.", MENU]

    def test_asking_for_a_call_leads_there_too(self, waiting):
        assert waiting >> press("Être appelé") == [OPEN.format("ouverte")]


class TestVerbs:
    def test_withdrawn_it_is_no_more(self, waiting):
        assert waiting.play("ma demande") >> press("Annuler") == ["Annulé.", MENU]
        assert waiting.moves == [MoveRequest(Verb.RETIRER)]
        assert waiting.session.case is None
        assert waiting >> press("Être appelé", earlier=0) == [
            "Mission locale de Rennes t'appelle sous 2 jours ouvrés, avant vendredi 27 novembre, 18 h. OK ?"
        ]

    def test_asked_again_the_promise_runs_anew(self, waiting):
        monday = datetime(2026, 11, 30, 18, tzinfo=PARIS)
        taken(waiting).play(after(days=1), news(News.VERIFIER))
        assert waiting >> press("Pas encore") == ["Relancé, avant lundi 30 novembre, 18 h.", MENU]
        assert waiting.moves == [MoveRequest(Verb.ROUVRIR, partner="ml-rennes", due=monday)]
        assert waiting.session.case[:4] == ("ml-rennes", monday, "ouverte", "")

    def test_a_closed_one_can_be_asked_again(self, waiting):
        waiting >> news(News.CLOSE, outcome="injoignable")
        waiting >> press("Oui")
        assert (waiting.session.case.status, waiting.session.case.outcome) == ("ouverte", "")

    def test_a_partner_who_is_gone_is_not_asked_again(self, waiting):
        waiting.swap(replace(PLAYBOOK, partners={}))
        assert waiting.play("ma demande") >> press("Relancer") == ["Aucune demande.", MENU]
        assert not waiting.moves

    def test_another_number_is_handed_over_and_not_kept(self, waiting):
        assert waiting.play("ma demande", press("Autre numéro")) >> "06 39 98 56 78" == ["Changé.", MENU]
        assert waiting.moves == [MoveRequest(Verb.CHANGER, (("telephone", "06 39 98 56 78"),))]
        assert "06 39" not in waiting.session.to_json()

    def test_another_hour_is_handed_over_and_said_again(self, waiting):
        assert waiting.play("ma demande", press("Autre heure")) >> press("Le matin") == ["le matin.", MENU]
        assert waiting.moves == [MoveRequest(Verb.CHANGER, (("quand_prefere", "matin"),))]
        assert (waiting.session.case.wish, waiting.session.answers) == ("matin", {})

    def test_another_number_after_a_call_in_vain_waits_for_the_next_one(self, waiting):
        taken(waiting).play(news(News.MANQUE), press("Autre numéro"), "06 39 98 56 78")
        assert waiting.session.case.status == "prise"

    def test_called_it_is_confirmed(self, waiting):
        taken(waiting).play(news(News.VERIFIER), press("Oui"))
        assert waiting.moves == [MoveRequest(Verb.CONFIRMER)]
        assert waiting.session.case.status == "prise"

    def test_missed_it_is_still_expected(self, waiting):
        taken(waiting).play(news(News.VERIFIER), press("Appel manqué"))
        assert waiting.moves == [MoveRequest(Verb.MANQUER)]
        assert waiting.session.case.status == "manquee"

    def test_what_is_over_cannot_be_withdrawn(self, waiting):
        waiting.play(news(News.EXPIREE), "ma demande")
        assert waiting >> press("Annuler") == ["Aucune demande.", MENU]
        assert not waiting.moves


class TestHandingOver:
    def test_it_takes_the_agreement_to_exactly_that_partner(self, waiting):
        waiting.play(after(days=3), news(News.PROMESSE))
        shown = waiting.shown[-1].text
        assert waiting >> press("Oui, d'accord") == ["Transmis à Relais jeunes.", MENU]
        (move,) = waiting.moves
        assert (move.verb, move.partner, move.consent.partner) == (Verb.TRANSMETTRE, "relais-jeunes", "relais-jeunes")
        assert (move.consent.wording, move.due) == (shown, move.consent.due)
        assert move.reason == "couvrent Maurepas, aucune demande en cours"

    def test_the_request_is_theirs_from_then_on(self, waiting):
        waiting.play(after(days=3), news(News.PROMESSE), press("Oui, d'accord"))
        case, (move,) = waiting.session.case, waiting.moves
        assert (case.partner, case.due, case.status) == ("relais-jeunes", move.due, "ouverte")
        assert case.tried == ("ml-rennes",)
        assert (case.theme, case.quartier) == ("menu", "maurepas")
        assert waiting.session.consent is None

    def test_without_a_yes_nothing_moves(self, waiting):
        waiting.play(after(days=3), news(News.PROMESSE))
        assert waiting >> press("Non merci") == [MENU]
        assert not waiting.moves

    def test_without_an_agreement_it_is_asked(self, waiting):
        waiting.play(after(days=3), news(News.PROMESSE), press("Oui, d'accord"))
        etat = PLAYBOOK.flows["suivi"].steps["etat"]
        unproved = (etat.options[0]._replace(label="Transmettre", name="transmise"),)
        waiting.swap(edited(PLAYBOOK, "suivi", replace(etat, options=unproved)))
        said = waiting.play("ma demande") >> press("Transmettre")
        assert said == ["[etape_changee]\n\nRelais jeunes, avant mercredi 2 décembre, 18 h : ouverte."]
        assert len(waiting.moves) == 1


class TestWhileAHumanHasTheCase:
    def test_an_automatic_silence_holds(self, waiting):
        waiting >> "/permanences"
        waiting.play(press("Changer de coin"), news(News.PRISE))
        assert waiting >> after(days=5) == []

    def test_a_reminder_that_was_asked_for_rings(self, waiting):
        waiting.play("/permanences", press("La veille"), news(News.PRISE))
        assert waiting.timers["rappel:carrefour"] == SetTimer(
            "rappel:carrefour", datetime(2026, 11, 25, 18, tzinfo=PARIS), waiting.timers["rappel:carrefour"].body
        )
        assert len(waiting >> after(hours=9)) == 1
