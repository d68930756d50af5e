"""Posters: a place, what the bot is in a few words, and the QR code that opens it there. Drawn as SVG and as PDF."""

from bot.posters.layout import Sheet, lay_out
from bot.posters.pdf import as_pdf
from bot.posters.places import BadName, Place, place_at, places, robot_name
from bot.posters.svg import as_svg

__all__ = ["BadName", "Place", "Sheet", "as_pdf", "as_svg", "lay_out", "place_at", "places", "robot_name"]
