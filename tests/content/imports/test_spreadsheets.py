"""The editors' .xlsx template and Parquet exports, as their programs write them; and workbooks meant to harm."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from bot.content.imports import formats, spreadsheet
from bot.content.imports.bringing import bring_records
from tests.content.imports.samples import Row, service, structure

Write = Callable[..., Path]

AS_CELLS = {
    "code_postal": 35700.0,
    "date_maj": dt.datetime(2026, 10, 1),  # noqa: DTZ001  cells know no time zone
    "telephone": 199001234.0,
}
"""What a spreadsheet makes of a postcode, a date and a telephone number."""
SIRET = {"siret": 13003013300016.0}


def sheet(book: Workbook, title: str, records: list[Row]) -> None:
    """Lay records out as the template does: two columns to pass over, the names, what they mean, then the records."""
    columns = list(dict.fromkeys(key for record in records for key in record))
    page = book.create_sheet(title)
    page.append(["__ignore__", "__ignore__", *columns])
    page.append(["Obligatoire", "Aide", *(f"Ce qu'il faut écrire dans « {column} »" for column in columns)])
    for record in records:
        page.append(["", "à compléter", *(cell(record.get(column)) for column in columns)])


def cell(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value


def workbook(**sheets: list[Row]) -> bytes:
    book = Workbook()
    book.active.title = "Lisez-moi"
    book.active.append(["Ce modèle a deux feuilles."])
    for title, records in sheets.items():
        sheet(book, title, records)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def template(*services: Row) -> bytes:
    return workbook(Structures=[structure(**AS_CELLS, **SIRET)], Services=[*services] or [service(**AS_CELLS)])


def kept(data: Path, name: str) -> Row:
    return json.loads((data / "importes" / f"{name}.json").read_text("utf-8"))["records"][0]


def test_the_template_is_read_as_its_editors_fill_it(data: Path, write: Write) -> None:
    report = bring_records([write("modele.xlsx", template())], data)
    assert (report.kept, report.changed, report.refused) == (2, 2, []), report.text()
    written = kept(data, "structures")
    assert (written["code_postal"], written["siret"]) == ("35700", "13003013300016")
    assert (written["date_maj"], written["telephone"]) == ("2026-10-01", "0199001234")
    assert kept(data, "services")["thematiques"] == ["mobilite--preparer-un-permis"]


def test_the_same_workbook_again_changes_nothing(data: Path, write: Write) -> None:
    path = write("modele.xlsx", template())
    bring_records([path], data)
    assert bring_records([path], data).changed == 0


def test_a_postcode_finds_its_first_zero_again(data: Path, write: Write) -> None:
    ain = structure(code_postal=1000.0, code_insee=1053.0, commune="Bourg-en-Bresse")
    bring_records([write("m.xlsx", workbook(Structures=[ain]))], data, everywhere=True)
    assert (kept(data, "structures")["code_postal"], kept(data, "structures")["code_insee"]) == ("01000", "01053")


def test_a_faulty_line_is_refused_by_its_id_and_the_rest_is_kept(data: Path, write: Write) -> None:
    wrong = service("exemple--faux", **AS_CELLS, horaires_accueil="Jeudi 14h-17h")
    report = bring_records([write("modele.xlsx", template(service(**AS_CELLS), wrong))], data)
    assert ([refusal.id for refusal in report.refused], report.kept) == (["exemple--faux"], 2)


def test_a_sheet_without_explanations_loses_no_record(data: Path, write: Write) -> None:
    book, row = Workbook(), structure(**AS_CELLS)
    book.active.title = "structures"
    book.active.append(list(row))
    book.active.append(list(row.values()))
    file = io.BytesIO()
    book.save(file)
    assert bring_records([write("nu.xlsx", file.getvalue())], data).kept == 1


def other_sheets() -> bytes:
    return workbook(Adresses=[structure()])


def with_member(name: str, contents: bytes) -> bytes:
    file = io.BytesIO(template())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, contents)
    return file.getvalue()


def bomb() -> bytes:
    return with_member("xl/media/zeros.bin", bytes(spreadsheet.MOST_UNPACKED))


def entities() -> bytes:
    return with_member("xl/extra.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def entities_in_utf_16() -> bytes:
    return with_member("xl/extra.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"))


def a_row_far_below() -> bytes:
    """Return a workbook of one sheet, whose second row claims to be the nine thousand millionth."""
    source, file = zipfile.ZipFile(io.BytesIO(workbook(Structures=[structure()]))), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.infolist():
            contents = source.read(member).replace(b'<row r="3"', b'<row r="9000000000"')
            archive.writestr(member, contents)
    return file.getvalue()


HOSTILE = {
    "none of the sheets": (other_sheets, "ni feuille « Structures » ni feuille « Services »"),
    "cut short": (lambda: template()[:-200], "coupé ou abîmé"),
    "an archive of something else": (lambda: zipped("a.txt", b"b"), "coupé ou abîmé"),
    "a zip bomb": (bomb, "décompressé, il dépasse 256 Mio"),
    "an XML bomb": (entities, "déclarations XML"),
    "an XML bomb in UTF-16": (entities_in_utf_16, "déclarations XML"),
    "rows without end": (a_row_far_below, "dépasse 200000 lignes"),
}


def zipped(name: str, contents: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, contents)
    return file.getvalue()


@pytest.mark.parametrize("which", HOSTILE)
def test_a_workbook_that_is_no_template_is_refused_in_words_and_nothing_changes(
    data: Path, write: Write, lying: Callable[[], dict[str, bytes]], which: str
) -> None:
    make, said = HOSTILE[which]
    bring_records([write("bon.xlsx", template())], data)
    path, before = write("mauvais.xlsx", make()), lying()
    report = bring_records([path], data)
    assert (report.read, [said in refusal.reason for refusal in report.refused]) == (0, [True]), report.text()
    assert lying() == before


def test_parquet_is_read_with_its_lists_and_its_dates(data: Path, write: Write, tmp_path: Path) -> None:
    dated = {"date_maj": dt.date(2026, 10, 1)}
    for name, row in (("structures", structure(**dated)), ("services", service(**dated))):
        parquet.write_table(pa.Table.from_pylist([row]), tmp_path / f"{name}.parquet")
    report = bring_records([tmp_path / "structures.parquet", tmp_path / "services.parquet"], data)
    assert (report.kept, report.refused) == (2, [])
    assert (kept(data, "services")["publics"], kept(data, "services")["date_maj"]) == (["jeunes"], "2026-10-01")


def test_a_parquet_file_cut_short_is_refused(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "coupe.parquet"
    parquet.write_table(pa.Table.from_pylist([structure()]), path)
    path.write_bytes(path.read_bytes()[:-20])
    report = bring_records([path], data)
    assert (report.read, "coupé ou abîmé" in report.refused[0].reason) == (0, True)


def test_a_parquet_file_of_endless_rows_is_refused_before_they_are_read(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.parquet"
    parquet.write_table(pa.table({"id": pa.nulls(formats.MOST_ROWS + 1)}), path)
    report = bring_records([path], data)
    assert (report.read, "dépasse" in report.refused[0].reason) == (0, True)
