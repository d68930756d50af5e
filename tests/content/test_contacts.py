"""Numbers that cannot be dialled and addresses that are not streets are told."""

from __future__ import annotations

import pytest

from tests.content.conftest import Folder

STRUCTURES, QUARTIERS = "data/structures.yaml", "data/quartiers.yaml"


@pytest.mark.parametrize("number", ["01 99 00 00 00", "+33 1 99 00 00 00", "0199000000", "3949", "39 49", "115"])
def test_a_number_that_can_be_dialled(folder: Folder, number: str) -> None:
    folder.edit(STRUCTURES, "    adresse:", f'    telephone: "{number}"\n    adresse:')
    assert folder.codes() == []


@pytest.mark.parametrize(
    "number", ["01 99 00 00 0", "01 99 00 00 00 00", "01 99 00 00 00 ou 01 99 00 00 01", "12", "?"]
)
def test_a_number_that_cannot_be_dialled_is_told(folder: Folder, number: str) -> None:
    folder.edit(STRUCTURES, "    adresse:", f'    telephone: "{number}"\n    adresse:')
    assert folder.codes() == ["telephone-douteux"]


@pytest.mark.parametrize(("code", "codes"), [("35000", []), ("20090", []), ("97400", []), ("3500", 1), ("96000", 1)])
def test_a_postcode_is_french(folder: Folder, code: str, codes: list[str] | int) -> None:
    folder.edit(QUARTIERS, "alias:", f'codes_postaux: ["{code}"], alias:')
    assert folder.codes() == (["adresse-douteuse"] if codes else [])


def test_an_address_is_a_street_alone(folder: Folder) -> None:
    folder.edit(STRUCTURES, "de la Parcheminerie", "de la Parcheminerie, 35000 Rennes")
    assert folder.codes() == ["adresse-douteuse"]
