"""Posters as PDF, one a page, with their fonts in the file: what a printer asks for."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bot.posters.layout import HEIGHT, WIDTH, Sheet, Size
from bot.posters.type import load


def as_pdf(sheets: Sequence[Sheet], size: Size) -> bytes:
    """Return posters as one file; the same posters are always the same bytes."""
    load()
    file = io.BytesIO()
    unit = mm * size.scale
    canvas = Canvas(file, (WIDTH * unit, HEIGHT * unit), lang="fr", invariant=1)
    canvas.setTitle(sheets[0].title if len(sheets) == 1 else "Affiches Allervers")
    for sheet in sheets:
        canvas.scale(unit, unit)
        _draw(canvas, sheet)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    """Draw a poster; a PDF counts lengths from the bottom."""
    code = canvas.beginPath()
    for bar in sheet.bars:
        code.rect(bar.left, HEIGHT - bar.top - bar.height, bar.width, bar.height)
    canvas.drawPath(code, stroke=0, fill=1)
    for line in sheet.lines:
        canvas.setFont(line.font, line.size)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - line.baseline, line.text)
