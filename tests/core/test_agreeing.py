"""Agreements: who is proposed, what is kept of a yes, and when it is asked again."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.core.agreeing import need
from bot.core.dates import PARIS
from bot.core.effects import Hint, Say
from bot.core.events import CaseMoved, News, Pressed
from bot.core.partners import Partner
from bot.core.routing import Desks, Need
from bot.core.session import Case, Frame
from bot.core.walk import Walk
from tests.core.example import PLAYBOOK, without
from tests.core.playing import after, press

MENU = "On fait quoi ?"
OFFER = "Mission locale de Rennes t'appelle sous 2 jours ouvrés, avant {}. OK ?"
FRIDAY, MONDAY = "vendredi 27 novembre, 18 h", "lundi 30 novembre, 18 h"
CHANGED = "[etape_changee]\n\n"
FULL = {"ml-rennes": replace(PLAYBOOK.partners["ml-rennes"], capacity=3)}


def among(*partners):
    return replace(PLAYBOOK, partners={partner.id: partner for partner in partners})


class TestAgree:
    def test_it_names_the_partner_the_delay_and_the_day(self, ines):
        assert ines >> press("Être appelé") == [OFFER.format(FRIDAY)]

    def test_a_day_is_singular(self, someone):
        said = someone.play("/start", "/rappel", press("Échirolles"))
        assert said.shown[-1].text.startswith("Mission locale Sud-Isère t'appelle sous 1 jour ouvré, avant jeudi 26")

    def test_nobody_covers_the_quartier(self, someone):
        someone.play("/start", "/rappel")
        assert someone >> press("Grenoble") == ["Personne dans ton coin."]
        assert (someone.session.offer, someone.session.consent) == (None, None)

    def test_refused_nothing_leaves(self, ines):
        assert ines.play(press("Être appelé")) >> press("Non merci") == ["Rien n'est parti.", MENU]
        assert ines.session.consent is None

    @pytest.mark.parametrize("yes", [press("Oui, d'accord"), "oui", "ouais", "Oui d accord", "1"], ids=repr)
    def test_given_it_is_kept_with_its_words_and_its_date(self, ines, yes):
        ines.play(press("Être appelé"), yes)
        given = ines.session.consent
        assert given.partner == "ml-rennes"
        assert given.wording == OFFER.format(FRIDAY)
        assert given.due == datetime(2026, 11, 27, 18, tzinfo=PARIS)
        assert given.at == ines.now

    def test_an_agreement_shown_yesterday_is_shown_anew(self, ines):
        ines.play(press("Être appelé"), after(hours=20))
        assert ines >> press("Oui, d'accord") == [CHANGED + OFFER.format(MONDAY)]
        assert ines.session.consent is None
        assert ines >> press("Oui, d'accord") == ["Ton prénom ?"]

    def test_another_partner_is_another_agreement(self, ines):
        ines >> press("Être appelé")
        ines.swap(among(Partner("autre", "Un autre", frozenset({"maurepas"}), 2, -9)))
        said = ines >> press("Oui, d'accord")
        assert said == [CHANGED + OFFER.format(FRIDAY).replace("Mission locale de Rennes", "Un autre")]

    def test_an_agreement_with_someone_who_left_is_none(self, ines):
        ines >> press("Être appelé")
        ines.swap(among())
        assert ines >> press("Oui, d'accord") == [CHANGED + "Personne dans ton coin."]

    def test_going_back_to_it_takes_it_back(self, agreed):
        agreed >> "retour"
        assert agreed.session.consent is None

    @pytest.mark.parametrize("leaving", ["/menu", "/start"])
    def test_leaving_takes_it_back(self, agreed, leaving):
        agreed >> leaving
        assert (agreed.session.consent, agreed.session.offer) == (None, None)


class TestDesks:
    """What a partner can take now decides who is proposed, not what was said yes to a moment ago."""

    def play(self, person, label, desks):
        event = Pressed(person.button(label).data)
        person.take(person.engine.advance(person.session, event, person.now, desks))
        return [effect.text for effect in person.turn.effects if isinstance(effect, Say | Hint)]

    def test_a_partner_who_is_away_is_not_proposed(self, ines):
        (said,) = self.play(ines, "Être appelé", Desks(away=frozenset({"ml-rennes"})))
        assert said.startswith("Relais jeunes t'appelle")

    def test_more_requests_since_the_offer_do_not_ask_again(self, ines):
        ines >> press("Être appelé")
        assert self.play(ines, "Oui, d'accord", Desks(loads={"ml-rennes": 19})) == ["Ton prénom ?"]

    def test_no_room_left_since_the_offer_asks_again(self, ines):
        ines.swap(replace(PLAYBOOK, partners=PLAYBOOK.partners | FULL))
        ines >> press("Être appelé")
        (said,) = self.play(ines, "Oui, d'accord", Desks(loads={"ml-rennes": 3}))
        assert said.startswith(CHANGED + "Relais jeunes t'appelle")


class TestNeed:
    def need(self, person, **changes):
        session = replace(person.session, **changes)
        return need(Walk(PLAYBOOK, session, person.now, lambda *_: None))

    def test_it_is_what_the_person_told(self, agreed):
        assert self.need(agreed, answers={"age": "17"}, language="ar") == Need("maurepas", "menu", "ar", 17, "Maurepas")

    @pytest.mark.parametrize("age", ["", "18-20", "dix-sept"])
    def test_an_age_that_is_no_number_is_unknown(self, agreed, age):
        assert self.need(agreed, answers={"age": age}).age is None

    def test_a_request_made_anew_is_about_what_the_first_was(self, ines):
        case = Case("ml-rennes", ines.now, "expiree", theme="cej")
        stack = (Frame("menu", "choix"), Frame("suivi", "expiree"), Frame("rappel", "accord"))
        assert self.need(ines, case=case, stack=stack).theme == "cej"
        assert self.need(ines, case=None, stack=stack).theme == "suivi"

    def test_that_of_a_request_under_way_is_its_own(self, ines):
        case = Case("ml-rennes", ines.now, theme="cej", quartier="blosne")
        stack = (Frame("menu", "choix"), Frame("suivi", "promesse"))
        assert self.need(ines, case=case, stack=stack)[:2] == ("blosne", "cej")
        assert self.need(ines, case=case).quartier == "maurepas"


class TestNext:
    """Who follows their request is proposed the next partner."""

    @pytest.fixture
    def late(self, waiting):
        return waiting.play(after(days=3), CaseMoved(News.PROMESSE, "ml-rennes", waiting.requests[0].due))

    def test_the_one_who_had_it_is_left_out(self, late):
        assert late.shown[-1].text.startswith("Relais jeunes t'appelle à la place de Mission locale de Rennes, avant")

    def test_those_who_had_it_before_are_left_out(self, late):
        late >> press("Oui, d'accord")
        said = late >> CaseMoved(News.PROMESSE, "relais-jeunes", late.moves[0].due)
        assert said == ["Personne d'autre que Relais jeunes."]

    def test_an_agreement_that_no_longer_holds_leads_to_where_the_request_stands(self, late):
        late.swap(replace(PLAYBOOK, partners={"ml-rennes": PLAYBOOK.partners["ml-rennes"]}))
        assert late >> press("Oui, d'accord") == [CHANGED + "Personne d'autre que Mission locale de Rennes."]
        assert not late.moves


def test_without_a_dialogue_that_follows_it_the_request_under_way_is_told_in_one_sentence(waiting):
    waiting.swap(without(PLAYBOOK, "suivi"))
    said = waiting >> press("Être appelé")
    assert said == [f"[demande_en_cours Mission locale de Rennes {FRIDAY}]\n\nOn fait quoi ?"]
