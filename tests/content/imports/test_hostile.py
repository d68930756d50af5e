"""Whatever comes as a file: refused in words, never raised, and the data folder stays as it was."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.imports import files
from bot.content.imports.alone import alone
from bot.content.imports.bringing import bring_quartiers, bring_records
from tests.content.imports import samples
from tests.content.imports.samples import service, structure

Write = Callable[..., Path]
Lying = Callable[[], dict[str, bytes]]

WHOLE = json.dumps([structure()])
HOSTILE: dict[str, tuple[str, Any, str]] = {
    "truncated": ("s.json", WHOLE[:-30], "coupé ou abîmé"),
    "truncated inside an object": ("s.json", json.dumps({"structures": [structure()]})[:-3], "coupé ou abîmé"),
    "deep lists": ("s.json", "[" * 200_000, "emboîtent"),
    "deep objects": ("s.json", '{"a":' * 200_000, "emboîtent"),
    "latin-1": ("s.json", json.dumps([structure(nom="Élan")], ensure_ascii=False).encode("latin-1"), "pas en UTF-8"),
    "utf-16": ("s.json", WHOLE.encode("utf-16"), "UTF-16"),
    "a web page": ("s.json", "<!doctype html><script>alert(1)</script>", "page web"),
    "an archive": ("s.csv", b"PK\x03\x04....", "archive"),
    "null bytes": ("s.csv", b"id,nom\0", "octets nuls"),
    "empty": ("s.json", "", "vide"),
    "blank": ("s.json", " \n ", "vide"),
    "a spreadsheet cut short": ("s.xlsx", b"PK\x03\x04", "coupé ou abîmé"),
    "an old spreadsheet": ("s.xls", b"\xd0\xcf\x11\xe0", "enregistrez-le en .xlsx"),
    "a program": ("s.exe", b"MZ", "extension"),
    "no extension": ("s", WHOLE, "extension"),
    "json under a csv name": ("s.csv", WHOLE, "renommez-le"),
    "an unclosed quote": ("s.csv", 'id,nom\n"a,b', "guillemet"),
    "a cell without end": ("s.csv", "id,nom\na," + "b" * 200_000, "abîmé"),
    "a number": ("s.json", "42", "liste de fiches"),
    "an endless number": ("s.json", "[" + "9" * 10_000 + "]", "nombre démesuré"),
    "other columns": ("s.csv", "a;b\n1;2\n", "colonnes de data·inclusion"),
    "parquet that is none": ("s.parquet", b"PAR1", "Parquet"),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_it_is_refused_in_words_and_nothing_changes(data: Path, write: Write, lying: Lying, which: str) -> None:
    name, contents, said = HOSTILE[which]
    bring_records([write("bon.json", [structure(), service()])], data)
    before = lying()
    report = bring_records([write(name, contents)], data)
    assert (report.read, report.kept, report.changed) == (0, 0, 0)
    assert [(refusal.id, said in refusal.reason) for refusal in report.refused] == [(name, True)], report.text()
    assert lying() == before


def test_ten_gigabytes_are_refused_by_their_size_before_they_are_read(data: Path, write: Write, lying: Lying) -> None:
    path, before = write("gros.json", "["), lying()
    os.truncate(path, 10 * 1024**3)
    report = bring_records([path], data)
    assert f"dépasse {files.MOST_BYTES // 1024**2} Mio" in report.refused[0].reason
    assert lying() == before


def test_two_imports_never_write_at_once(data: Path, write: Write, lying: Lying) -> None:
    path, before = write("s.json", [structure()]), lying()
    with alone(data):
        report = bring_records([path], data)
    assert (report.kept, "un autre import" in report.refused[0].reason) == (0, True)
    assert lying() == before
    assert bring_records([path], data).kept == 1


def test_an_import_that_was_killed_holds_nothing(data: Path, write: Write) -> None:
    child = os.fork()
    if child == 0:
        with alone(data):
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert bring_records([write("s.json", [structure()])], data).kept == 1


def test_what_is_not_a_file_is_refused(data: Path, tmp_path: Path, write: Write) -> None:
    os.mkfifo(tmp_path / "tuyau.json")
    for path, said in (
        (tmp_path, "dossier"),
        (tmp_path / "tuyau.json", "périphérique"),
        (tmp_path / "absent.json", "n'existe pas"),
        (Path("a\0.json"), "nom invalide"),
    ):
        assert said in bring_records([path], data).refused[0].reason


def test_a_file_that_one_may_not_read_is_refused(data: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("ferme.json", WHOLE)

    def closed(*_: Any, **__: Any) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(files.Unreadable, match="pas le droit"):
        files.content(path, (".json",))


def test_a_good_file_beside_a_broken_one_is_kept(data: Path, write: Write) -> None:
    report = bring_records([write("casse.json", "["), write("bon.json", [structure()])], data)
    assert (report.read, report.kept, [refusal.id for refusal in report.refused]) == (1, 1, ["casse.json"])


def test_a_full_disk_leaves_what_was_there(
    data: Path, write: Write, lying: Lying, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_records([write("bon.json", [structure(), service()])], data)
    before = lying()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    report = bring_records([write("neuf.json", [structure(nom="Un nouveau nom"), service("exemple--v2")])], data)
    assert (report.read, report.kept, report.changed) == (0, 0, 0)
    assert "impossible d'écrire" in report.refused[-1].reason
    assert lying() == before


@pytest.mark.parametrize("name", ["structures", "services"])
def test_an_imported_file_that_was_edited_by_hand_is_never_merged_over(
    data: Path, write: Write, lying: Lying, name: str
) -> None:
    file = write("bon.json", [structure(), service()])
    bring_records([file], data)
    path = data / "importes" / f"{name}.json"
    path.write_bytes(path.read_bytes().replace(b"exemple", b"EXEMPLE"))
    before = lying()
    report = bring_records([file], data)
    assert report.read == 0
    assert "modifié à la main" in report.refused[-1].reason
    assert lying() == before


def test_a_report_cannot_disturb_a_terminal(data: Path, write: Write) -> None:
    report = bring_records([write("s.json", [service("\x1b[2J" + "x" * 500)])], data)
    assert "\x1b" not in report.text()
    assert max(map(len, report.text().splitlines())) < 300


@given(
    contents=st.binary(max_size=400),
    suffix=st.sampled_from([".json", ".csv", ".geojson", ".jsonl", ".parquet", ".xlsx"]),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_never_raise_and_never_change_the_data(
    data: Path, write: Write, lying: Lying, contents: bytes, suffix: str
) -> None:
    path, before = write(f"n{suffix}", contents), lying()
    assert bring_records([path], data).kept == bring_quartiers([path], data).kept == 0
    assert lying() == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(key=st.sampled_from([*service(), "zone_eligibilite", "siret", "courriel"]), value=JSON)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_in_any_key_is_kept_or_refused_never_raised(data: Path, write: Write, key: str, value: Any) -> None:
    report = bring_records([write("s.json", [structure(), service() | {key: value}])], data)
    assert report.kept + report.outside + len(report.refused) == 2
    assert report.read == 1, report.text()


@given(value=JSON, key=st.sampled_from(["type", "properties", "geometry"]))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_feature_is_kept_or_refused_never_raised(data: Path, write: Write, key: str, value: Any) -> None:
    rows = samples.outlines(samples.straddling(), samples.feature() | {key: value})
    report = bring_quartiers([write("q.json", rows)], data)
    assert report.kept + len(report.refused) == 2, samples
