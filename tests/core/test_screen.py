"""Screens: the buttons of one are never taken for those of another."""

from dataclasses import replace

import pytest

from bot.core.screen import base36, buttons_of
from bot.core.session import Option, Session

YES, NO = Option("Oui", "etape", "suite"), Option("Non", "fin")
ASKED = Session(screen=1_763_000_000_000, offered=(YES, NO))


def test_each_button_carries_its_screen_and_its_place():
    assert buttons_of(ASKED) == {"mhwsoi68.0": YES, "mhwsoi68.1": NO}


def test_no_two_screens_share_a_button():
    assert not buttons_of(ASKED).keys() & buttons_of(replace(ASKED, screen=ASKED.screen + 1)).keys()


@pytest.mark.parametrize(("number", "written"), [(0, "0"), (35, "z"), (36, "10"), (1_763_000_000_000, "mhwsoi68")])
def test_base36(number, written):
    assert base36(number) == written
    assert int(written, 36) == number
