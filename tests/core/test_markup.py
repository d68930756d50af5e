"""Bold, and nothing that a person can type."""

import pytest

from bot.core.markup import BOLD, PLAIN, read, strip, write


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("*gras*", "<b>gras</b>"),
        ("un *mot gras* et *deux*", "un <b>mot gras</b> et <b>deux</b>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*pas\nsur deux lignes*", "*pas\nsur deux lignes*"),
        ("**", "**"),
        ("* a*", "* a*"),
        ("*{{ quand }}*", "<b>{{ quand }}</b>"),
    ],
)
def test_stars_become_bold(source, written):
    assert write(read(source), "<b>", "</b>") == written


def test_what_a_person_types_never_formats():
    assert strip(f"{BOLD}Inès{PLAIN}") == "Inès"
    assert write(strip(f"*a* {BOLD}"), "<b>", "</b>") == "*a* "


def test_what_is_no_writing_is_left_out():
    assert strip("a\x00b\x1b[1mc\ud83dd\r\ne\tf\x7f") == "ab[1mcd\ne\tf"


def test_every_writing_stays():
    assert strip("é 🙂 👩‍🦱 مرحبا \u202e \ue123") == "é 🙂 👩‍🦱 مرحبا \u202e \ue123"
