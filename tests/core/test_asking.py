"""What each kind of question offers, and how what is typed is read."""

from dataclasses import replace

import pytest

from bot.core import asking
from bot.core.flow import Asked
from bot.core.session import Option
from bot.core.territory import Point, Quartier, Territory
from tests.core.example import PLAYBOOK, TERRITORY, WORDS


class TestPrenom:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("Inès", "Inès"),
            ("  inès ", "Inès"),
            ("INÈS", "Inès"),
            ("ine\u0300s", "Inès"),
            ("jean-marie", "Jean-Marie"),
            ("Jean  Marie", "Jean Marie"),
            ("n'golo", "N'Golo"),
            ("N’Golo", "N’Golo"),
            ("McKenzie", "McKenzie"),
            ("محمد", "محمد"),
            ("தமிழ்", "தமிழ்"),
            ("je m'appelle Inès", "Inès"),
            ("moi c'est karim", "Karim"),
            ("C’est Karim", "Karim"),
            ("mon prénom c'est Lou Ann", "Lou Ann"),
            ("Mohamed B.", "Mohamed B."),
        ],
    )
    def test_a_name(self, typed, read):
        assert asking.read(Asked.PRENOM, typed) == read

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            " ",
            "🙂",
            "12",
            "R2D2",
            "a" * 41,
            "je ne veux pas le dire",
            "c'est quoi la permanence",
            "a@b.fr",
            "<b>",
            "_",
        ],
    )
    def test_no_name(self, typed):
        assert asking.read(Asked.PRENOM, typed) is None


class TestAge:
    @pytest.mark.parametrize(("typed", "read"), [("17", "17"), ("j'ai 17 ans", "17"), ("17ans", "17"), ("١٧", "17")])
    def test_an_age(self, typed, read):
        assert asking.read(Asked.AGE, typed) == read

    @pytest.mark.parametrize("typed", ["", "dix-sept", "7", "170", "16 ou 17", "²²"])
    def test_no_age(self, typed):
        assert asking.read(Asked.AGE, typed) is None


class TestTelephone:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("0639981234", "06 39 98 12 34"),
            ("06.39.98.12.34", "06 39 98 12 34"),
            ("+33 6 39 98 12 34", "06 39 98 12 34"),
            ("0033639981234", "06 39 98 12 34"),
            ("639981234", "06 39 98 12 34"),
            ("mon num : 06 39 98 12 34 merci", "06 39 98 12 34"),
            ("01 99 00 12 34", "01 99 00 12 34"),
            ("0639981234 ext 12", "06 39 98 12 34"),
            ("+32 470 12 34 56", "+32 470 12 34 56"),
        ],
    )
    def test_a_number_as_it_is_dialled(self, typed, read):
        assert asking.telephone(typed) == read

    @pytest.mark.parametrize(
        "typed",
        ["", "bla", "12", "06 39 98 12", "3114", "0" * 300, "06 39 98 12 34 ou 06 39 98 56 78", "0899 70 12 34", "☎️"],
    )
    def test_no_number_that_can_be_called(self, typed):
        assert asking.telephone(typed) is None


class TestYesAndNo:
    @pytest.mark.parametrize("typed", ["oui", "OUI !", "ouais", "d'accord", "vas-y", "ok 👍"])
    def test_yes(self, typed):
        assert asking.read(Asked.OUI_NON, typed) == "oui"

    @pytest.mark.parametrize("typed", ["non", "Nan.", "pas du tout"])
    def test_no(self, typed):
        assert asking.read(Asked.OUI_NON, typed) == "non"

    @pytest.mark.parametrize("typed", ["", "👍", "oui et non", "je sais pas"])
    def test_neither(self, typed):
        assert asking.read(Asked.OUI_NON, typed) is None


def test_a_text_is_what_was_written():
    assert asking.read(Asked.TEXTE, " un stage\n ou rien ") == "un stage\n ou rien"
    assert asking.read(Asked.TEXTE, " \n ") is None


def test_a_quartier_is_read_elsewhere():
    assert asking.read(Asked.QUARTIER, "Maurepas") is None


def test_a_question_shows_its_own_buttons_before_those_of_the_operator():
    prenom = PLAYBOOK.flows["rappel"].steps["prenom"]
    assert asking.options(prenom, PLAYBOOK) == (Option("J'arrête", "etape", "refus"),)
    quartier = PLAYBOOK.flows["rappel"].steps["quartier"]
    assert [option.label for option in asking.options(quartier, PLAYBOOK)] == [
        *TERRITORY.communes(),
        "[bouton_position]",
        "[bouton_ailleurs]",
    ]


def test_quartiers_beyond_what_a_screen_holds_are_typed():
    many = [Quartier(str(i), f"Q{i}", "Rennes", Point(48, -1)) for i in range(asking.MOST_QUARTIERS + 5)]
    options = asking.quartier_options(many, WORDS)
    assert len(options) == asking.MOST_QUARTIERS + 1
    assert options[-1] == asking.elsewhere(WORDS)


def test_cities_of_one_name_are_told_apart_by_their_departement():
    here = Quartier("a", "Cosmonautes", "Saint-Denis", None, postcodes=("93200",))
    there = Quartier("b", "Le Moufia", "Saint-Denis", None, postcodes=("97400",))
    labels = [option.label for option in asking.quartier_options([here, there], WORDS)]
    assert labels == ["Cosmonautes (Saint-Denis, 93)", "Le Moufia (Saint-Denis, 974)", "[bouton_ailleurs]"]
    assert asking.quartier_options([here], WORDS)[0].label == "Cosmonautes"


def test_of_many_cities_those_with_the_most_quartiers_are_shown():
    of = {f"{city}-{i}": Quartier(f"{city}-{i}", "Q", f"V{city}", None) for city in range(12) for i in range(city + 1)}
    question = PLAYBOOK.flows["rappel"].steps["quartier"]
    labels = [option.label for option in asking.options(question, replace(PLAYBOOK, territory=Territory(of)))]
    assert labels[: asking.MOST_CITIES] == [f"V{city}" for city in range(8, 12)]
    assert labels[asking.MOST_CITIES :] == ["[bouton_position]", "[bouton_ailleurs]"]


@pytest.mark.parametrize("asked", Asked)
def test_every_kind_says_something_of_what_it_cannot_read(asked):
    assert asking.refusal(asked, WORDS)({})
