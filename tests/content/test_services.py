"""Services that are looked for by what they help with: how the search is written, and what records make of it."""

from __future__ import annotations

import json

import pytest
from data_inclusion.schema.v1 import ReseauPorteur, Thematique  # type: ignore[import-untyped]

from bot.content.gazetteer import KINDS
from bot.content.imports.bringing import bring_records
from bot.core.flow import Find
from bot.core.places import Point
from bot.core.services import Service
from tests.content.conftest import Folder
from tests.content.imports.samples import service, structure

MENU, SERVICES, STRUCTURES = "dialogues/menu.yaml", "data/services.yaml", "data/structures.yaml"
QUESTION = """
  quartier:
    demander: quartier
    dire: Tu habites où ?
  liste:
    chercher: services
    parmi: [mobilite, reseau-bge]
    dire: Voici.
    fiche: "{{ nom }} {{ lieu }} {{ commune }} {{ distance }} {{ description }} {{ contact }}"
    si_vide: fin
    choix:
      Merci: fin
"""


@pytest.fixture
def asking(folder: Folder) -> Folder:
    folder.edit(MENU, "      De l'aide: aide\n", "      De l'aide: aide\n      Bouger: quartier\n")
    folder.write(MENU, (folder.path / MENU).read_text("utf-8") + QUESTION)
    return folder


def offered(folder: Folder) -> tuple[Service, ...]:
    """Return the services of a folder."""
    loaded = folder.load()
    assert loaded.playbook, loaded.problems
    return loaded.playbook.territory.services


def test_a_search_names_the_kinds_of_help(asking: Folder) -> None:
    loaded = asking.load()
    assert loaded.problems == ()
    assert loaded.playbook
    found = loaded.playbook.flows["menu"].steps["liste"]
    assert isinstance(found, Find)
    assert found.kinds == {"mobilite", "reseau-bge"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    parmi: [mobilite, reseau-bge]\n", "", "cle-manquante"),
        ("    parmi: [mobilite, reseau-bge]\n", "    parmi: []\n", "texte-vide"),
        ("chercher: services", "chercher: permanences", "cle-manquante"),
        ("mobilite,", "mobilites,", "valeur-refusee"),
        ("mobilite,", "zzz,", "valeur-refusee"),
        ("{{ contact }}", "{{ quand }}", "mot-inconnu"),
        ("    si_vide: fin\n", "    si_vide: fin\n    bouton: Ça\n", "valeur-refusee"),
        ("demander: quartier", "demander: texte", "mot-double-sens"),
    ],
)
def test_a_search_is_checked(asking: Folder, old: str, new: str, code: str) -> None:
    asking.edit(MENU, old, new)
    assert code in asking.codes()


def test_a_search_needs_the_quartier(asking: Folder) -> None:
    asking.edit(MENU, "Bouger: quartier", "Bouger: liste\n      Dire où: quartier")
    assert asking.codes() == ["quartier-pas-demande"]


def test_a_misspelt_kind_is_told_from_a_known_one(asking: Folder) -> None:
    asking.edit(MENU, "mobilite,", "mobilites,")
    assert "mobilite" in asking.load().problems[0].fix


@pytest.mark.parametrize("where", [MENU, SERVICES])
def test_of_many_themes_only_the_nearest_are_proposed(asking: Folder, where: str) -> None:
    asking.edit(SERVICES, "    date_maj", "    thematiques: [mobilite--preparer-un-permis]\n    date_maj")
    asking.edit(where, "[mobilite", "[permis, mobilite")
    (found,) = asking.load().problems
    assert found.code == "valeur-refusee"
    assert found.message.startswith("« permis » n'est ")
    assert found.fix.startswith("les plus proches : mobilite--preparer-un-permis, ")
    assert found.fix.count(",") == 2


def test_a_value_that_is_like_no_other_is_refused_without_the_whole_list(asking: Folder) -> None:
    asking.edit(SERVICES, "    date_maj", "    thematiques: [zzz]\n    date_maj")
    (found,) = asking.load().problems
    assert found.message == "« zzz » n'est pas accepté sous « thematiques »"
    assert found.fix.startswith("prenez une valeur du standard, par exemple « ")


def test_of_a_few_values_all_are_proposed(asking: Folder) -> None:
    asking.edit(SERVICES, "    date_maj", "    frais: gratuite\n    date_maj")
    (found,) = asking.load().problems
    assert (found.message, found.fix) == ("« gratuite » n'est pas accepté sous « frais »", "acceptés : gratuit, payant")


def test_no_theme_has_the_name_of_a_network() -> None:
    themes, networks = set(map(str, Thematique)), set(map(str, ReseauPorteur))
    beginnings = {theme.partition("--")[0] for theme in themes}
    assert len(themes) + len(beginnings) + len(networks) == len(KINDS)


class TestWhatARecordSays:
    def test_without_a_theme_or_a_network_nothing_is_found_by_it(self, folder: Folder) -> None:
        assert offered(folder) == ()

    def test_what_it_does_not_say_its_structure_says(self, folder: Folder) -> None:
        folder.edit(STRUCTURES, "    adresse:", "    telephone: '0199000000'\n    commune: Rennes\n    adresse:")
        theme = "    thematiques: [mobilite--preparer-un-permis]\n    zone_eligibilite: [france]\n"
        folder.edit(SERVICES, "    date_maj", theme + "    date_maj")
        folder.edit(SERVICES, "    latitude: 48.127\n    longitude: -1.661\n", "")
        (found,) = offered(folder)
        assert found == Service(
            id="allervers--permanence",
            name="Permanence",
            place="Mission locale, 7 rue de la Parcheminerie",
            commune="Rennes",
            department=found.department,
            at=Point(48.127, -1.661),
            kinds=frozenset({"mobilite--preparer-un-permis", "mobilite"}),
            description="Sans rendez-vous.",
            contact="0199000000",
            zone=("france",),
        )

    def test_the_network_of_its_structure_is_a_kind_too(self, folder: Folder) -> None:
        folder.edit(STRUCTURES, "    date_maj", "    reseaux_porteurs: [epide]\n    date_maj")
        (found,) = offered(folder)
        assert found.kinds == {"epide"}

    def test_an_imported_one_is_found_as_well_and_its_postcode_says_its_departement(self, folder: Folder) -> None:
        rows = [structure(reseaux_porteurs=["reseau-bge"]), service(telephone="0199000000")]
        (folder.path / "tout.json").write_text(json.dumps(rows), "utf-8")
        bring_records([folder.path / "tout.json"], folder.path / "data", everywhere=True)
        (found,) = offered(folder)
        assert (found.department, found.contact) == ("35", "0199000000")
        assert found.kinds == {"mobilite--preparer-un-permis", "mobilite", "reseau-bge"}


def test_a_quartier_where_nobody_calls_yet_may_say_so(folder: Folder) -> None:
    quartier = '  ailleurs: {nom: Ailleurs, commune: Brest, latitude: "48.39", longitude: "-4.48"}\n'
    path = "data/quartiers.yaml"
    folder.write(path, (folder.path / path).read_text("utf-8").rstrip("\n") + "\n" + quartier)
    assert folder.codes() == ["quartier-sans-partenaire"]
    folder.edit(path, '"-4.48"}', '"-4.48", sans_partenaire: oui}')
    assert folder.codes() == []
