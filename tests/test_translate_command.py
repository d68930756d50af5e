"""`allervers translate`: what goes out to translators comes back, and what they broke does not."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.content.translation import po
from tests.content import folders

LIST = "permanences/liste/dire"


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folders.lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLERVERS_DIALOGUES", str(tmp_path / "dialogues"))
    monkeypatch.setenv("ALLERVERS_DATA", str(tmp_path / "data"))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["translate", *words])


def entries(name: str = "dialogues/langues/ar.po") -> dict[str, po.Entry]:
    return {entry.context: entry for entry in po.read(Path(name).read_text("utf-8")).entries}


def fill(name: str, **texts: str) -> None:
    """Translate entries, « liste » for the one of `LIST`."""
    found = po.read(Path(name).read_text("utf-8"))
    places = {"liste": LIST, "rien": "permanences/rien/dire"}
    said = {places[key]: text for key, text in texts.items()}
    filled = [po.Entry(e.context, e.source, said.get(e.context, e.target), fuzzy=True) for e in found.entries]
    Path("rempli.po").write_text(po.write(found.header, filled), "utf-8")


def test_a_language_is_written_beside_the_dialogues() -> None:
    told = run("export", "ar")
    assert told.exit_code == 0
    assert "dialogues/langues/ar.po" in told.output
    assert LIST in entries()


def test_those_that_exist_are_brought_up_to_date() -> None:
    run("export", "ar")
    text = Path("dialogues/permanences.yaml").read_text("utf-8")
    Path("dialogues/permanences.yaml").write_text(text.replace("Je n'ai rien trouvé.", "Je n'ai rien."), "utf-8")
    assert run("export").exit_code == 0
    assert entries()["permanences/rien/dire"].source == "Je n'ai rien."


def test_what_is_translated_comes_back() -> None:
    run("export", "ar")
    fill("dialogues/langues/ar.po", liste="قرب {{ quartier }}:", rien="لا شيء.")
    told = run("import", "rempli.po")
    assert told.exit_code == 0
    assert (entries()[LIST].target, entries()[LIST].fuzzy) == ("قرب {{ quartier }}:", True)


def test_what_is_broken_is_refused_with_its_place_and_the_rest_is_taken() -> None:
    run("export", "ar")
    fill("dialogues/langues/ar.po", liste="قرب:", rien="لا شيء.")
    told = run("import", "rempli.po")
    line = entries("rempli.po")[LIST].target_line
    assert told.exit_code == 1
    assert f"rempli.po:{line}:1: {LIST} : « {{{{ quartier }}}} » a disparu" in told.output
    assert (entries()[LIST].target, entries()["permanences/rien/dire"].target) == ("", "لا شيء.")


def test_a_spreadsheet_goes_out_and_comes_back() -> None:
    assert run("export", "ar", "--format", "xlsx").exit_code == 0
    book = openpyxl.load_workbook("ar.xlsx")
    page = book.active
    for row in page.iter_rows(min_row=2):
        if row[0].value == LIST:
            row[3].value, row[4].value = "قرب {{ quartier }}:", "oui"
        if row[0].value == "permanences/rien/dire":
            row[3].value = "*لا شيء*"
            broken = row[0].row
    book.save("ar.xlsx")
    told = run("import", "ar.xlsx")
    assert told.exit_code == 1
    assert f"ar.xlsx:{broken}:1: permanences/rien/dire : le gras" in told.output
    assert (entries()[LIST].target, entries()[LIST].fuzzy) == ("قرب {{ quartier }}:", True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export",), "Dites quelle langue"),
        (("export", "klingon"), "n'est pas une langue connue"),
        (("export", "fr"), "n'est pas une langue connue"),
        (("import", "absent.po"), "n'existe pas"),
        (("import", "en-rempli.po"), "en-rempli.po ne dit pas sa langue : ajoutez --langue en.\n"),
        (("import", "rendu.po"), "rendu.po ne dit pas sa langue : ajoutez --langue et son code, "),
        (("import", "tableau.xlsx"), "ne peut pas être lu"),
        (("import", "latin.po"), "ne peut pas être lu"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    Path("tableau.xlsx").write_bytes(b"not a spreadsheet")
    for name in ("en-rempli.po", "rendu.po"):
        Path(name).write_text('msgid "Bonjour"\nmsgstr "Hello"\n', "utf-8")
    Path("latin.po").write_bytes('msgid "é"'.encode("latin-1"))
    told = run(*words)
    assert told.exit_code == 1
    assert said in told.output


def test_a_file_that_cannot_be_read_is_never_written_over() -> None:
    Path("dialogues/langues").mkdir()
    Path("dialogues/langues/ar.po").write_bytes(b"\xff\xfe")
    assert run("export", "ar").exit_code == 1
    assert Path("dialogues/langues/ar.po").read_bytes() == b"\xff\xfe"


def test_while_a_dialogue_cannot_be_read_nothing_is_put_aside() -> None:
    run("export", "ar")
    before = Path("dialogues/langues/ar.po").read_bytes()
    Path("dialogues/permanences.yaml").write_text("dialogue: [", "utf-8")
    assert run("export", "ar").exit_code == 1
    assert Path("dialogues/langues/ar.po").read_bytes() == before
