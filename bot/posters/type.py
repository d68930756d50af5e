"""The letters of posters: two free fonts that the PDF carries with it, and how wide a text is in them."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "Vera", "VeraBd"


@cache
def load() -> None:
    """Make the fonts known to the library, once."""
    for font in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(font, f"{font}.ttf"))


def width(text: str, size: float, font: str) -> float:
    """Return how wide a text is, in the unit of its size."""
    load()
    return float(pdfmetrics.stringWidth(text, font, size))
