"""What a text may say and a condition may test."""

from datetime import datetime

from bot.core import known
from bot.core.dates import PARIS
from bot.core.session import Case, Session
from tests.core.example import PLAYBOOK

DUE = datetime(2026, 11, 27, 18, tzinfo=PARIS)
PROMISED = {
    "partenaire": "Mission locale de Rennes",
    "avant": "vendredi 27 novembre, 18 h",
    "delai": "2 jours ouvrés",
}


def test_the_answers_and_the_quartier():
    assert known.words(PLAYBOOK, Session(answers={"prenom": "Inès"}, quartier="blosne")) == {
        "prenom": "Inès",
        "quartier": "Le Blosne",
    }
    assert known.words(PLAYBOOK, Session()) == {"quartier": "chez toi"}


def test_the_promise_on_offer_comes_before_the_case_in_hands():
    case, offer = Case("ml-rennes", DUE), ("ml-isere", DUE)
    assert known.words(PLAYBOOK, Session(case=case))["partenaire"] == "Mission locale de Rennes"
    assert known.words(PLAYBOOK, Session(case=case, offer=offer))["partenaire"] == "Mission locale Sud-Isère"


def test_a_promise_in_words():
    assert known.promise(PLAYBOOK, "ml-rennes", DUE) == PROMISED
    assert known.promise(PLAYBOOK, "ml-isere", DUE)["delai"] == "1 jour ouvré"


def test_a_partner_that_left_the_data_is_called_by_its_id():
    assert known.promise(PLAYBOOK, "les-deux-rives", DUE) == {**PROMISED, "partenaire": "les deux rives", "delai": ""}


def test_conditions_compare_short_numbers_as_numbers():
    answers = {"age": "17", "code": "1234", "motif": "²", "chiffre": "١٧", "vide": ""}
    testable = known.testable(PLAYBOOK, Session(answers=answers))
    assert testable == {"age": 17, "code": "1234", "motif": "²", "chiffre": 17, "vide": "", "quartier": "chez toi"}
