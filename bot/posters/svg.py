"""A poster as SVG: for the web, or to be changed in a drawing program."""

from __future__ import annotations

from xml.sax.saxutils import escape

from bot.posters.layout import HEIGHT, WIDTH, Bar, Line, Sheet, Size
from bot.posters.type import BOLD

_FAMILY = "'DejaVu Sans', 'Bitstream Vera Sans', Verdana, sans-serif"
"""Fonts of the same width as that of the PDF; any other that a machine may have is narrower."""


def as_svg(sheet: Sheet, size: Size) -> str:
    """Return a poster as one SVG file, which a screen reader reads by its title and its texts."""
    wide, high = (f"{length * size.scale:g}mm" for length in (WIDTH, HEIGHT))
    sides = f'width="{wide}" height="{high}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {sides} lang="fr" role="img" aria-labelledby="titre">',
            f'<title id="titre">{escape(sheet.title)}</title>',
            f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#fff"/>',
            f'<path d="{"".join(map(_bar, sheet.bars))}" fill="#000" shape-rendering="crispEdges"/>',
            f'<g fill="#000" text-anchor="middle" font-family="{_FAMILY}">',
            *map(_line, sheet.lines),
            "</g>",
            "</svg>",
            "",
        ]
    )


def _bar(bar: Bar) -> str:
    return f"M{bar.left:.3f} {bar.top:.3f}h{bar.width:.3f}v{bar.height:.3f}h-{bar.width:.3f}z"


def _line(line: Line) -> str:
    weight = ' font-weight="bold"' if line.font == BOLD else ""
    at = f'x="{WIDTH / 2:g}" y="{line.baseline:.2f}" font-size="{line.size:.2f}"'
    return f"<text {at}{weight}>{escape(line.text)}</text>"
