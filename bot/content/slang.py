"""What may be written in dialogues/parler_jeune.yaml: how people write on a phone, in lists that fit on a line."""

from __future__ import annotations

import re

from pydantic import Field

from bot.content.leaves import Form, Name, Prose
from bot.core.speech import Speech

_BETWEEN = re.compile(r"[,\n]")


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a list written between commas or one a line."""
    return tuple(item for part in _BETWEEN.split(text) if (item := part.strip()))


class SpeechForm(Form):
    """parler_jeune.yaml; every part may be left out."""

    veut_dire: dict[str, Prose] = Field(default_factory=dict)
    politesses: Prose = ","
    petits_mots: Prose = ","
    refus: Prose = ","
    familles: dict[Name, Prose] = Field(default_factory=dict)
    hors_sujet: Prose = ","
    exemples: dict[Name, Prose] = Field(default_factory=dict)

    def speech(self) -> Speech:
        """Return what the engine understands by."""
        meanings: dict[str, str] = {}
        for meaning, written in self.veut_dire.items():
            for way in listed(written):
                meanings.setdefault(way, meaning)
        return Speech(
            meanings,
            listed(self.politesses),
            listed(self.petits_mots),
            listed(self.refus),
            {name: listed(words) for name, words in self.familles.items()},
            listed(self.hors_sujet),
            {name: listed(said) for name, said in self.exemples.items()},
        )
