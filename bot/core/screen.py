"""What is on screen: the buttons last shown, each with the data that tells it from those of older screens."""

from __future__ import annotations

from bot.core.session import Option, Session


def buttons_of(session: Session) -> dict[str, Option]:
    """Return the options on screen by the data that their buttons carry."""
    screen = base36(session.screen)
    return {f"{screen}.{i}": option for i, option in enumerate(session.offered)}


def base36(number: int) -> str:
    """Return a positive number in base 36, as buttons carry it."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits or "0"
