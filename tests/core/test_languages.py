"""The names of languages, in French."""

import pytest

from bot.core import languages


@pytest.mark.parametrize(
    ("code", "name"),
    [("ar", "arabe"), ("uk", "ukrainien"), ("pt-BR", "portugais"), ("zh_Hans", "chinois"), ("FR", "français")],
)
def test_names(code, name):
    assert languages.name(code) == name


def test_one_that_we_do_not_know_goes_by_its_code():
    assert languages.name("tlh") == "tlh"


def test_two_languages_never_have_the_same_name():
    assert len(set(languages.NAMES.values())) == len(languages.NAMES)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("anglais", "en"),
        ("English", "en"),
        ("je parle soninké", "snk"),
        ("العَرَبِيّة", "ar"),
        ("Türkçe", "tr"),
        ("TURKCE", "tr"),
        ("українська", "uk"),
        ("créole haïtien", "ht"),
        ("langue des signes", "fsl"),
        ("darija", "ar"),
    ],
)
def test_a_language_is_named_in_french_in_itself_or_in_english(typed, code):
    assert languages.named(typed) == code


@pytest.mark.parametrize("typed", ["", "oui", "je cherche un travail", "je veux prendre des cours d'anglais"])
def test_other_words_name_none(typed):
    assert languages.named(typed) is None


def test_every_language_calls_itself_by_some_name_that_is_read_back():
    assert {languages.named(languages.own(code)) for code in languages.OWN} == set(languages.OWN)
