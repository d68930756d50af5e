"""evenements.yaml: how an event is written, what it takes from its structure, and what may be left out."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.content.events_form import moment
from bot.core.dates import PARIS
from bot.core.happenings import Employer, Happening
from bot.core.places import Point
from tests.content.conftest import Folder

FILE = "data/evenements.yaml"
HOURS = 'genre: job_dating, debut: "2026-12-03 14:00", fin: "2026-12-03 17:00", source: annonce du 02/11/2026'


def one(folder: Folder, more: str) -> Happening:
    """Return the only event of a folder."""
    folder.write(FILE, f"evenements:\n  jd: {{titre: Job dating, {HOURS}, {more}}}\n")
    loaded = folder.load()
    assert loaded.playbook, loaded.problems
    return loaded.playbook.happenings["jd"]


def test_a_territory_may_have_none(folder: Folder) -> None:
    assert folder.load().problems == ()
    playbook = folder.load().playbook
    assert playbook
    assert playbook.happenings == {}


def test_everything_that_can_be_written(folder: Folder) -> None:
    folder.write(
        FILE,
        """
evenements:
  jd:
    titre: Job dating
    genre: job_dating
    debut: "2026-12-03 14:00"
    fin: 2026-12-03T17:00
    lieu: Grande salle
    adresse: 1 rue de l'Exemple
    commune: Rennes
    latitude: "48.126"
    longitude: "-1.66"
    employeurs:
      - nom: Employeur d'exemple
        postes: [serveur, plongeur]
      - nom: Un autre
    pour_qui: Tout le monde.
    a_apporter: [un CV, ta bonne humeur]
    places: "4"
    sur_inscription: au guichet
    vrai_si: il ne neige pas
    source: exemple
    verifie_le: 2026-11-25
    exemple: oui
""",
    )
    playbook = folder.load().playbook
    assert playbook
    assert playbook.happenings["jd"] == Happening(
        id="jd",
        title="Job dating",
        kind="job_dating",
        start=datetime(2026, 12, 3, 14, tzinfo=PARIS),
        end=datetime(2026, 12, 3, 17, tzinfo=PARIS),
        place="Grande salle, 1 rue de l'Exemple",
        commune="Rennes",
        at=Point(48.126, -1.66),
        employers=(Employer("Employeur d'exemple", ("serveur", "plongeur")), Employer("Un autre")),
        who="Tout le monde.",
        bring="un CV, ta bonne humeur",
        left=4,
        signup="au guichet",
        proviso="il ne neige pas",
    )


def test_a_structure_lends_its_place(folder: Folder) -> None:
    found = one(folder, "structure: allervers--mission-locale")
    assert (found.place, found.at) == ("Mission locale, 7 rue de la Parcheminerie", Point(48.127, -1.661))


def test_its_own_place_wins_over_that_of_its_structure(folder: Folder) -> None:
    own = "lieu: Sous le préau, latitude: '48.1', longitude: '-1.6'"
    found = one(folder, f"structure: allervers--mission-locale, {own}")
    assert (found.place, found.at) == ("Sous le préau", Point(48.1, -1.6))


@pytest.mark.parametrize(("written", "left"), [("", None), ('places: ""', None), ('places: "0"', 0)])
def test_unknown_places_are_not_none_left(folder: Folder, written: str, left: int | None) -> None:
    assert one(folder, f"structure: allervers--mission-locale, {written}").left == left


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("genre: soiree", "cle-double"),
        ("places: beaucoup", "valeur-refusee"),
        ("places: '-1'", "valeur-refusee"),
        ("employeurs: []", "texte-vide"),
        ("employeurs: [{postes: [serveur]}]", "cle-manquante"),
        ("exemple: peut-être", "valeur-refusee"),
        ("patron: x", "cle-inconnue"),
        ("structure: inconnue", "structure-inconnue"),
        ("latitude: '48.1'", "coordonnees-douteuses"),
        ("verifie_le: hier", "valeur-refusee"),
        ("commune: Rennes", "evenement-sans-lieu"),
    ],
)
def test_what_is_wrong_is_said(folder: Folder, more: str, code: str) -> None:
    structure = "" if "structure" in more or "commune" in more else ", structure: allervers--mission-locale"
    folder.write(FILE, f"evenements:\n  jd: {{titre: Job dating, {HOURS}, {more}{structure}}}\n")
    assert folder.codes() == [code]


def test_the_same_id_twice_is_said(folder: Folder) -> None:
    event = f"{{titre: Job dating, {HOURS}, structure: allervers--mission-locale}}"
    folder.write(FILE, f"evenements:\n  jd: {event}\n  jd: {event}\n")
    assert folder.codes() == ["cle-double"]


@pytest.mark.parametrize(
    "text", ["2026-12-03", "14:00", "03/12/2026 14:00", "2026-13-03 14:00", "2026-12-03 24:00", "2026-12-03 14h", ""]
)
def test_a_moment_is_a_day_and_an_hour(text: str) -> None:
    with pytest.raises(Exception, match="pas un jour et une heure"):
        moment(text)


class TestDialogues:
    """What `check` says of the steps about events."""

    STEPS = """
dialogue: job_dating
titre: Job datings
on_dit: [job dating]
etapes:
  quartier:
    demander: quartier
    dire: Tu habites où ?
  liste:
    chercher: evenements
    dire: Voici.
    fiche: |
      {{ titre }}
    bouton: |
      {{ titre }}
    puis: detail
    si_vide: rien
  detail:
    chercher: evenement_choisi
    dire: Voilà.
    fiche: |
      {{ quand }} {{ condition }}
    si_vide: rien
    choix:
      La carte: carte
      Fini: fin
  carte:
    envoyer: carte
    de: evenement_choisi
    dire: |
      {{ lieu }}
    si_vide: rien
    puis: detail
  rien:
    dire: Rien.
"""

    def test_a_list_with_buttons_alone_waits_for_one(self, folder: Folder) -> None:
        folder.write("dialogues/job_dating.yaml", self.STEPS)
        assert folder.codes() == []

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("{{ titre }}\n    bouton", "{{ nom }}\n    bouton", "mot-inconnu"),
            ("bouton: |\n      {{ titre }}", "bouton: |\n      {{ nom }}", "mot-inconnu"),
            ("{{ lieu }}", "{{ lieux }}", "mot-inconnu"),
            ("envoyer: carte", "envoyer: pigeon", "valeur-refusee"),
            ("    de: evenement_choisi\n", "", "cle-manquante"),
            ("chercher: evenements", "chercher: dispositifs", "valeur-refusee"),
            (
                "    puis: detail\n    si_vide: rien\n  detail",
                "    puis: details\n    si_vide: rien\n  detail",
                "etape-inconnue",
            ),
            ("de: evenement_choisi", "de: dispositifs", "valeur-refusee"),
        ],
    )
    def test_what_is_wrong_is_said(self, folder: Folder, old: str, new: str, code: str) -> None:
        assert old in self.STEPS
        folder.write("dialogues/job_dating.yaml", self.STEPS.replace(old, new, 1))
        assert code in folder.codes()

    def test_a_list_of_events_needs_the_quartier(self, folder: Folder) -> None:
        asked = "  quartier:\n    demander: quartier\n    dire: Tu habites où ?\n"
        folder.write("dialogues/job_dating.yaml", self.STEPS.replace(asked, ""))
        assert folder.codes() == ["quartier-pas-demande"]
