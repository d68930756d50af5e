"""Everyone declared, found by what is known of them."""

from dataclasses import replace

import pytest

from bot.core.partners import Person, Role
from tests.core.example import PARTNERS, PLAYBOOK

SAMIRA = Person("samira", "Samira", Role.RESPONSABLE, "ml-rennes", "Samira@exemple.invalid", 2001)
THOMAS = Person("thomas", "Thomas", partner="ml-rennes", telegram=2002)
ALEX = Person("alex", "Alex", Role.COORDINATEUR, email="alex@exemple.invalid")
RENNES = replace(PARTNERS[0], people=(SAMIRA, THOMAS))
HERE = replace(PLAYBOOK, partners={RENNES.id: RENNES}, coordination=(ALEX,))


def test_people_of_partners_and_of_the_territory():
    assert dict(HERE.people) == {"samira": SAMIRA, "thomas": THOMAS, "alex": ALEX}


@pytest.mark.parametrize(("number", "found"), [(2001, SAMIRA), (2002, THOMAS), (2003, None)])
def test_by_their_telegram_number(number, found):
    assert HERE.person_of_telegram(number) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [("samira@EXEMPLE.invalid ", SAMIRA), ("alex@exemple.invalid", ALEX), ("", None), ("x@exemple.invalid", None)],
)
def test_by_their_address_however_it_is_cased(address, found):
    assert HERE.person_of_email(address) == found


def test_a_new_version_forgets_who_left():
    left = replace(HERE, partners={RENNES.id: replace(RENNES, people=(THOMAS,))})
    assert left.person_of_telegram(2001) is None
    assert "samira" not in left.people
