"""From typed words to where to go: folding, labels, phrases, emergencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import understand
from bot.core.flow import Emergency
from bot.core.session import Option
from bot.core.understand import Phrasebook, fold
from tests.core.example import flow


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("C'est où, la Mission Locale ?", "c est ou la mission locale"),
            ("SŒUR cæsar", "soeur caesar"),
            ("  é\u0301à \n", "ea"),
            ("🙂", ""),
            ("l’été", "l ete"),
            ("مرحبا", ""),
        ],
    )
    def test_it_keeps_letters_and_digits_only(self, text, folded):
        assert fold(text) == folded

    @given(st.text())
    def test_folding_twice_changes_nothing(self, text):
        assert fold(fold(text)) == fold(text)


class TestOption:
    OFFERED = (
        Option("Oui, d'accord", "fin"),
        Option("Non merci", "fin"),
        Option("C'est qui ?", "fin"),
        Option("👍", "fin"),
    )

    @pytest.mark.parametrize(
        ("text", "index"),
        [("oui d accord", 0), ("OUI", 0), ("c est", 2), ("👍", 3), ("3", 2), ("Non merci", 1), ("non", 1)],
    )
    def test_by_label_beginning_or_number(self, text, index):
        assert understand.option(text, self.OFFERED, numbers=True) == index

    @pytest.mark.parametrize("text", ["", "🙂", "0", "5", "99999999999", "oui mais non", "o", "²²", "merci"])
    def test_what_names_none(self, text):
        assert understand.option(text, self.OFFERED, numbers=True) is None

    def test_numbers_may_mean_nothing(self):
        assert understand.option("1", self.OFFERED, numbers=False) is None

    def test_a_label_that_is_a_number_comes_before_its_place(self):
        assert understand.option("2", (Option("2", "fin"), Option("1", "fin")), numbers=True) == 0

    def test_a_beginning_that_two_share_names_none(self):
        offered = (Option("Changer de quartier", "fin"), Option("Changer de ville", "fin"))
        assert understand.option("changer", offered, numbers=True) is None

    def test_labels_that_read_the_same_name_none_unless_typed_to_the_letter(self):
        offered = (Option("Oui", "fin"), Option("Oui !", "fin"))
        assert understand.option("oui", offered, numbers=True) is None
        assert understand.option("Oui !", offered, numbers=True) == 1


class TestPhrasebook:
    BOOK = Phrasebook(
        [
            flow("salut", says=["salut", "cc", "🙂"]),
            flow("permanences", says=["permanence", "c'est quand la permanence", "stop"]),
            flow("stop", says=["stop", "arrête tout"]),
            flow("cej", says=["garantie jeunes", "contrat d'engagement jeune"]),
        ]
    )

    @pytest.mark.parametrize(
        ("text", "dialogue"),
        [
            ("Garantie Jeunes", "cej"),
            ("c koi la garantie jeunes svp", "cej"),
            ("garanti jeune", "cej"),
            ("jeunes garantie", "cej"),
            ("salut, c'est quand la permanence ?", "permanences"),
            ("cc", "salut"),
        ],
    )
    def test_a_phrase_alone_among_others_misspelt_or_shuffled(self, text, dialogue):
        assert self.BOOK.dialogue(text) == dialogue

    @pytest.mark.parametrize("text", ["", "🙂", "cc tu vas bien", "je veux un logement"])
    def test_what_is_not_surely_meant(self, text):
        assert self.BOOK.dialogue(text) is None

    def test_stop_keeps_its_words_whoever_else_claims_them(self):
        assert self.BOOK.dialogue("stop") == "stop"
        assert self.BOOK.exactly("STOP !", "stop")

    @pytest.mark.parametrize("text", ["je bosse non stop", "j'en peux plus stop", "stopp"])
    def test_stop_is_only_ever_said_outright(self, text):
        assert self.BOOK.dialogue(text) != "stop"

    def test_exactly_is_to_the_letter_but_for_case_and_accents(self):
        assert self.BOOK.exactly("Arrete tout", "stop")
        assert not self.BOOK.exactly("arrête tout ça", "stop")
        assert not self.BOOK.exactly("", "stop")


class TestEmergency:
    KNOWN = (Emergency("suicide", ("je veux mourir", "en finir"), ""), Emergency("violence", ("il me frappe",), ""))

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("JE VEUX MOURIR", "suicide"),
            ("des fois je veux mourir tu vois", "suicide"),
            ("j'veux en finir.", "suicide"),
            ("Il me  frappe!!", "violence"),
        ],
    )
    def test_words_anywhere_in_the_text(self, text, name):
        found = understand.emergency(text, self.KNOWN)
        assert found
        assert found.name == name

    @pytest.mark.parametrize("text", ["", "je veux mourirr", "finir", "ils me frappent"])
    def test_whole_words_only(self, text):
        assert understand.emergency(text, self.KNOWN) is None

    def test_an_emergency_without_words_concerns_nobody(self):
        assert understand.emergency("", [Emergency("vide", ("🙂",), "")]) is None


AGES = tuple(
    Option(label, "valeur", value)
    for label, value in (
        ("Moins de 16 ans", "0-15"),
        ("16 ou 17 ans", "16-17"),
        ("Entre 18 et 20 ans", "18-20"),
        ("30 ans ou plus", "30-120"),
        ("Je préfère ne pas dire", "non_dit"),
    )
)


class TestANumberAmongRanges:
    @pytest.mark.parametrize(
        ("text", "index"),
        [
            ("9", 0), ("15 ans", 0), ("16", 1), ("17ans", 1), ("19", 2), ("j'ai 19 ans", 2), ("J’ai 20", 2),
            ("jai 18ans", 2), ("moi 30 ans !", 3), ("45", 3),
        ],
    )  # fmt: skip
    def test_names_the_range_that_holds_it(self, text, index):
        assert understand.counted(text, AGES) == index

    @pytest.mark.parametrize(
        "text",
        ["", "25", "121", "1234", "18 ou 19", "entre 18 et 20", "j'habite au 19", "19 rue des Lilas", "dix-neuf"],
    )
    def test_anything_else_names_none(self, text):
        assert understand.counted(text, AGES) is None

    def test_a_number_that_two_ranges_hold_is_not_guessed(self):
        both = (Option("De 16 à 20", "valeur", "16-20"), Option("De 18 à 25", "valeur", "18-25"))
        assert (understand.counted("17", both), understand.counted("19", both)) == (0, None)


def test_what_a_person_writes_is_not_remembered():
    before = understand.fold_written.cache_info().currsize
    book = Phrasebook([flow("cej", says=["garantie jeunes"])])
    book.dialogue("je m'appelle Zoé Inconnue")
    understand.option("je m'appelle Zoé Inconnue", (), numbers=True)
    understand.emergency("je m'appelle Zoé Inconnue", ())
    assert understand.fold_written.cache_info().currsize == before
