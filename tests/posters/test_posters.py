"""A poster is read back as a phone and a passer-by read it: from the file that a printer gets."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from bot.core.playbook import Playbook, PosterWords
from bot.posters import BadName, Place, Sheet, as_pdf, as_svg, lay_out, place_at, places, robot_name
from bot.posters.layout import HEIGHT, LEAST_CODE, MARGIN, QUIET, WIDTH, Size
from bot.posters.type import width

ROBOT = "allervers_rennes_bot"
LONGEST = "groupe-solidarite-emploi-maurepas"
SCREEN_DOTS = 360
"""Pixels across the poster as a narrow phone shows it."""


@pytest.fixture
def words(playbook: Playbook) -> PosterWords:
    return playbook.poster_words


@pytest.fixture
def sheet(playbook: Playbook, words: PosterWords) -> Sheet:
    place = place_at(playbook, LONGEST)
    assert place
    return lay_out(place, ROBOT, words)


def drawn(pdf: bytes, dots: int = 1000) -> Image.Image:
    """Draw the only page of a PDF so many pixels wide."""
    (page,) = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return page.render(scale=dots / page.get_width()).to_pil()


def scanned(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def extent(code: Sheet) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of the black of a code."""
    bars = code.bars
    return (
        min(bar.left for bar in bars),
        min(bar.top for bar in bars),
        max(bar.left + bar.width for bar in bars),
        max(bar.top + bar.height for bar in bars),
    )


class TestCode:
    @pytest.mark.parametrize("size", Size)
    @pytest.mark.parametrize("link", ["maurepas", LONGEST, "x" * 64])
    def test_the_printed_code_opens_the_bot_at_its_place(self, words: PosterWords, size: Size, link: str) -> None:
        pdf = as_pdf([lay_out(Place(link, "Maurepas", "Rennes"), ROBOT, words)], size)
        assert scanned(drawn(pdf)) == [f"https://t.me/{ROBOT}?start={link}"]

    def test_every_place_that_ships_has_its_own(self, playbook: Playbook, words: PosterWords) -> None:
        read = {
            place.link: scanned(drawn(as_pdf([lay_out(place, ROBOT, words)], Size.A6), 500))
            for place in places(playbook)
        }
        assert read.keys() == playbook.territory.links.keys()
        assert read == {link: [f"https://t.me/{ROBOT}?start={link}"] for link in read}

    def test_a_narrow_phone_shows_it_well_enough_to_be_scanned(self, sheet: Sheet) -> None:
        assert scanned(drawn(as_pdf([sheet], Size.A4), SCREEN_DOTS)) == [sheet.address]

    def test_torn_or_written_upon_it_still_opens(self, sheet: Sheet) -> None:
        image = drawn(as_pdf([sheet], Size.A4))
        left, top, right, bottom = (length * image.width / WIDTH for length in extent(sheet))
        torn = (
            left + 0.45 * (right - left),
            top + 0.45 * (bottom - top),
            right - 0.25 * (right - left),
            bottom - 0.3 * (bottom - top),
        )
        ImageDraw.Draw(image).rectangle(torn, fill="white")
        assert scanned(image) == [sheet.address]

    def test_it_is_large_with_its_white_border(self, sheet: Sheet) -> None:
        left, top, right, bottom = extent(sheet)
        quiet = QUIET * min(bar.height for bar in sheet.bars)
        assert right - left + 2 * quiet >= LEAST_CODE
        assert right - left == pytest.approx(bottom - top)
        assert left + right == pytest.approx(WIDTH)
        near = [line for line in sheet.lines if top - quiet < line.baseline < bottom + quiet]
        assert near == []

    def test_the_code_of_the_svg_is_that_of_the_pdf(self, sheet: Sheet) -> None:
        image = Image.new("L", (int(WIDTH * 5), int(HEIGHT * 5)), 255)
        pen = ImageDraw.Draw(image)
        bars = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-\3z", as_svg(sheet, Size.A4))
        for left, top, wide, high in (map(float, bar) for bar in bars):
            pen.rectangle((left * 5, top * 5, (left + wide) * 5, (top + high) * 5), fill=0)
        assert scanned(image) == [sheet.address]


class TestWords:
    def test_it_says_where_it_hangs_what_it_is_and_the_link_in_letters(self, sheet: Sheet) -> None:
        said = " ".join(line.text for line in sheet.lines).replace("\u00a0", " ")
        for text in (
            "Groupe solidarité emploi de Maurepas, Rennes",
            "Écris à Allervers sur Telegram.",
            f"t.me/{ROBOT}?start={LONGEST}",
            f"@{ROBOT}",
            "Gratuit.",
        ):
            assert text in said

    @pytest.mark.parametrize("size", Size)
    def test_the_pdf_carries_its_letters_and_can_be_read_aloud(self, sheet: Sheet, size: Size) -> None:
        pdf = as_pdf([sheet], size)
        (page,) = pypdfium2.PdfDocument(io.BytesIO(pdf))
        assert "Écris à Allervers" in page.get_textpage().get_text_bounded()
        assert pdf.count(b"/FontFile2") == 2
        assert b"/Lang (fr)" in pdf

    def test_the_svg_has_a_title_a_language_and_its_texts(self, sheet: Sheet) -> None:
        root = ET.fromstring(as_svg(sheet, Size.A4))  # noqa: S314  our own
        name = "{http://www.w3.org/2000/svg}"
        assert root.attrib["lang"] == "fr"
        assert root.find(f"{name}title").text == sheet.title  # type: ignore[union-attr]
        assert [text.text for text in root.iter(f"{name}text")] == [line.text for line in sheet.lines]

    def test_what_operators_and_places_are_called_never_breaks_the_svg(self, words: PosterWords) -> None:
        made = lay_out(Place("a", "L'Été & <Cie>", 'Saint-"Denis"'), ROBOT, words)
        ET.fromstring(as_svg(made, Size.A6))  # noqa: S314  our own

    @given(
        name=st.text(st.characters(codec="latin-1", exclude_categories=("Cc",)), min_size=1, max_size=120),
        title=st.text(st.characters(codec="latin-1", exclude_categories=("Cc",)), max_size=400),
    )
    def test_whatever_is_said_it_stands_on_the_sheet(self, name: str, title: str) -> None:
        words = PosterWords(*[lambda _known: "Des mots."] * 7)
        made = lay_out(Place("a", name, ""), ROBOT, replace(words, titre=lambda _known: title))
        assert all(MARGIN / 2 < line.baseline < HEIGHT - MARGIN / 2 for line in made.lines)
        assert extent(made)[3] < HEIGHT - MARGIN
        broken = [line for line in made.lines if " " in line.text]
        assert all(width(line.text, line.size, line.font) <= WIDTH for line in broken)


class TestSizes:
    def test_an_a6_is_half_an_a4(self, sheet: Sheet) -> None:
        millimetres = {}
        for size in Size:
            (page,) = pypdfium2.PdfDocument(io.BytesIO(as_pdf([sheet], size)))
            millimetres[size] = tuple(round(side * 25.4 / 72, 1) for side in page.get_size())
        assert millimetres == {Size.A4: (210.0, 297.0), Size.A6: (105.0, 148.5)}
        assert 'width="105mm" height="148.5mm" viewBox="0 0 210 297"' in as_svg(sheet, Size.A6)

    def test_the_same_poster_is_the_same_file(self, sheet: Sheet) -> None:
        assert as_pdf([sheet], Size.A4) == as_pdf([sheet], Size.A4)


class TestPlaces:
    def test_a_town_that_the_name_says_is_not_said_again(self) -> None:
        assert Place("a", "Hauts de Creil", "Creil").said == "Hauts de Creil"
        assert Place("a", "Maurepas", "Rennes").said == "Maurepas, Rennes"

    def test_what_telegram_would_not_take_as_a_link_has_no_poster(self, playbook: Playbook) -> None:
        links = dict.fromkeys(["maurepas", "x" * 65, "a.b", "a b"], "maurepas")
        known = replace(playbook, territory=replace(playbook.territory, links=links))
        assert [place.link for place in places(known)] == ["maurepas"]

    def test_a_place_that_does_not_exist_is_none(self, playbook: Playbook) -> None:
        assert place_at(playbook, "nulle-part") is None

    @pytest.mark.parametrize("written", [ROBOT, f"@{ROBOT}", f"t.me/{ROBOT}", f" https://t.me/{ROBOT} "])
    def test_the_bot_is_named_as_people_write_it(self, written: str) -> None:
        assert robot_name(written) == ROBOT

    @pytest.mark.parametrize("written", ["", "bot", "é_un_robot", "a b c d e", f"{ROBOT}?start=x", "1robot", "x" * 33])
    def test_what_is_no_name_of_a_bot_is_refused(self, written: str) -> None:
        with pytest.raises(BadName):
            robot_name(written)
