"""Every problem has a page in the manual, which prints what `check` prints and whose cure cures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.content.codes import CODES
from tests.content import manual
from tests.content.conftest import Folder
from tests.content.folders import BROKEN

PAGES = {path.stem: path.read_text("utf-8") for path in manual.FOLDER.glob("*.md")}
IN_WORDS = {
    "fichier-manquant",
    "fichier-vide",
    "fichier-trop-gros",
    "pas-utf8",
    "trop-imbrique",
    "texte-trop-long",
    "enchainement-trop-long",
    "trop-de-choix",
    "commande-invalide",
    "dialogue-manquant",
    "exemple-perdu",
    "import-abime",
    "message-long",
    "tutoiement",
}
"""Problems whose cure is told in words: a file is missing, renamed, or too big to be shown."""

AGAIN = "run « python -m tests.content.manual »"


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert PAGES.keys() == {*CODES, "README"}, AGAIN


def test_the_first_page_leads_to_all() -> None:
    assert PAGES["README"] == manual.index(), AGAIN


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_what_it_is_about_and_was_written(code: str) -> None:
    page = PAGES[code]
    assert page.startswith(manual.head(code, CODES[code])), AGAIN
    assert manual.TO_WRITE not in page


@pytest.mark.parametrize("code", CODES)
def test_a_page_prints_what_an_operator_reads(code: str) -> None:
    assert manual.told(PAGES[code]) == manual.printed(code), AGAIN


def test_the_page_of_a_new_code_is_begun_and_must_be_written() -> None:
    page = manual.again("impasse", "")
    assert page.startswith(manual.head("impasse", CODES["impasse"]))
    assert manual.told(page) == manual.printed("impasse")
    assert manual.TO_WRITE in page


def test_printing_again_leaves_what_was_written_by_hand() -> None:
    page = PAGES["impasse"]
    assert (
        manual.again("impasse", page.replace("aide.yaml:6:3", "aide.yaml:7:3").replace("*Critique", "*Conseil")) == page
    )


@pytest.mark.parametrize("code", sorted(CODES.keys() - IN_WORDS))
def test_what_a_page_shows_mended_mends_the_example(code: str, lay: Callable[..., Folder]) -> None:
    folder = lay(BROKEN / code)
    wrong, right = manual.blocks(PAGES[code])
    assert wrong
    assert [block.file for block in wrong] == [block.file for block in right]
    for broken, mended in zip(wrong, right, strict=True):
        folder.edit(broken.file, broken.text + "\n", mended.text + "\n")
    assert folder.codes() == []
