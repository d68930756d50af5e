"""Official quartiers: outlines and list, brought in, completed, never doubled."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.content.imports.bringing import bring_quartiers
from bot.content.loader import load
from bot.core.territory import Quartier
from tests.content.imports import samples

Write = Callable[..., Path]


def quartiers(data: Path) -> dict[str, Quartier]:
    loaded = load(data.parent / "dialogues", data)
    assert loaded.playbook
    return dict(loaded.playbook.territory.quartiers)


def test_an_outline_becomes_a_quartier_with_its_code_centre_and_ring(data: Path, write: Write) -> None:
    outline = samples.feature(
        "QX00002M", "Le Blosne", geometry={"type": "Polygon", "coordinates": samples.square(48.089, -1.662)}
    )
    report = bring_quartiers([write("q.geojson", samples.outlines(outline))], data)
    assert (report.kept, report.changed, report.refused) == (1, 1, [])
    blosne = quartiers(data)["qx00002m"]
    assert (blosne.code, blosne.name, blosne.commune, blosne.centre) == (
        "QX00002M",
        "Le Blosne",
        "Rennes",
        (48.089, -1.662),
    )
    assert [len(ring) for ring in blosne.outlines] == [5]
    assert blosne.outlines[0][0] == (-1.666, 48.085)


def test_one_in_two_pieces_over_two_communes_keeps_both(data: Path, write: Write) -> None:
    bring_quartiers([write("q.geojson", samples.outlines(samples.straddling()))], data)
    found = quartiers(data)["qx99999m"]
    assert (found.commune, len(found.outlines)) == ("Creil; Nogent", 2)
    assert found.centre == (49.270, 2.462), "the middle of the larger piece"


def test_one_that_was_written_by_hand_is_completed_never_doubled(data: Path, write: Write) -> None:
    bring_quartiers([write("q.geojson", samples.outlines(samples.feature(name="MAUREPAS")))], data)
    maurepas = quartiers(data)
    assert list(maurepas) == ["maurepas"]
    assert (maurepas["maurepas"].name, maurepas["maurepas"].aliases) == ("Maurepas", ("gayeulles",))
    assert (maurepas["maurepas"].code, len(maurepas["maurepas"].outlines)) == ("QX00003M", 1)


def test_the_code_that_an_operator_wrote_decides_whatever_the_names(data: Path, write: Write) -> None:
    path = data / "quartiers.yaml"
    path.write_text(path.read_text("utf-8").replace("commune: Rennes", "commune: Rennes, code: QX00009M"), "utf-8")
    features = samples.feature("QX00003M", "Maurepas"), samples.feature("QX00009M", "Maurepas Gros Chêne")
    bring_quartiers([write("q.geojson", samples.outlines(*features))], data)
    found = quartiers(data)
    assert list(found) == ["maurepas", "qx00003m"]
    assert found["maurepas"].code == "QX00009M"
    assert "Maurepas Gros Chêne" in found["maurepas"].aliases, "its official name is understood too"


def test_the_same_name_in_another_commune_is_another_quartier(data: Path, write: Write) -> None:
    bring_quartiers([write("q.geojson", samples.outlines(samples.feature(lib_com="Creil", insee_com="60175")))], data)
    assert list(quartiers(data)) == ["maurepas", "qx00003m"]


@pytest.mark.parametrize(("half", "centre"), [(0.004, (48.126, -1.66)), (0.0001, (48.2, -1.7))])
def test_a_centre_written_by_hand_stays_while_it_is_inside(
    data: Path, write: Write, half: float, centre: tuple[float, float]
) -> None:
    at = (48.127, -1.661) if half == 0.004 else (48.2, -1.7)
    outline = {"type": "Polygon", "coordinates": samples.square(*at, half)}
    bring_quartiers([write("q.geojson", samples.outlines(samples.feature(geometry=outline)))], data)
    assert quartiers(data)["maurepas"].centre == centre


def test_the_list_mends_lost_zeros_and_splits_communes(data: Path, write: Write) -> None:
    report = bring_quartiers([write("liste.csv", samples.LIST)], data)
    assert (report.kept, report.refused) == (2, [])
    assert "Sans contour : 2." in report.text()
    kept = json.loads((data / "importes" / "quartiers.json").read_text("utf-8"))["records"]
    assert [row["insee"] for row in kept] == [["01053"], ["02571", "02691"]]
    assert quartiers(data)["qx00201m"].centre is None, "found by its name only, until its outline comes"


def test_outlines_and_list_complete_each_other_in_any_order(data: Path, write: Write) -> None:
    outlines = write("q.geojson", samples.outlines(samples.feature("QX00101M", "Les Essais")))
    listed = write("liste.csv", samples.LIST)
    bring_quartiers([outlines], data)
    bring_quartiers([listed], data)
    assert len(quartiers(data)["qx00101m"].outlines) == 1


def test_a_second_import_changes_nothing(data: Path, write: Write, lying: Callable[[], Any]) -> None:
    files = [
        write("q.geojson", samples.outlines(samples.feature(), samples.straddling())),
        write("l.csv", samples.LIST),
    ]
    bring_quartiers(files, data)
    before = lying()
    assert bring_quartiers(files, data).changed == 0
    assert lying() == before


LAMBERT = [[[652000, 6862000]] * 5]
TINY = [[[-1.66, 48.12], [-1.66, 48.12], [-1.66, 48.12], [-1.66, 48.12]]]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code_qp": "QP093001"}, "géographie 2024"),
        ({"code_qp": ""}, "n'est pas un code"),
        ({"lib_qp": "<script>alert(1)</script>"}, "balisage"),
        ({"lib_qp": " "}, "manque"),
        ({"insee_com": "Rennes"}, "code de commune"),
        ({"geometry": None}, "pas de contour"),
        ({"geometry": {"type": "Point", "coordinates": [-1.66, 48.1]}}, "ni un Polygon"),
        ({"geometry": {"type": "Polygon", "coordinates": LAMBERT}}, "WGS 84"),
        ({"geometry": {"type": "Polygon", "coordinates": samples.square(-1.66, 48.126)}}, "inversées"),
        ({"geometry": {"type": "Polygon", "coordinates": samples.square(40.7, -74.0)}}, "pas en France"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[float("nan"), 48.1]] * 4]}}, "WGS 84"),
        ({"geometry": {"type": "Polygon", "coordinates": [[[float("inf"), 48.1]] * 4]}}, "WGS 84"),
        ({"geometry": {"type": "Polygon", "coordinates": TINY}}, "n'entoure rien"),
        ({"geometry": {"type": "Polygon", "coordinates": []}}, "moins de quatre points"),
        ({"geometry": {"type": "MultiPolygon", "coordinates": []}}, "vide"),
    ],
)
def test_what_is_wrong_is_refused_with_its_reason_and_the_rest_is_kept(
    data: Path, write: Write, changes: dict[str, Any], said: str
) -> None:
    file = write("q.geojson", samples.outlines(samples.feature(**changes), samples.straddling()))
    report = bring_quartiers([file], data)
    assert (report.kept, len(report.refused)) == (1, 1)
    assert said in report.refused[0].reason
    assert report.refused[0].id == (changes.get("code_qp", "QX00003M") or "n° 1")
