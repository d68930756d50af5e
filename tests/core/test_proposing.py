"""Another language: proposed once, never imposed; chosen, it is spoken from the next message on."""

from dataclasses import replace

import pytest

from bot.core.events import Started, Wrote
from bot.core.session import Session
from tests.core.example import without
from tests.core.languages_example import POLYGLOT, speaking
from tests.core.playing import Person, press

QUESTION = "en: Quelle langue ?\n\nQuelle langue ?"
WELCOME = ["Bonjour !", "On fait quoi ?"]


@pytest.fixture
def person():
    return Person(POLYGLOT)


def labels(person):
    return [button.label for button in person.shown[-1].buttons]


class TestTheLanguageOfTheirTelegram:
    def test_it_is_proposed_in_both_languages(self, person):
        assert person >> Started(language="en") == [QUESTION]
        assert labels(person) == ["English", "Français · en: [bouton_francais]"]
        assert person.session.language == "fr"

    def test_chosen_it_is_spoken_at_once(self, person):
        person >> Started(language="en-GB")
        assert person >> press("English") == ["en: D'accord.", "en: Bonjour !", "en: On fait quoi ?"]
        assert (person.session.language, person.where) == ("en", "menu.choix")

    def test_french_goes_on_in_french(self, person):
        person >> Started(language="en")
        assert person >> press("Français · en: [bouton_francais]") == ["D'accord.", *WELCOME]

    def test_it_is_proposed_once(self, person):
        person.play(Started(language="en"), press("Français · en: [bouton_francais]"))
        assert person >> Started(language="en") == WELCOME

    @pytest.mark.parametrize("language", ["fr", "", "pt", "tlh"])
    def test_french_and_what_the_bot_does_not_speak_are_not_proposed(self, person, language):
        assert person >> Started(language=language) == WELCOME

    def test_someone_new_who_writes_is_asked_too(self, person):
        assert person >> Wrote("bla bla", language="ar") == ["ar: Quelle langue ?\n\nQuelle langue ?"]
        assert person >> press("العربية") == ["ar: D'accord.", "ar: Bonjour !", "ar: On fait quoi ?"]

    def test_someone_who_has_talked_before_is_not_asked_about_their_telegram(self, person):
        person >> "/start"
        assert person >> Wrote("cej", language="en") == ["Le CEJ, c'est un contrat."]

    def test_a_poster_still_tells_where_they_live(self, person):
        person >> Started("gros-chene", "en")
        assert person.session.quartier == "maurepas"

    def test_words_that_answer_nothing_go_where_they_lead(self, person):
        person >> Started(language="en")
        assert person >> "permanences" == ["Quel coin ?"]

    def test_without_the_dialogue_nothing_is_proposed(self):
        assert Person(without(POLYGLOT, "langue")) >> Started(language="en") == WELCOME


class TestTheirOwnWords:
    def test_a_phrase_of_another_language_is_understood_and_the_language_proposed(self, person):
        person >> "/start"
        assert person >> "i want the contract" == [QUESTION]
        assert person >> press("English") == ["en: D'accord.", "en: Le CEJ, c'est un contrat."]

    def test_what_was_under_way_comes_back_after(self, person):
        person.play("/start", "permanences", "i want the contract", press("English"))
        assert [frame.dialogue for frame in person.session.stack] == ["menu", "permanences", "cej"]
        assert person >> "retour" == ["en: Quel coin ?"]

    def test_once_asked_it_is_only_understood(self, person):
        person.play("/start", "i want the contract", press("Français · en: [bouton_francais]"))
        assert person >> "call me please" == ["Où habites-tu ?"]

    def test_from_one_language_to_another(self, person):
        person.session = Session(language="en")
        assert person >> "اريد عقدا" == ["ar: Quelle langue ?\n\nen: Quelle langue ?"]
        assert labels(person) == ["العربية", "English"]

    def test_french_is_understood_and_never_proposed(self, person):
        person.session = Session(language="ar")
        assert person >> "cej" == ["ar: Le CEJ, c'est un contrat."]


class TestItsOwnName:
    @pytest.mark.parametrize(("typed", "code"), [("English", "en"), ("ENGLISH !", "en"), ("العربية", "ar")])
    def test_typed_after_start_it_is_chosen_without_a_question(self, person, typed, code):
        person >> "/start"
        assert person >> typed == [f"{code}: D'accord.", f"{code}: On fait quoi ?"]
        assert (person.session.language, person.where) == (code, "menu.choix")

    def test_typed_first_of_all_it_is_chosen_and_the_bot_says_hello(self, person):
        assert person >> Wrote("english", language="fr") == ["en: D'accord.", "en: Bonjour !", "en: On fait quoi ?"]

    def test_what_was_under_way_is_asked_again_in_it(self, person):
        person.play("/start", "permanences")
        assert person >> "English" == ["en: D'accord.", "en: Quel coin ?"]

    def test_french_is_chosen_back(self, person):
        person.session = Session(language="en")
        person.play("/start")
        assert person >> "Français" == ["D'accord.", "On fait quoi ?"]

    def test_once_chosen_it_is_not_proposed(self, person):
        person.play("/start", "English", "Français")
        assert person >> "i want the contract" == ["Le CEJ, c'est un contrat."]

    @pytest.mark.parametrize("typed", ["Soninke", "Português", "English lessons"])
    def test_what_the_bot_does_not_speak_and_other_words_choose_nothing(self, person, typed):
        person.play("/start", typed)
        assert person.session.language == "fr"

    def test_without_the_dialogue_of_languages_it_is_words_like_others(self):
        person = Person(without(POLYGLOT, "langue"))
        person.play("/start", "English")
        assert person.session.language == "fr"


class TestChoosing:
    def test_the_others_are_buttons_in_their_own_names(self, person):
        person.play("/start", "langue")
        assert labels(person) == ["العربية", "English", "Autre"]

    @pytest.mark.parametrize(("typed", "language"), [("english", "en"), ("je parle arabe", "ar"), ("بالعربية", None)])
    def test_a_name_may_be_typed(self, person, typed, language):
        person.play("/start", "langue", typed)
        assert person.session.language == (language or "fr")

    def test_one_that_the_bot_does_not_speak_is_kept_for_partners(self, person):
        person.play("/start", "langue")
        assert person >> "soninké" == ["Pas soninké."]
        assert person.session.language == "snk"
        assert person >> press("On continue") == ["On fait quoi ?"]

    def test_a_request_says_the_language_and_its_answers_stay_as_they_are(self, person):
        person.play("/start", "langue", "العربية", "/rappel", "Maurepas", press("ar: Oui, d'accord"))
        person.play("Inès", "06 39 98 12 34")
        (request,) = person.requests
        assert (request.language, request.fields[0]) == ("ar", ("prenom", "Inès"))
        assert request.consent.wording.startswith("ar: Mission locale de Rennes t'appelle")

    def test_words_that_are_no_language_are_refused_kindly(self, person):
        person.play("/start", "langue")
        assert person >> "blablabla" == ["[langue_refusee]\n\nQuelle langue ?"]


class TestWhateverTheLanguage:
    @pytest.mark.parametrize("language", ["fr", "ar", "en", "snk"])
    @pytest.mark.parametrize("said", ["stop", "توقف", "stop everything"])
    def test_stop_is_heard(self, person, language, said):
        person.session = Session(language=language)
        person >> said
        assert person.where == "stop.sur"

    @pytest.mark.parametrize(
        ("language", "said", "help_in"),
        [
            ("fr", "i want to die", "en: "),
            ("ar", "i want to die", "en: "),
            ("ar", "je veux mourir", "ar: "),
            ("snk", "je veux mourir", ""),
            ("fr", "اريد أن أموت", "ar: "),
        ],
    )
    def test_an_emergency_is_answered_in_its_language(self, person, language, said, help_in):
        person.session = Session(language=language)
        assert person >> said == [f"{help_in}Appelle le 3114."]

    def test_erasing_everything_erases_the_language(self, person):
        person.session = Session(language="en")
        person.play("stop", press("en: Oui, efface"))
        assert person.session is None

    def test_a_broken_turn_is_excused_in_their_language(self, person):
        turn = person.engine.apologise(Session(language="en", proposed=("en",)), person.now)
        assert (turn.session.language, turn.session.proposed) == ("en", ("en",))
        assert turn.effects[-1].text.startswith("en: [erreur]")

    @pytest.mark.parametrize("said", ["oui", "yes", "ouais", "نعم"])
    def test_a_yes_is_a_yes_whatever_its_language(self, said):
        polyglot = speaking("en")
        agreed = replace(polyglot.words, bouton_oui=lambda _: "en: Oui")
        polyglot = replace(polyglot, others={"en": lambda: replace(speaking("en").speaking("en"), words=agreed)})
        person = Person(polyglot)
        person.session = Session(language="en", quartier="maurepas")
        person.play("/rappel", said)
        assert person.where == "rappel.prenom"
