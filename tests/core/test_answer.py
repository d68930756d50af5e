"""What an answer does to the question under way: words, presses, positions and numbers."""

import pytest

from bot.core.effects import Keyboard
from bot.core.events import Located, SharedNumber
from bot.core.flow import Ask, Asked
from tests.core.example import PLAYBOOK, edited, step
from tests.core.playing import Person, after, press

MENU = "On fait quoi ?"


@pytest.fixture
def coin():
    """Someone whose quartier is asked."""
    return Person(PLAYBOOK).play("/start", press("Permanences"))


class TestWhereTheyLive:
    def test_the_question_shows_the_cities(self, coin):
        assert coin.shown[-1].text == "Quel coin ?"
        assert coin.labels == ["Rennes", "Échirolles", "Grenoble", "[bouton_position]", "[bouton_ailleurs]"]

    def test_a_city_then_a_quartier(self, coin):
        assert coin >> press("Rennes") == ["[quartier_precise]"]
        assert coin.labels == ["Maurepas", "Le Blosne", "[bouton_ailleurs]"]
        assert coin >> press("Le Blosne") == [
            "Près de Le Blosne :\n\ndemain, jeudi 26 novembre, de 14 h à 17 h Carrefour 18"
        ]
        assert coin.session.quartier == "blosne"

    def test_a_city_with_one_quartier_needs_no_other_question(self, coin):
        coin >> press("Grenoble")
        assert coin.session.quartier == "villeneuve-g"

    def test_elsewhere_is_an_answer(self, coin):
        assert coin >> press("[bouton_ailleurs]") == ["Rien par ici."]
        assert coin.session.quartier == "-"

    def test_a_shared_position(self, coin):
        assert coin >> press("[bouton_position]") == ["[position_demandee]"]
        assert (coin.keyboards, coin.labels) == ([Keyboard.LOCATION], ["[bouton_position]"])
        assert coin >> Located(48.1253, -1.6563) != []
        assert coin.session.quartier == "maurepas"
        assert Keyboard.REMOVED in coin.keyboards

    def test_a_position_outside_what_is_known_is_asked_back(self, coin):
        assert coin >> Located(48.1360, -1.66) == ["[position_proche Maurepas à 1,1 km]"]
        assert coin.labels == ["Maurepas", "[bouton_ailleurs]"]
        assert coin.session.quartier is None
        assert "48.1" not in coin.session.to_json()
        coin >> press("Maurepas")
        assert coin.session.quartier == "maurepas"

    def test_a_position_with_its_longitude_first(self, coin):
        coin >> Located(-1.6563, 48.1253)
        assert coin.session.quartier == "maurepas"

    def test_a_position_without_the_button(self, coin):
        coin >> Located(48.1253, -1.6563)
        assert coin.session.quartier == "maurepas"

    @pytest.mark.parametrize(
        "where",
        [
            (48.8566, 2.3522),
            (-48.126, 178.34),
            (float("nan"), 0.0),
            (float("inf"), 0.0),
            (48.1, float("-inf")),
            (1e9, 1e9),
            (-4.3e16, 6e16),
        ],
    )
    def test_a_position_that_is_far_or_nowhere(self, coin, where):
        assert coin >> Located(*where) == ["[position_inconnue]"]
        assert coin.labels == ["[bouton_ailleurs]"]
        assert coin.session.quartier is None

    @pytest.mark.parametrize(
        "typed", ["maurepas", "MAUREPAS !", "j'habite à Maurepas", "gayeulles", "maurpas", "Maurepas à Rennes"]
    )
    def test_a_typed_name(self, coin, typed):
        coin >> typed
        assert coin.session.quartier == "maurepas"

    def test_a_name_without_its_accents_nor_its_article(self, coin):
        coin >> "blosne"
        assert coin.session.quartier == "blosne"

    def test_a_name_that_two_cities_have(self, coin):
        assert coin >> "Villeneuve" == ["[quartier_precise]"]
        assert coin.labels == ["Villeneuve (Échirolles)", "Villeneuve (Grenoble)", "[bouton_ailleurs]"]
        coin >> press("Villeneuve (Grenoble)")
        assert coin.session.quartier == "villeneuve-g"

    @pytest.mark.parametrize("typed", ["mauropas", "maurepas 78", "pas loin de maurepas"])
    def test_a_name_that_is_not_sure_is_asked_back(self, coin, typed):
        assert coin >> typed == ["[quartier_confirme]"]
        assert coin.labels == ["Maurepas", "[bouton_ailleurs]"]
        coin >> press("Maurepas")
        assert coin.session.quartier == "maurepas"

    def test_a_name_that_two_cities_have_with_its_city(self, coin):
        coin >> "villeneuve a echirolles"
        assert coin.session.quartier == "villeneuve-e"

    def test_a_typed_city(self, coin):
        assert coin >> "rennes" == ["[quartier_precise]"]
        assert coin.labels == ["Maurepas", "Le Blosne", "[bouton_ailleurs]"]

    def test_an_unknown_name(self, coin):
        assert coin >> "Marseille" == ["[quartier_inconnu]\n\nQuel coin ?"]

    def test_silence_counts_from_the_last_thing_asked(self, coin):
        coin.play(after(hours=1), press("Rennes"))
        assert coin >> after(hours=1, minutes=30) == []
        assert coin >> after(hours=1) == [MENU]


class TestNumbers:
    @pytest.mark.parametrize("typed", ["06 39 98 12 34", "0639981234", "+33639981234", "c'est le 06.39.98.12.34"])
    def test_a_typed_number(self, asked, typed):
        asked >> typed
        assert dict(asked.requests[0].fields)["telephone"] == "06 39 98 12 34"

    @pytest.mark.parametrize("phone", ["33639981234", "+33639981234", "0639981234"])
    def test_their_own_card(self, asked, phone):
        asked >> SharedNumber(phone, own=True)
        assert dict(asked.requests[0].fields)["telephone"] == "06 39 98 12 34"

    def test_a_card_of_someone_else(self, asked):
        assert asked >> SharedNumber("33639981234", own=False) == ["[numero_d_un_autre]\n\nTon numéro, Inès ?"]
        assert not asked.requests

    @pytest.mark.parametrize("phone", ["", "bla", "1", "9" * 4000])
    def test_a_card_without_a_number(self, asked, phone):
        assert asked >> SharedNumber(phone, own=True) == ["[telephone_refuse]\n\nTon numéro, Inès ?"]

    def test_a_card_that_nobody_asked_for(self, ines):
        assert ines >> SharedNumber("33639981234", own=True) == [f"[pas_compris]\n\n{MENU}"]
        assert ines.session.answers == {}

    def test_a_position_that_nobody_asked_for(self, asked):
        assert asked >> Located(45.153, 5.725) == ["[pas_compris]\n\nTon numéro, Inès ?"]
        assert asked.session.quartier == "maurepas"

    def test_a_card_for_a_question_that_changed(self, asked):
        telephone = step(Ask, "telephone", "Numéro ?", asked=Asked.TELEPHONE, options={}, then="envoi")
        asked.swap(edited(PLAYBOOK, "rappel", telephone))
        assert asked >> SharedNumber("33639981234", own=True) == ["[etape_changee]\n\nNuméro ?"]


class TestWords:
    @pytest.mark.parametrize("typed", ["Non merci", "non", "NON MERCI !", "2", "nan", "nope"])
    def test_a_choice_is_named_by_its_label_its_beginning_its_number_or_slang(self, ines, typed):
        ines >> press("Être appelé")
        assert ines >> typed == ["Rien n'est parti.", MENU]

    def test_a_plain_key_of_the_keyboard_comes_back_as_words(self, asked):
        assert asked >> "J'arrête" == ["Rien n'est parti.", MENU]

    def test_a_number_is_no_choice_of_a_question(self, agreed):
        assert agreed >> "1" == ["[prenom_refuse]\n\nTon prénom ?"]

    @pytest.mark.parametrize(
        ("asked", "typed", "said"), [("C'est pour moi ?", "vieux", "age"), ("J'en parle", "🙂", None)]
    )
    def test_each_kind_of_question_says_what_it_wants(self, ines, asked, typed, said):
        ines.play("cej", press(asked))
        heard = ines >> typed
        assert heard == ([f"[{said}_refuse]\n\nTon âge ?"] if said else ["Et encore ?"])

    def test_yes_and_no(self, ines):
        ines.play("cej", press("J'en parle"), "ma vie", press("Rien"))
        assert ines.labels == ["[bouton_oui]", "[bouton_non]"]
        assert ines >> "peut-être" == ["[oui_non_refuse]\n\nTu étudies ?"]
        ines >> press("[bouton_non]")
        assert ines.session.answers["etudes"] == "non"
        ines.play("retour")

    def test_an_answer_makes_being_lost_forgotten(self, agreed):
        agreed.play("12", "Inès")
        assert agreed.session.lost == 0

    def test_a_person_is_never_taken_for_markup(self, ines):
        ines.play("cej", press("J'en parle"), "\ue000gras\ue001")
        assert ines.session.answers["motif"] == "gras"
