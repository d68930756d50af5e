"""What may be written of a partner, and what comes of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.problems import render
from bot.core.hours import Hours
from bot.core.partners import Absence, Partner, Person, Role
from tests.content.conftest import Folder

FULL = """
partenaires:
  mission-locale:
    nom: Mission locale
    genre: mission_locale
    quartiers: [maurepas]
    themes: [permanences]
    ages: 16-25
    langues: [fr, ar]
    horaires: Mo-Fr 09:00-17:00
    delai: "2"
    capacite: "30"
    absences:
      - {du: "2026-12-24", au: "2027-01-02"}
    numero: 01 99 00 12 34
    recours: [les-deux-rives]
    groupe: "-1001000000002"
    personnes:
      samira:
        nom: Samira
        role: responsable
        courriel: samira@exemple.invalid
        telegram: "2001"
        langues: [fr, ar]
      thomas: {nom: Thomas}
  les-deux-rives:
    nom: Les Deux Rives
    quartiers: [maurepas]
    delai: "3"
    groupe: "-1001000000003"
coordination:
  alex: {nom: Alex, role: coordinateur, courriel: alex@exemple.invalid}
  camille: {nom: Camille, role: operateur, telegram: "2002"}
"""


@pytest.fixture
def full(folder: Folder) -> Folder:
    folder.write("data/partenaires.yaml", FULL)
    return folder


def test_a_partner_is_read_whole(full: Folder) -> None:
    loaded = full.load()
    assert render(loaded.problems) == ""
    assert loaded.playbook
    assert loaded.playbook.partners["mission-locale"] == Partner(
        "mission-locale",
        "Mission locale",
        frozenset({"maurepas"}),
        2,
        -1001000000002,
        "mission_locale",
        frozenset({"permanences"}),
        (16, 25),
        frozenset({"fr", "ar"}),
        Hours("Mo-Fr 09:00-17:00"),
        30,
        (Absence(date(2026, 12, 24), date(2027, 1, 2)),),
        "+33199001234",
        ("les-deux-rives",),
        (
            Person(
                "samira",
                "Samira",
                Role.RESPONSABLE,
                "mission-locale",
                "samira@exemple.invalid",
                2001,
                frozenset({"fr", "ar"}),
            ),
            Person("thomas", "Thomas", Role.MEMBRE, "mission-locale"),
        ),
    )


def test_those_who_watch_over_the_territory(full: Folder) -> None:
    loaded = full.load()
    assert loaded.playbook
    assert [(one.name, one.role, one.partner) for one in loaded.playbook.coordination] == [
        ("Alex", Role.COORDINATEUR, ""),
        ("Camille", Role.OPERATEUR, ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('    delai: "2"\n', "", "cle-manquante"),
        ('delai: "2"', 'delai: "0"', "valeur-refusee"),
        ("ages: 16-25", "ages: jeunes", "valeur-refusee"),
        ("ages: 16-25", "ages: 25-16", "valeur-refusee"),
        ('capacite: "30"', 'capacite: "0"', "valeur-refusee"),
        ("01 99 00 12 34", "bientôt", "valeur-refusee"),
        ("01 99 00 12 34", "08 92 70 00 00", "valeur-refusee"),
        ('groupe: "-1001000000002"', "groupe: le nôtre", "valeur-refusee"),
        ("role: responsable", "role: coordinateur", "valeur-refusee"),
        ("role: coordinateur", "role: responsable", "valeur-refusee"),
        ("role: coordinateur, ", "", "cle-manquante"),
        ("courriel: samira@exemple.invalid", "courriel: samira", "valeur-refusee"),
        ('telegram: "2001"', 'telegram: "@samira"', "valeur-refusee"),
        ('telegram: "2001"', 'telegram: "2002"', "contact-double"),
        ("langues: [fr, ar]", "langues: []", "valeur-refusee"),
        ("langues: [fr, ar]", "langues: [fr, klingon]", "langue-inconnue"),
        ('du: "2026-12-24"', 'du: "24 décembre"', "valeur-refusee"),
        ("thomas: {nom: Thomas}", "thomas: {prenom: Thomas}", "cle-inconnue"),
        ("thomas:", "camille:", "personne-double"),
        ("horaires: Mo-Fr 09:00-17:00", "horaires: le matin", "horaires-illisibles"),
        ("horaires: Mo-Fr 09:00-17:00", "horaires: PH 09:00-17:00", "partenaire-toujours-ferme"),
        ("themes: [permanences]", "themes: [permis]", "theme-inconnu"),
    ],
)
def test_what_is_refused(full: Folder, old: str, new: str, code: str) -> None:
    full.edit("data/partenaires.yaml", old, new)
    loaded = full.load()
    assert code in [problem.code for problem in loaded.problems]
    assert loaded.playbook is None


def test_a_partner_that_covers_no_quartier_is_a_fallback_only(full: Folder) -> None:
    full.edit("data/partenaires.yaml", "nom: Les Deux Rives\n    quartiers: [maurepas]", "nom: D\n    quartiers: []")
    assert full.codes() == []


def test_absences_do_not_make_a_partner_always_closed(full: Folder) -> None:
    full.edit("data/partenaires.yaml", 'du: "2026-12-24", au: "2027-01-02"', 'du: "2000-01-01", au: "2999-01-01"')
    assert full.codes() == []


def test_a_circle_is_told_once_however_long(full: Folder) -> None:
    full.edit("data/partenaires.yaml", '    delai: "3"', '    delai: "3"\n    recours: [mission-locale]')
    assert full.codes() == ["recours-en-rond"]


def test_the_same_person_is_the_one_told_twice_not_their_contact(full: Folder) -> None:
    full.edit("data/partenaires.yaml", "thomas: {nom: Thomas}", "alex: {nom: Alex, courriel: alex@exemple.invalid}")
    assert full.codes() == ["personne-double"]


def test_a_watcher_without_address_nor_number_watches_nothing(full: Folder) -> None:
    full.edit("data/partenaires.yaml", ", courriel: alex@exemple.invalid}", "}")
    full.edit("data/partenaires.yaml", ', telegram: "2002"}', "}")
    assert full.codes() == ["sans-coordination"]
