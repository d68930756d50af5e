"""The files of imported records: what is read is what was written, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.imports import shelf
from bot.content.imports.files import Unreadable

SAID = st.text(max_size=8) | st.sampled_from([",", "]}", "]}\n", '"', "\n"])
ROWS = st.lists(st.dictionaries(st.sampled_from("abz"), SAID | st.lists(SAID, max_size=2)), max_size=6)
EACH = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
LINE = ("nom", "Accueil"), ("themes", ["emploi"])


@EACH
@given(rows=ROWS, block=st.integers(1, 200))
def test_records_come_back_as_they_were_wherever_a_block_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[shelf.Row], block: int
) -> None:
    monkeypatch.setattr(shelf, "_BLOCK", block)
    path = shelf.place(tmp_path, shelf.SERVICES)
    shelf.replace_all({path: {str(index): row for index, row in enumerate(rows)}})
    assert list(shelf.stored(path)) == rows


@pytest.mark.parametrize("at", range(0, 130, 7))
def test_a_file_that_lost_or_changed_a_letter_gives_nothing(tmp_path: Path, at: int) -> None:
    path = shelf.place(tmp_path, shelf.SERVICES)
    shelf.replace_all({path: {"1": dict(LINE), "2": dict(LINE)}})
    whole = path.read_bytes()
    for damaged in (whole[:at] + whole[at + 1 :], whole[:at] + b"#" + whole[at + 1 :]):
        path.write_bytes(damaged)
        with pytest.raises(Unreadable, match="modifié à la main, ou abîmé"):
            list(shelf.stored(path))


def test_a_file_of_other_records_is_of_another_version(tmp_path: Path) -> None:
    path = shelf.place(tmp_path, shelf.SERVICES)
    shelf.replace_all({path: {"1": dict(LINE)}})
    with pytest.raises(Unreadable, match="autre version"):
        list(shelf.read(path, dict[str, int]))
