"""Where posters hang: each place has a link that opens the bot and tells it where its reader lives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.playbook import Playbook

_ROBOT = re.compile(r"[A-Za-z][A-Za-z0-9_]{4,31}")
_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram takes after `start=`."""


class BadName(ValueError):
    """It is no name of a bot; the French sentence says what one looks like."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a poster hangs: the `link` that names it to the bot, what people call it, and its town ("" if unknown)."""

    link: str
    name: str
    town: str

    @property
    def said(self) -> str:
        """Return it as a poster says it: « Maurepas, Rennes »."""
        return self.name if not self.town or self.town in self.name else f"{self.name}, {self.town}"

    def address(self, robot: str) -> str:
        """Return what the QR code of this place holds."""
        return f"https://t.me/{robot}?start={self.link}"


def robot_name(written: str) -> str:
    """Return the name of a bot as its link has it, from `@name`, `name` or the link itself; raises `BadName`."""
    name = written.strip().removeprefix("https://").removeprefix("t.me/").removeprefix("@")
    if not _ROBOT.fullmatch(name):
        raise BadName("Ce n'est pas un nom de robot Telegram : 5 à 32 lettres sans accent, chiffres ou « _ ».")
    return name


def places(playbook: Playbook) -> Iterator[Place]:
    """Yield every place that Telegram can be told, those of the quartiers and structures written by hand first."""
    territory = playbook.territory
    for link, quartier in territory.links.items():
        if _LINK.fullmatch(link):
            at = territory.quartiers.get(quartier)
            yield Place(link, territory.sign_of(link), at.commune.partition(";")[0].strip() if at else "")


def place_at(playbook: Playbook, link: str) -> Place | None:
    """Return the place of a link, None when there is none."""
    return next((place for place in places(playbook) if place.link == link), None)
