"""A language's file against what is written in French today."""

from pathlib import Path

import pytest

from bot.content.loader import written
from bot.content.translation import cldr, po, sheet
from bot.content.translation.catalogue import judged
from bot.content.translation.passages import passages
from bot.content.translation.po import Entry, Po
from tests.content.conftest import Folder

LIST, NONE = "permanences/liste/dire", "permanences/rien/dire"


@pytest.fixture
def every(folder: Folder):
    return passages(written(Path("dialogues"), Path("data")))


def french(every, context):
    return next(source for place, source in every if place == context)


def said(every, *entries):
    told = judged(Po("", entries), every)
    return {context: target for (context, _), target in told.said.items()}, [b.loss.message for b in told.broken]


class TestWhatIsTranslated:
    def test_it_comes_in_the_order_of_the_conversation(self, every):
        places = list(dict.fromkeys(context.rpartition("/")[0] for context, _ in every))
        first = [place for place in places if place.count("/") == 1]
        assert first[:4] == ["bonjour/accueil", "menu/choisir", "permanences/quartier", "permanences/liste"]
        assert places[-1] == "petits_mots"

    def test_a_text_is_there_once_with_its_kind(self, every):
        kinds = {context: passage.kind.name for (context, _), passage in every.items()}
        assert kinds[LIST] == "MESSAGE"
        assert kinds["permanences/liste/fiche"] == "FICHE"
        assert kinds["permanences/liste/choix"] == "BOUTON"
        assert kinds["rappel/on_dit"] == kinds["urgence/suicide/mots"] == "PHRASES"
        assert kinds["petits_mots/demain"] == "PETIT_MOT"

    def test_what_partners_read_is_not(self, every):
        assert not [context for context, _ in every if context.startswith("mots/partenaires")]
        assert ("mots/jeunes/pas_compris", "pas_compris") in every

    def test_each_place_and_french_is_one_entry(self, every):
        assert all(key == (passage.context, passage.source) for key, passage in every.items())


class TestWhatIsSaid:
    def test_a_translation_is_said(self, every):
        assert said(every, Entry(NONE, french(every, NONE), "Nothing.")) == ({NONE: "Nothing."}, [])

    def test_one_that_nobody_read_again_is_said_and_counted(self, every):
        told = judged(Po("", (Entry(NONE, french(every, NONE), "Nothing.", fuzzy=True),)), every)
        assert (len(told.said), told.unread) == (1, 1)

    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ("Here, near {{ quartier }} and {{ lieu }}:", "« lieu » n'est pas dans le français"),
            ("Here:", "« {{ quartier }} » a disparu de cette traduction"),
            ("Here {{ quartier }:", "une accolade est seule ici"),
            ("Near {{ quartier.nom }}:", "un point après un mot n'est pas permis ici"),
            ("Near *{{ quartier }}*:", "le gras n'est pas celui du français"),
            ("Near {{ quartier }} *:", "le gras n'est pas celui du français"),
        ],
    )
    def test_what_lost_something_is_not(self, every, target, message):
        assert said(every, Entry(LIST, french(every, LIST), target)) == ({}, [message])

    def test_a_number_to_dial_must_stay(self, every):
        context = "urgence/suicide/dire"
        entry = Entry(context, french(every, context), "Call *3141*.")
        assert said(every, entry)[1] == ["le nombre 3114 a disparu de cette traduction"]
        arabic = Entry(context, french(every, context), "اتصل *٣١١٤*.")
        assert said(every, arabic)[0] == {context: "اتصل *٣١١٤*."}

    def test_a_button_fits_on_a_phone_and_differs_from_its_neighbours(self, every):
        place = "permanences/liste/choix"
        assert said(every, Entry(place, "La veille", "x" * 41))[1] == ["ce texte fait 41 caractères"]
        twins = (Entry(place, "La veille", "OK"), Entry(place, "Merci", "ok!"))
        assert said(every, *twins)[1] == ["deux boutons de cette étape se liraient pareil"]

    def test_the_seven_days_are_seven(self, every):
        place = "petits_mots/jours"
        assert said(every, Entry(place, french(every, place), "Monday\nTuesday"))[1] == ["il faut ici 7 lignes"]

    def test_phrases_are_as_many_as_one_likes(self, every):
        entry = Entry("rappel/on_dit", french(every, "rappel/on_dit"), "call me\ncall me back\nphone me")
        assert said(every, entry)[0] == {"rappel/on_dit": "call me\ncall me back\nphone me"}


class TestWhenTheFrenchChanged:
    def test_nearly_the_same_words_are_still_said(self, every):
        assert said(every, Entry(NONE, "Je n'ai rien trouvé !", "Nothing."))[0] == {NONE: "Nothing."}

    def test_other_words_are_not(self, every):
        assert said(every, Entry(NONE, "Passe demain matin à la mairie.", "Come tomorrow."))[0] == {}

    def test_another_number_is_not(self, every):
        context = "urgence/suicide/dire"
        assert said(every, Entry(context, "Appelle le *3115*.", "Call *3115*."))[0] == {}

    def test_another_button_is_not(self, every):
        place = "permanences/liste/choix"
        told = judged(Po("", (Entry(place, "La veille !", "The day before"),)), every)
        assert not told.said
        assert [entry.former for entry in told.old] == ["La veille !"]

    def test_another_list_of_phrases_changes_nothing(self, every):
        told = judged(Po("", (Entry("rappel/on_dit", "autre chose", "call me"),)), every)
        assert list(told.said.values()) == ["call me"]
        assert not told.old


class TestTheSheetOfTranslators:
    def test_it_holds_every_passage(self, every):
        found = po.read(sheet.updated("ar", Po("", ()), every))
        assert [entry.key for entry in found.entries] == list(every)
        assert found.language == "ar"

    def test_it_says_what_each_is_and_what_to_keep(self, every):
        found = {e.context: e for e in po.read(sheet.updated("ar", Po("", ()), every)).entries}
        assert found[LIST].notes == ("message", "à garder tel quel : {{ quartier }}")
        assert "40 caractères" in found["permanences/liste/choix"].notes[0]

    def test_days_and_dates_are_proposed_and_to_be_read_again(self, every):
        found = {e.context: e for e in po.read(sheet.updated("uk", Po("", ()), every)).entries}
        assert found["petits_mots/mois"].target.split("\n")[10] == "листопада"
        assert found["petits_mots/mois"].fuzzy
        assert found["petits_mots/date"].target == "{{ jour }}, {{ numero }} {{ mois }}"

    @pytest.mark.parametrize("code", ["en", "ar", "es", "uk", "tr"])
    def test_what_is_proposed_can_be_said(self, every, code):
        told = judged(po.read(sheet.updated(code, Po("", ()), every)), every)
        assert not told.broken
        assert "petits_mots/jours" in [context for context, _ in told.said]

    def test_a_language_without_such_words_is_proposed_nothing(self, every):
        assert not [e for e in po.read(sheet.updated("rom", Po("", ()), every)).entries if e.target]

    def test_made_again_it_is_the_same(self, every):
        once = sheet.updated("ar", Po("", ()), every)
        assert sheet.updated("ar", po.read(once), every) == once

    def test_nothing_translated_is_lost(self, every):
        was = Po(
            "",
            (
                Entry(NONE, "Je n'ai rien vu.", "Nothing."),
                Entry("vieux/dialogue/dire", "Adieu", "Bye"),
                Entry("permanences/liste/choix", "La veille au soir", "The evening before"),
            ),
        )
        found = po.read(sheet.updated("en", was, every)).entries
        changed = next(e for e in found if e.context == NONE)
        assert (changed.target, changed.former, changed.fuzzy) == ("Nothing.", "Je n'ai rien vu.", True)
        button = next(e for e in found if e.source == "La veille")
        assert (button.target, button.former) == ("The evening before", "La veille au soir")
        aside = next(e for e in found if e.context == "vieux/dialogue/dire")
        assert aside.obsolete

    def test_what_was_put_aside_comes_back_with_its_french(self, every):
        aside = Po("", (Entry(NONE, french(every, NONE), "Nothing.", obsolete=True),))
        found = po.read(sheet.updated("en", aside, every)).entries
        assert [e.obsolete for e in found if e.context == NONE] == [False]

    def test_what_translators_bring_is_taken_but_for_what_is_broken(self, every):
        was = Po(
            "", (Entry(LIST, french(every, LIST), "Old {{ quartier }}:"), Entry(NONE, french(every, NONE), "Old."))
        )
        brought = Po("", (Entry(LIST, french(every, LIST), "New:"), Entry(NONE, french(every, NONE), "New.")))
        text, told = sheet.merged("en", was, brought, every)
        found = {e.context: e.target for e in po.read(text).entries}
        assert (found[LIST], found[NONE], len(told.broken)) == ("Old {{ quartier }}:", "New.", 1)


def test_the_days_of_our_languages_begin_on_monday():
    assert [cldr.known(code)["jours"].split("\n")[0] for code in ("en", "ar", "es", "uk", "tr")] == [
        "Monday",
        "الاثنين",
        "lunes",
        "понеділок",
        "Pazartesi",
    ]
