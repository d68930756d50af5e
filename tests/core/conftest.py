"""Who plays in these tests: someone new, someone at the menu, someone about to give their first name."""

import pytest

from tests.core.example import PLAYBOOK
from tests.core.playing import Person, press


@pytest.fixture
def someone():
    return Person(PLAYBOOK)


@pytest.fixture
def ines(someone):
    """Inès comes by a poster of Maurepas and stands at the menu."""
    return someone.play("/start maurepas")


@pytest.fixture
def agreed(ines):
    """Inès said yes to being called; her first name is asked."""
    return ines.play(press("Être appelé"), press("Oui, d'accord"))


@pytest.fixture
def asked(agreed):
    """Inès's number is asked."""
    return agreed.play("Inès")


@pytest.fixture
def waiting(asked):
    """Inès's request is with the partner."""
    return asked.play("06 39 98 12 34")
