"""Events to import: judged one by one, merged by id, and what operators wrote by hand wins."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.content.imports.bringing import bring_events, bring_records
from bot.content.loader import load
from bot.core.happenings import Employer, Happening
from bot.core.places import Point
from tests.content.imports import samples

Write = Callable[..., Path]

CSV = (
    "\ufeffid;titre;genre;debut;fin;lieu;adresse;commune;latitude;longitude;employeurs;pour_qui;a_apporter;places\r\n"
    "jd;Job dating;job_dating;2026-12-03 14:00;2026-12-03 17:00;Grande salle;;Rennes;48.127;-1.656;"
    "Employeur d'exemple: serveur, plongeur | Un autre;Tout le monde;un CV;4\r\n"
    ";;;;;;;;;;;;;\r\n"
)


def event(name: str = "jd", **changes: Any) -> samples.Row:
    row = {"id": name, "titre": "Job dating", "genre": "job_dating", "lieu": "Grande salle", "commune": "Rennes"}
    row |= {"debut": "2026-12-03 14:00", "fin": "2026-12-03 17:00", "latitude": 48.127, "longitude": -1.656}
    return row | changes


def happenings(data: Path) -> dict[str, Happening]:
    loaded = load(data.parent / "dialogues", data)
    assert loaded.playbook, loaded.problems
    return dict(loaded.playbook.happenings)


def test_an_event_comes_from_json(data: Path, write: Write) -> None:
    row = event(
        employeurs=[{"nom": "Employeur d'exemple", "postes": ["serveur", "plongeur"]}, {"nom": "Un autre"}],
        pour_qui="Tout le monde",
        a_apporter=["un CV"],
        places=4,
        exemple=True,
    )
    report = bring_events([write("e.json", {"evenements": [row]})], data)
    assert (report.kept, report.changed, report.refused) == (1, 1, [])
    found = happenings(data)["jd"]
    assert found.employers == (Employer("Employeur d'exemple", ("serveur", "plongeur")), Employer("Un autre"))
    assert (found.place, found.at, found.left) == ("Grande salle", Point(48.127, -1.656), 4)


def test_the_same_event_comes_from_a_table(data: Path, write: Write) -> None:
    bring_events([write("e.csv", CSV)], data)
    from_table = happenings(data)
    row = event(
        employeurs=[{"nom": "Employeur d'exemple", "postes": ["serveur", "plongeur"]}, {"nom": "Un autre"}],
        pour_qui="Tout le monde",
        a_apporter="un CV",
        places=4.0,
    )
    assert bring_events([write("e.json", [row])], data).changed == 0
    assert happenings(data) == from_table


def test_a_second_import_changes_nothing_and_a_new_version_replaces_its_event(
    data: Path, write: Write, lying: Callable[[], Any]
) -> None:
    bring_events([write("e.json", [event(), event("autre")])], data)
    before = lying()
    assert bring_events([write("e.json", [event("autre"), event()])], data).changed == 0
    assert lying() == before
    assert bring_events([write("e.json", [event(places="2")])], data).changed == 1
    assert {name: told.left for name, told in happenings(data).items()} == {"autre": None, "jd": 2}


def test_what_is_written_by_hand_wins(data: Path, write: Write) -> None:
    bring_events([write("e.json", [event()])], data)
    mine = json.dumps({key: str(value) for key, value in event(titre="À la main").items() if key != "id"})
    (data / "evenements.yaml").write_text(f"evenements:\n  jd: {mine}\n", "utf-8")
    assert happenings(data)["jd"].title == "À la main"


def test_a_structure_lends_its_place_whether_imported_or_by_hand(data: Path, write: Write) -> None:
    bring_records([write("s.json", [samples.structure()])], data)
    nowhere = {"lieu": "", "latitude": None, "longitude": None}
    rows = [event(structure="exemple--s1", **nowhere), event("b", structure="allervers--mission-locale", **nowhere)]
    assert bring_events([write("e.json", rows)], data).refused == []
    assert [told.place for told in happenings(data).values()] == [
        "Mission locale, 7 rue de la Parcheminerie",
        "Structure d'exemple",
    ]


TRAPS: dict[str, tuple[samples.Row, str]] = {
    "date": ({"debut": "jeudi 14 h"}, "« jeudi 14 h » n'est pas un jour et une heure"),
    "a-l-envers": ({"fin": "2026-12-03 13:00"}, "finit avant de commencer"),
    "deux-jours": ({"fin": "2026-12-04 13:00"}, "plus d'un jour"),
    "sans-titre": ({"titre": " "}, "« titre » manque"),
    "sans-fin": ({"fin": None}, "« fin » manque"),
    "genre": ({"genre": "soiree"}, "« soiree » n'est pas accepté"),
    "places": ({"places": "beaucoup"}, "nombre de places"),
    "structure": ({"structure": "absente"}, "la structure « absente » n'est pas connue"),
    "position-inversee": ({"latitude": -1.656, "longitude": 48.127}, "inversées"),
    "position-ailleurs": ({"latitude": 0, "longitude": 0}, "n'est pas en France"),
    "position-a-moitie": ({"longitude": None}, "incomplète"),
    "position-nan": ({"latitude": float("nan")}, "n'est pas un nombre"),
    "position-infinie": ({"longitude": float("inf")}, "n'est pas un nombre"),
    "position-mots": ({"latitude": "au nord"}, "n'est pas une position"),
    "script": ({"titre": "<script>alert(1)</script>"}, "balisage"),
    "gabarit": ({"pour_qui": "{{ 7*7 }}"}, "gabarit"),
    "invisible": ({"lieu": "Salle \u202eelas"}, "invisible"),
    "script-du-patron": ({"employeurs": [{"nom": "<b>Lise</b>"}]}, "« employeurs » contient du balisage"),
    "poste-piege": ({"employeurs": [{"nom": "Lise", "postes": ["{{ x }}"]}]}, "« employeurs » contient un gabarit"),
    "employeurs": ({"employeurs": 42}, "« employeurs » doit être une liste"),
    "poste-imbrique": ({"employeurs": [{"nom": "Lise", "postes": [{"a": "b"}]}]}, "« employeurs »"),
    "exemple": ({"exemple": "peut-être"}, "n'est pas accepté"),
}
"""What is wrong with an event, and a part of what is said of it."""


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_is_refused_with_its_id_and_reason_and_the_rest_is_kept(data: Path, write: Write, trap: str) -> None:
    changes, said = TRAPS[trap]
    report = bring_events([write("e.json", [event(trap, **changes), event()])], data)
    assert [refusal.id for refusal in report.refused] == [trap]
    assert said in report.refused[0].reason
    assert (report.kept, list(happenings(data))) == (1, ["jd"])


@pytest.mark.parametrize("name", ["", None, "Majuscule", "avec espace", "é", "-x", "x" * 41, "../../etc"])
def test_an_id_is_short_and_plain(data: Path, write: Write, name: Any) -> None:
    (refusal,) = bring_events([write("e.json", [event(name)])], data).refused
    assert "« id » manque" in refusal.reason


def test_an_id_that_comes_again_is_refused_and_the_first_one_kept(data: Path, write: Write) -> None:
    report = bring_events([write("e.json", [event(), event(titre="Un autre")])], data)
    assert [refusal.id for refusal in report.refused] == ["jd"]
    assert (report.kept, happenings(data)["jd"].title) == (1, "Job dating")


def test_rows_that_are_no_events_are_refused(data: Path, write: Write) -> None:
    report = bring_events([write("e.json", [event(), 42, ["a"], None])], data)
    assert [refusal.id for refusal in report.refused] == ["n° 2", "n° 3", "n° 4"]


HOSTILE: dict[str, tuple[str, Any, str]] = {
    "truncated": ("e.json", json.dumps([event()])[:-9], "coupé ou abîmé"),
    "deep": ("e.json", "[" * 200_000, "emboîtent"),
    "latin-1": ("e.csv", CSV.replace("\ufeff", "").replace("Job", "Né").encode("latin-1"), "pas en UTF-8"),
    "a web page": ("e.json", "<html>", "page web"),
    "empty": ("e.csv", "", "vide"),
    "other columns": ("e.csv", "a;b\n1;2\n", "pas d'événements"),
    "structures": ("e.json", [samples.structure()], "pas d'événements"),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_nothing_changes(
    data: Path, write: Write, lying: Callable[[], Any], which: str
) -> None:
    name, contents, said = HOSTILE[which]
    bring_events([write("bon.json", [event()])], data)
    before = lying()
    report = bring_events([write(name, contents)], data)
    assert (report.read, report.kept, report.changed) == (0, 0, 0)
    assert [(refusal.id, said in refusal.reason) for refusal in report.refused] == [(name, True)], report.text()
    assert lying() == before


def test_an_imported_file_that_was_touched_is_a_problem_and_left_out(data: Path, write: Write) -> None:
    bring_events([write("e.json", [event()])], data)
    path = data / "importes" / "evenements.json"
    path.write_text(path.read_text("utf-8").replace("Job", "Bob"), "utf-8")
    loaded = load(data.parent / "dialogues", data)
    assert [problem.code for problem in loaded.problems] == ["import-abime"]
