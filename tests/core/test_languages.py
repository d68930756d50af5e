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
