"""What a text may say and a condition may test."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.core import known
from bot.core.dates import PARIS
from bot.core.session import Case, Offered, Session
from tests.core.example import PLAYBOOK

DUE = datetime(2026, 11, 27, 18, tzinfo=PARIS)
FRENCH = {"langue": "français", "traduit": "oui"}
PROMISED = {
    "partenaire": "Mission locale de Rennes",
    "avant": "vendredi 27 novembre, 18 h",
    "delai": "2 jours ouvrés",
}


def test_the_answers_and_the_quartier():
    assert known.words(PLAYBOOK, Session(answers={"prenom": "Inès"}, quartier="blosne")) == {
        "prenom": "Inès",
        "quartier": "Le Blosne",
        "demande": "aucune",
        **FRENCH,
    }
    assert known.words(PLAYBOOK, Session()) == {"quartier": "chez toi", "demande": "aucune", **FRENCH}


def test_the_language_that_someone_chose_and_whether_the_bot_speaks_it():
    words = known.words(PLAYBOOK, Session(language="snk"))
    assert (words["langue"], words["traduit"]) == ("soninké", "non")


def test_a_request_says_where_it_stands_who_took_it_and_from_which_number():
    case = Case("ml-rennes", DUE, "prise", member="Camille", number="02 99 00 00 00", outcome="rdv_pris")
    assert known.words(PLAYBOOK, Session(case=case)) == {
        "quartier": "chez toi",
        **FRENCH,
        **PROMISED,
        "demande": "prise",
        "membre": "Camille",
        "appelle_du": "02 99 00 00 00",
        "issue": "rdv_pris",
        "partenaire_actuel": "Mission locale de Rennes",
    }


def test_the_number_is_the_partners_own_when_nobody_named_another():
    partner = replace(PLAYBOOK.partners["ml-rennes"], number="02 99 11 11 11")
    playbook = replace(PLAYBOOK, partners={"ml-rennes": partner})
    assert known.words(playbook, Session(case=Case("ml-rennes", DUE)))["appelle_du"] == "02 99 11 11 11"
    assert known.words(playbook, Session(case=Case("parti", DUE)))["appelle_du"] == ""


def test_the_promise_on_offer_comes_before_the_case_in_hands():
    case, offer = Case("ml-rennes", DUE), Offered("ml-isere", DUE)
    assert known.words(PLAYBOOK, Session(case=case))["partenaire"] == "Mission locale de Rennes"
    words = known.words(PLAYBOOK, Session(case=case, offer=offer))
    assert (words["partenaire"], words["partenaire_actuel"]) == ("Mission locale Sud-Isère", "Mission locale de Rennes")


@pytest.mark.parametrize(
    ("kept", "said"),
    [("matin", "le matin"), ("midi", "entre midi et deux"), ("peu_importe", "peu importe l'heure"), ("soir", "soir")],
)
def test_the_hour_that_someone_prefers_is_said_in_words(kept, said):
    assert known.words(PLAYBOOK, Session(answers={known.WISH: kept}))[known.WISH] == said
    assert known.words(PLAYBOOK, Session(case=Case("ml-rennes", DUE, wish=kept)))[known.WISH] == said


def test_a_promise_in_words():
    assert known.promise(PLAYBOOK, "ml-rennes", DUE) == PROMISED
    assert known.promise(PLAYBOOK, "ml-isere", DUE)["delai"] == "1 jour ouvré"


def test_a_partner_that_left_the_data_is_called_by_its_id():
    assert known.promise(PLAYBOOK, "les-deux-rives", DUE) == {**PROMISED, "partenaire": "les deux rives", "delai": ""}


def test_conditions_compare_short_numbers_as_numbers():
    answers = {"age": "17", "code": "1234", "motif": "²", "chiffre": "١٧", "vide": ""}
    testable = known.testable(PLAYBOOK, Session(answers=answers))
    assert testable == {
        "age": 17,
        "code": "1234",
        "motif": "²",
        "chiffre": 17,
        "vide": "",
        "quartier": "chez toi",
        "demande": "aucune",
        **FRENCH,
    }
