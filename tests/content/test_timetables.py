"""Hours that never open, hide one another or overlap are told; the others are left in peace."""

from __future__ import annotations

import pytest

from tests.content.conftest import Folder

SERVICES, PARTNERS = "data/services.yaml", "data/partenaires.yaml"


def told(folder: Folder, hours: str) -> list[str]:
    folder.edit(SERVICES, "Th 14:00-17:00", hours)
    return [f"{found.code}: {found.message} = {found.fix}" for found in folder.load().problems]


@pytest.mark.parametrize(
    "hours",
    [
        "Th 09:00-12:00,14:00-17:00; PH off",
        "Mo-Fr 09:00-12:00; Sa 10:00-12:00",
        "Th[1] 14:00-17:00; Th[3] 09:00-12:00",
        "Mo-Fr 09:00-17:00; 2026 Dec 24 off",
        "Mo-Fr 09:00-17:00; Th off",
        "SH Mo-Fr 10:00-12:00",
        "2026 Dec 03 14:00-17:00",
        "Apr-Jun Th 14:00-17:00; Th 09:00-12:00",
    ],
)
def test_hours_that_say_what_they_mean(folder: Folder, hours: str) -> None:
    assert told(folder, hours) == []


@pytest.mark.parametrize("hours", ["2025 Dec 03 14:00-17:00", "Th off", "2028 Jan 06 14:00-17:00"])
def test_a_service_that_never_opens_this_year_is_told(folder: Folder, hours: str) -> None:
    (found,) = told(folder, hours)
    assert found.startswith("horaires-passes: ")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("Mo-Fr 09:00-12:00; We,Th 14:00-17:00", "le mercredi est dit deux fois"),
        ("Sa-Mo 09:00-12:00; Su 14:00-17:00", "le dimanche est dit deux fois"),
        ("Th 17:00-09:00", "ferment avant d'ouvrir"),
        ("Th 10:00-13:00,12:00-14:00", "se chevauchent"),
        ("Th 12:00-14:00,10:00-13:00", "se chevauchent"),
    ],
)
def test_hours_that_contradict_themselves_are_told(folder: Folder, hours: str, said: str) -> None:
    (found,) = told(folder, hours)
    assert said in found


def test_the_cure_holds_both_openings(folder: Folder) -> None:
    (found,) = told(folder, "Th 09:00-12:00; Th 14:00-17:00")
    cure = found.partition("« ")[2].partition(" »")[0]
    folder.edit(SERVICES, "Th 09:00-12:00; Th 14:00-17:00", cure)
    assert folder.codes() == []


def test_a_partner_s_hours_are_looked_at_too(folder: Folder) -> None:
    folder.edit(PARTNERS, "    delai:", "    horaires: Mo-Fr 09:00-12:00; Mo 14:00-17:00\n    delai:")
    assert folder.codes() == ["horaires-contradictoires"]
