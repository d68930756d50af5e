"""Structures and services of the national standard: judged one by one, kept near the quartiers, merged by id."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.content.imports.bringing import bring_records
from bot.content.loader import load
from bot.core.territory import Permanence
from tests.content.imports import samples
from tests.content.imports.samples import TRAPS, service, structure

Write = Callable[..., Path]


def permanences(data: Path) -> dict[str, Permanence]:
    loaded = load(data.parent / "dialogues", data)
    assert loaded.playbook
    return {permanence.id: permanence for permanence in loaded.playbook.territory.permanences}


def both(write: Write, *services: samples.Row) -> list[Path]:
    return [write("structures.json", [structure()]), write("services.json", list(services))]


def test_a_service_with_hours_becomes_a_place_to_drop_in(data: Path, write: Write) -> None:
    report = bring_records(both(write, service(adresse="3 rue de l'Exemple")), data)
    assert (report.kept, report.changed, report.refused, report.outside) == (2, 2, [], 0)
    found = permanences(data)["exemple--v1"]
    assert (found.name, found.place) == ("Permanence d'exemple", "Structure d'exemple, 3 rue de l'Exemple")
    assert found.at == (48.127, -1.656)


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_is_refused_with_its_id_and_reason_and_the_rest_is_kept(data: Path, write: Write, trap: str) -> None:
    changes, said = TRAPS[trap]
    report = bring_records(both(write, service(trap, **changes), service()), data)
    assert [refusal.id for refusal in report.refused] == [trap]
    assert said in report.refused[0].reason
    assert report.kept == 2


def test_an_id_that_comes_again_is_refused_and_the_first_one_kept(data: Path, write: Write) -> None:
    report = bring_records(both(write, service(), service(nom="Une autre")), data)
    assert [refusal.id for refusal in report.refused] == ["exemple--v1"]
    assert permanences(data)["exemple--v1"].name == "Permanence d'exemple"


def test_services_may_come_in_any_order_and_with_their_structures_in_one_file(data: Path, write: Write) -> None:
    assert bring_records([write("tout.json", [service(), structure()])], data).kept == 2
    assert bring_records([write("deux.json", {"services": [service()], "structures": [structure()]})], data).kept == 2


def test_a_service_may_belong_to_a_structure_known_before_or_written_by_hand(data: Path, write: Write) -> None:
    bring_records([write("structures.json", [structure()])], data)
    mine = service("exemple--v2", structure_id="allervers--mission-locale")
    assert bring_records([write("services.json", [service(), mine])], data).refused == []


def test_a_service_whose_structure_was_refused_says_so(data: Path, write: Write) -> None:
    report = bring_records([write("tout.json", [structure(nom="ab"), service()])], data)
    assert report.refused[-1] == ("exemple--v1", "sa structure « exemple--s1 » a été refusée")


def test_what_is_elsewhere_is_counted_not_refused(data: Path, write: Write) -> None:
    files = both(write, service(), service("exemple--brest", **samples.ELSEWHERE))
    report = bring_records(files, data)
    assert (report.kept, report.outside, report.refused) == (2, 1, [])
    assert "Hors du territoire : 1" in report.text()
    assert bring_records(files, data, everywhere=True).kept == 3


def test_a_structure_from_elsewhere_comes_with_the_service_that_it_holds_here(data: Path, write: Write) -> None:
    files = [write("structures.json", [structure(**samples.ELSEWHERE)]), write("services.json", [service()])]
    report = bring_records(files, data)
    assert (report.kept, report.outside, report.refused) == (2, 0, [])


def test_near_is_twenty_kilometres_from_a_quartier(data: Path, write: Write) -> None:
    at = {"commune": "Ailleurs", "code_insee": None, "code_postal": None, "longitude": -1.66}
    near, far = service("near", **at, latitude=48.126 + 0.179), service("far", **at, latitude=48.126 + 0.181)
    report = bring_records(both(write, near, far), data)
    assert (report.kept, report.outside) == (2, 1)


def test_a_service_that_says_nothing_of_where_it_is_follows_its_structure(data: Path, write: Write) -> None:
    nowhere = dict.fromkeys(samples.RENNES)
    assert bring_records(both(write, service(**nowhere)), data).kept == 2


def test_what_spreadsheets_do_is_undone(data: Path, write: Write) -> None:
    row = structure(code_postal=35700.0, siret="13003013300016.0", telephone=33100000000, lien_source="")
    bring_records([write("structures.json", [row])], data)
    kept = json.loads((data / "importes" / "structures.json").read_text("utf-8"))["records"][0]
    assert (kept["code_postal"], kept["siret"], kept["telephone"]) == ("35700", "13003013300016", "33100000000")
    assert "lien_source" not in kept


@pytest.mark.parametrize("cell", ['"[""jeunes"", ""femmes""]"', '"jeunes, femmes"', '"femmes,jeunes"'])
def test_a_list_in_a_cell_is_json_or_has_commas(data: Path, write: Write, cell: str) -> None:
    bring_records([write("structures.json", [structure()])], data)
    row = {key: str(value) for key, value in service().items() if key not in ("publics", "thematiques")}
    table = ",".join([*row, "publics"]) + "\n" + ",".join([*(f'"{value}"' for value in row.values()), cell]) + "\n"
    report = bring_records([write("services.csv", table)], data)
    assert (report.kept, report.refused) == (1, [])
    kept = json.loads((data / "importes" / "services.json").read_text("utf-8"))["records"][0]
    assert (kept["publics"], kept["latitude"]) == (["femmes", "jeunes"], 48.127)


def test_json_lines_are_read_one_by_one(data: Path, write: Write) -> None:
    lines = [json.dumps(structure()), json.dumps(service()), '{"id": "coupé']
    report = bring_records([write("export.jsonl", "\n".join(lines))], data)
    assert report.kept == 2
    assert report.refused == [("n° 3", "ce n'est pas une fiche lisible")]


def test_harmless_tags_are_taken_out_of_long_texts(data: Path, write: Write) -> None:
    bring_records(both(write, service(description="<p>Un accueil<br>ouvert.</p>")), data)
    assert permanences(data)["exemple--v1"].description == "Un accueil ouvert."


def test_a_second_import_changes_nothing_and_a_new_version_replaces_its_record(
    data: Path, write: Write, lying: Callable[[], Any]
) -> None:
    bring_records(both(write, service(), service("exemple--v2")), data)
    before = lying()
    assert bring_records(both(write, service("exemple--v2"), service()), data).changed == 0
    assert lying() == before
    assert bring_records(both(write, service(nom="Nouveau nom")), data).changed == 1
    assert permanences(data)["exemple--v1"].name == "Nouveau nom"
    assert "exemple--v2" in permanences(data), "what this file does not speak of stays"


def test_a_record_written_by_hand_wins_over_the_imported_one_of_its_id(data: Path, write: Write) -> None:
    bring_records(both(write, service()), data)
    mine = "  - " + json.dumps(service(nom="Écrit à la main"), ensure_ascii=False) + "\n"
    (data / "services.yaml").write_text("services:\n" + mine, "utf-8")
    (data / "structures.yaml").write_text("structures:\n  - " + json.dumps(structure()) + "\n", "utf-8")
    assert permanences(data)["exemple--v1"].name == "Écrit à la main"


def test_a_long_description_is_cut_for_the_card_but_kept_whole(data: Path, write: Write) -> None:
    bring_records(both(write, service(description="Des mots. " * 200)), data)
    assert len(permanences(data)["exemple--v1"].description) <= 300
    assert (data / "importes" / "services.json").stat().st_size > 2000


def test_a_service_written_by_hand_has_the_place_of_its_imported_structure(data: Path, write: Write) -> None:
    bring_records([write("structures.json", [structure()])], data)
    written = ("structure_id", "id", "nom", "source", "date_maj", "description", "horaires_accueil")
    lines = [f'{key}: "{service()[key]}"' for key in written]
    with (data / "services.yaml").open("a", encoding="utf-8") as file:
        file.write("  - " + "\n    ".join(lines) + "\n")
    loaded = load(data.parent / "dialogues", data)
    assert loaded.problems == ()
    assert permanences(data)["exemple--v1"].at == (48.127, -1.656)
