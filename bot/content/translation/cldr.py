"""What the Unicode consortium knows of a language, proposed to its translators: days, months, how a date is written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

from bot.content.translation.file import SMALL_WORDS
from bot.content.translation.passages import Passage

_REGIONS = {"en": "en_GB"}
"""The form of a language that Europe writes."""
_PATTERN = {"E": "{{ jour }}", "d": "{{ numero }}", "M": "{{ mois }}"}
_FIELD = re.compile(r"'([^']*)'|E+|M+|d+")
_SKELETONS = ("MMMMEEEEd", "MMMMEd")


def proposed(code: str, passage: Passage) -> str:
    """Return what to propose for a passage, empty when nothing is known."""
    name = passage.context.removeprefix(f"{SMALL_WORDS}/")
    return known(code).get(name, "") if passage.context.startswith(SMALL_WORDS) else ""


def known(code: str) -> Mapping[str, str]:
    """Return the small words of a language that are known, none for one that is not described."""
    try:
        locale = Locale.parse(_REGIONS.get(code, code))
    except (UnknownLocaleError, ValueError):
        return {}
    return {
        "jours": "\n".join(locale.days["format"]["wide"][day] for day in range(7)),
        "mois": "\n".join(locale.months["format"]["wide"][month] for month in range(1, 13)),
        "date": _date(locale),
        "premier": "1",
        "heure": "{{ h }}:00",
        "heure_et_minutes": "{{ h }}:{{ min }}",
        "virgule": locale.number_symbols.get("latn", {}).get("decimal", "."),
    }


def _date(locale: Locale) -> str:
    patterns = (locale.datetime_skeletons.get(skeleton) for skeleton in _SKELETONS)
    written = next((found.pattern for found in patterns if found), "E d MMMM")
    return _FIELD.sub(lambda found: found[1] or _PATTERN[found[0][0]], written)
