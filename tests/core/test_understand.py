"""Typed words: folding, labels, ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import understand
from bot.core.session import Option
from bot.core.understand import fold, fold_each


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("C'est où, la Mission Locale ?", "c est ou la mission locale"),
            ("SŒUR cæsar", "soeur caesar"),
            ("  é\u0301à \n", "ea"),
            ("🙂", ""),
            ("l’été", "l ete"),
            ("مرحبا", "مرحبا"),
            ("𝑺𝒂𝒍𝒖𝒕", "salut"),
            *((f"б{sign}є", "бє") for sign in "'’ʼ`\"*"),
            ("він сказав 'привіт' мені", "він сказав привіт мені"),
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
    understand.option("je m'appelle Zoé Inconnue", (), numbers=True)
    assert understand.fold_written.cache_info().currsize == before


@given(st.lists(st.text(), min_size=1))
def test_many_texts_are_folded_as_each_of_them(texts):
    assert fold_each(texts) == [fold(text) for text in texts]


def test_no_texts_are_folded_to_none():
    assert fold_each([]) == []
