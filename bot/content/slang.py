"""How people write on a phone, in parler_jeune.yaml, and what they say, in a file a dialogue or an emergency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.content.leaves import Form, Name, Prose, wrong
from bot.core.speech import Speech

ASTRAY = "hors_sujet"
"""The name of the examples of what is about nothing that the bot knows."""
CALM = ("exagerations", "jours_ordinaires")
"""The names of the examples of what is no emergency: what sounds grave, and what is said on other days."""
_CUT = "-"
_BETWEEN = re.compile(r"[,\n]")


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a list written between commas or one a line."""
    return tuple(item for part in _BETWEEN.split(text) if (item := part.strip()))


def about(file: str) -> str:
    """Return what a file of examples is about, by its name: a long one may be cut, as `sante` and `sante-dents`."""
    return file.partition(_CUT)[0]


class SpeechForm(Form):
    """parler_jeune.yaml; every part may be left out."""

    veut_dire: dict[str, Prose] = Field(default_factory=dict)
    politesses: Prose = ","
    petits_mots: Prose = ","
    refus: Prose = ","
    familles: dict[Name, Prose] = Field(default_factory=dict)

    def speech(self, examples: Mapping[str, tuple[str, ...]] | None = None) -> Speech:
        """Return what the engine understands by, with examples by the names of their files."""
        named = dict(examples or {})
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
            named.pop(ASTRAY, ()),
            named,
        )


def _no_dashes(value: Any) -> Any:
    if isinstance(value, list):
        fix = "écrivez « exemples: | », une phrase par ligne, sans tirets"
        raise wrong("forme-inattendue", "les exemples sont un texte, pas une liste", fix)
    return value


class ExamplesForm(Form):
    """A file of dialogues/exemples, which is `about` a dialogue or an emergency, `ASTRAY` or in `CALM`."""

    exemples: Annotated[Prose, BeforeValidator(_no_dashes)]

    @property
    def said(self) -> tuple[str, ...]:
        """Return the examples, one a line."""
        return tuple(line.strip() for line in self.exemples.splitlines() if line.strip())
