"""What each kind of step does: the search, the reminder, the agreement, the request, silence, conditions."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.agreeing import NoConsent
from bot.core.dates import PARIS
from bot.core.effects import KeepIdea, OpenRequest, SetTimer
from bot.core.events import CaseMoved, News, Rang
from bot.core.flow import Choose, Submit
from bot.core.session import MAX_ANSWERS
from tests.core.example import PLAYBOOK, edited, flow, step, without
from tests.core.playing import after, press

MENU = "On fait quoi ?"
OFFER = "Mission locale de Rennes t'appelle sous 2 jours ouvrés, avant {}. OK ?"
FRIDAY = "vendredi 27 novembre, 18 h"
UNDER_WAY = f"Mission locale de Rennes, avant {FRIDAY} : ouverte."
CHANGED = "[etape_changee]\n\n"


def among(*partners):
    return replace(PLAYBOOK, partners={partner.id: partner for partner in partners})


class TestFind:
    def test_a_card_for_each_thing_found(self, ines):
        said = ines >> "/permanences"
        assert said == ["Près de Maurepas :\n\ndemain, jeudi 26 novembre, de 14 h à 17 h Carrefour 18"]

    def test_nothing_found(self, ines):
        ines.swap(replace(PLAYBOOK, territory=replace(PLAYBOOK.territory, permanences=())))
        assert ines >> "/permanences" == ["Rien par ici."]

    def test_without_choices_it_goes_on(self, ines):
        liste = replace(PLAYBOOK.flows["permanences"].steps["liste"], options=())
        ines.swap(edited(PLAYBOOK, "permanences", liste))
        assert (ines >> "/permanences")[1:] == [MENU]


class TestRemind:
    def test_the_day_before_at_six(self, ines):
        said = ines.play("/permanences") >> press("La veille")
        assert said == ["C'est noté : demain, jeudi 26 novembre, de 14 h à 17 h.", MENU]
        assert ines.timers["rappel:carrefour"].due == datetime(2026, 11, 25, 18, tzinfo=PARIS)
        assert ines >> after(hours=9) == ["Rappel : demain, jeudi 26 novembre, de 14 h à 17 h Carrefour 18"]

    def test_it_changes_nothing_of_what_is_under_way(self, ines):
        ines.play(
            "/permanences", press("La veille"), "/rappel", press("Oui, d'accord"), after(hours=1, minutes=50), "Inès"
        )
        ines.timers.pop("silence")
        assert len(ines >> after(hours=9)) == 1
        assert ines.session.keyboard
        assert ines.where == "menu > rappel.telephone"

    def test_asked_twice_it_is_set_once(self, ines):
        ines.play("/permanences", press("La veille"), "/permanences", press("La veille"))
        assert [name for name in ines.timers if name.startswith("rappel:")] == ["rappel:carrefour"]

    def test_the_eve_may_be_past(self, ines):
        ines.now = datetime(2026, 11, 25, 18, 30, tzinfo=PARIS)
        assert ines.play("/permanences") >> press("La veille") == ["C'est trop proche.", MENU]

    def test_the_eve_is_the_day_before_across_a_change_of_clock(self, ines):
        ines.now = datetime(2026, 10, 20, 12, tzinfo=PARIS)
        ines.play("/permanences", press("La veille"))
        ines.now = datetime(2026, 10, 23, 12, tzinfo=PARIS)
        ines.play("/permanences", press("La veille"))
        assert ines.timers["rappel:carrefour"].due == datetime(2026, 10, 28, 18, tzinfo=PARIS)


class TestSubmit:
    def test_it_hands_over_what_was_agreed(self, waiting):
        (request,) = waiting.requests
        assert (request.partner, request.quartier, request.theme) == ("ml-rennes", "maurepas", "menu")
        assert request.due == datetime(2026, 11, 27, 18, tzinfo=PARIS)
        assert request.fields == (("prenom", "Inès"), ("telephone", "06 39 98 12 34"))
        assert request.consent.wording == OFFER.format(FRIDAY)
        assert "demande" in waiting.counts

    def test_it_is_handed_over_before_it_is_said(self, waiting):
        effects = [
            effect for effect in waiting.turn.effects if isinstance(effect, OpenRequest) or hasattr(effect, "text")
        ]
        assert isinstance(effects[0], OpenRequest)

    def test_nothing_of_the_person_is_left_in_the_session(self, waiting):
        assert waiting.session.answers == {}
        assert not any(word in waiting.session.to_json() for word in ("Inès", "06 39", "wording"))

    def test_it_takes_away_the_keyboard_that_shared_the_number(self, asked):
        assert asked >> "06 39 98 12 34" == ["Envoyé à Mission locale de Rennes.", MENU]

    def test_its_theme_is_the_dialogue_that_called(self, ines):
        ines.play("cej", press("Être appelé"), press("Oui, d'accord"), "Inès", "06 39 98 12 34")
        assert ines.requests[0].theme == "cej"

    def test_its_theme_is_its_own_dialogue_when_none_called(self, ines):
        ines.session = replace(ines.session, stack=())
        ines.play("/rappel", press("Oui, d'accord"), "Inès", "06 39 98 12 34")
        assert ines.requests[0].theme == "rappel"

    def test_a_second_one_waits_for_the_first(self, waiting):
        waiting >> after(days=3)
        assert waiting >> press("Être appelé") == [UNDER_WAY]
        assert waiting.where == "menu > suivi.etat"

    def test_a_second_one_is_possible_once_the_first_is_closed(self, waiting):
        waiting >> CaseMoved(News.CLOSE, "ml-rennes", waiting.requests[0].due, outcome="rdv_pris")
        waiting.play(press("Être appelé"), press("Oui, d'accord"), "Lina", "06 39 98 56 78")
        assert len(waiting.requests) == 2

    def test_it_says_where_the_person_comes_from_and_why_this_partner(self, waiting):
        (request,) = waiting.requests
        assert (request.language, request.place) == ("fr", "maurepas")
        assert request.reason == "couvrent Maurepas, aucune demande en cours"

    def test_an_agreement_older_than_half_a_day_is_asked_again(self, asked):
        asked.now += timedelta(hours=12, minutes=1)
        assert asked >> "06 39 98 12 34" == ["[c_est_note]", CHANGED + OFFER.format(FRIDAY)]
        assert not asked.requests
        assert asked >> press("Oui, d'accord") == ["Ton prénom ?"]
        asked.play("Inès")
        assert len(asked.requests) == 1

    def test_an_agreement_of_half_a_day_holds(self, asked):
        asked.now += timedelta(hours=11, minutes=59)
        asked >> "06 39 98 12 34"
        assert len(asked.requests) == 1

    def test_an_agreement_does_not_follow_to_another_quartier(self, asked):
        asked.play("/permanences", press("Changer de coin"), press("Échirolles"), press("Merci"))
        said = asked >> "06 39 98 12 34"
        assert said[-1].startswith(CHANGED + "Mission locale Sud-Isère t'appelle")
        assert not asked.requests

    def test_an_agreement_with_someone_who_left_is_asked_again(self, asked):
        asked.swap(among())
        assert asked >> "06 39 98 12 34" == ["[c_est_note]", CHANGED + "Personne dans ton coin."]

    def test_the_same_dialogue_left_open_below_sends_nothing_twice(self, asked):
        """Called anew by the help that interrupted it, it ends in the menu or comes back: never in a second request."""
        back = replace(
            PLAYBOOK.flows["rappel"].steps["envoi"], then=PLAYBOOK.flows["permanences"].steps["trop_tard"].then
        )
        asked.swap(edited(PLAYBOOK, "rappel", back))
        asked.play("/aide", press("Être appelé"), press("Oui, d'accord"), "Lina", "06 39 98 56 78")
        assert len(asked.requests) == 1
        assert asked.play(press("Merci")).where == "menu > rappel.telephone"
        said = asked >> "06 39 98 12 34"
        assert said[-1] == UNDER_WAY
        assert len(asked.requests) == 1

    def test_a_field_that_gave_way_is_asked_again(self, asked):
        asked.session = replace(asked.session, answers={})
        assert asked >> "06 39 98 12 34" == ["[c_est_note]", "Ton prénom ?"]
        asked >> "Inès"
        assert len(asked.requests) == 1

    def test_without_an_agreement_on_the_way_nothing_leaves(self, ines):
        blind = flow("rappel", step(Submit, "envoi", "Parti.", fields=(), then="fin"))
        ines.swap(replace(without(PLAYBOOK, "rappel"), flows={**PLAYBOOK.flows, "rappel": blind}))
        with pytest.raises(NoConsent):
            ines >> press("Être appelé")

    def test_the_agreement_may_stand_in_another_dialogue(self, ines):
        sends = flow("cej", step(Submit, "envoi", "Parti.", fields=(), then="fin"), says=["cej"])
        ines.swap(replace(PLAYBOOK, flows={**PLAYBOOK.flows, "cej": sends}))
        assert ines >> press("Le CEJ") == [CHANGED + OFFER.format(FRIDAY)]
        assert ines.where == "menu > rappel.accord"


class TestSilence:
    def test_it_is_one_more_exit(self, agreed):
        assert agreed >> after(hours=2) == ["On n'a pas fini."]
        assert agreed >> press("On reprend") == ["Ton prénom ?"]

    def test_an_answer_in_time_makes_it_ring_in_vain(self, agreed):
        stale = agreed.timers["silence"]
        agreed.play(after(hours=1), "Inès")
        before = agreed.session
        assert agreed >> Rang(stale.name, stale.body) == []
        assert agreed.session == before

    def test_rung_twice_it_acts_once(self, agreed):
        ring = Rang("silence", agreed.timers["silence"].body)
        assert agreed >> ring == ["On n'a pas fini."]
        assert agreed >> ring == []

    def test_a_step_without_one_is_left_in_peace(self, ines):
        assert ines >> Rang("silence", str(ines.session.screen)) == []

    def test_it_is_held_while_a_partner_has_the_case(self, waiting):
        waiting.session = replace(waiting.session, quartier=None)
        waiting.play("/permanences")
        assert waiting >> after(hours=3) == []

    def test_it_is_held_no_longer_than_the_promise(self, waiting):
        waiting.session = replace(waiting.session, quartier=None)
        waiting.play(after(days=3), "/permanences")
        assert waiting >> after(hours=3) == [MENU]

    def test_it_may_call_a_dialogue(self, agreed):
        prenom = PLAYBOOK.flows["rappel"].steps["prenom"]
        away = replace(prenom.silence, target=prenom.silence.target._replace(kind="dialogue", name="cej"))
        agreed.swap(edited(PLAYBOOK, "rappel", replace(prenom, silence=away)))
        assert agreed >> after(hours=2) == ["Le CEJ, c'est un contrat."]
        assert agreed >> press("Merci") == ["Ton prénom ?"]

    def test_it_is_set_from_now(self, agreed):
        timers = [effect for effect in agreed.turn.effects if isinstance(effect, SetTimer)]
        assert [timer.due - agreed.now for timer in timers] == [timedelta(hours=2)]


class TestBranch:
    @pytest.mark.parametrize(
        ("age", "said"),
        [
            ("15", "Pas avant 16 ans."),
            ("16 ans", "À 16 ans, c'est possible."),
            ("j'ai 25 ans", "À 25 ans, c'est possible."),
        ],
    )
    def test_numbers_are_compared_as_numbers(self, ines, age, said):
        ines.play("cej", press("C'est pour moi ?"))
        assert (ines >> age)[0] == said


def test_what_someone_writes_at_length_gives_way_to_what_is_needed(agreed):
    agreed.play("Inès", "/cej", press("J'en parle"), "é" * 1000, "🙂" * 1000)
    assert agreed.session.answers.keys() == {"prenom", "suite"}
    assert len(agreed.session.to_json().encode()) < 2 * MAX_ANSWERS


class TestDeposit:
    IDEA = "Une salle le soir, le gymnase ferme à 18 h."

    @pytest.fixture
    def writing(self, ines):
        """Inès is about to write her idea."""
        return ines.play("j'ai une idée", press("J'écris"))

    def kept(self, person):
        return [effect for effect in person.turn.effects if isinstance(effect, KeepIdea)]

    def test_the_words_are_kept_and_their_author_s_session_keeps_nothing_of_them(self, writing):
        assert (writing >> self.IDEA)[0] == "C'est gardé."
        assert self.kept(writing) == [KeepIdea(self.IDEA)]
        assert "idee" in writing.counts
        assert "salle" not in writing.session.to_json()

    def test_what_would_lead_to_someone_is_taken_out_first(self, writing):
        writing >> "Écris-moi : ines@exemple.fr ou 06 39 98 12 34"
        assert self.kept(writing) == [KeepIdea("Écris-moi : [e-mail retiré] ou [numéro retiré]")]

    def test_another_idea_is_asked_anew(self, writing):
        writing.play(self.IDEA, "j'ai une idée", press("J'écris"))
        assert writing.where.endswith("idee.mon_idee")

    def test_words_of_emergency_are_help_not_an_idea(self, writing):
        assert writing >> "je veux mourir" == ["Appelle le 3114.", "[on_reprend]\n\nÉcris."]
        assert not self.kept(writing)
        assert "mourir" not in writing.session.to_json()

    def test_who_changes_their_mind_leaves_nothing(self, writing):
        writing >> press("Finalement, non")
        assert not self.kept(writing)

    def test_an_answer_that_was_never_given_is_asked_first(self, writing):
        straight = step(Choose, "accueil", "Une idée ?", options={"Dépose": "depot"})
        writing.swap(edited(PLAYBOOK, "idee", straight))
        assert writing.play("/menu", "j'ai une idée") >> press("Dépose") == ["Écris."]
        assert not self.kept(writing)
