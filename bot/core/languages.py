"""The names of languages, in French; a language is its ISO 639 code, as Telegram gives it."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "fr": "français",
    "en": "anglais",
    "ar": "arabe",
    "es": "espagnol",
    "pt": "portugais",
    "it": "italien",
    "de": "allemand",
    "nl": "néerlandais",
    "pl": "polonais",
    "ro": "roumain",
    "bg": "bulgare",
    "sq": "albanais",
    "sr": "serbe",
    "uk": "ukrainien",
    "ru": "russe",
    "hy": "arménien",
    "ka": "géorgien",
    "tr": "turc",
    "ku": "kurde",
    "fa": "persan",
    "ps": "pachto",
    "ur": "ourdou",
    "hi": "hindi",
    "pa": "pendjabi",
    "bn": "bengali",
    "ta": "tamoul",
    "zh": "chinois",
    "vi": "vietnamien",
    "kab": "kabyle",
    "ber": "berbère",
    "am": "amharique",
    "ti": "tigrigna",
    "so": "somali",
    "sw": "swahili",
    "ln": "lingala",
    "wo": "wolof",
    "ff": "peul",
    "bm": "bambara",
    "snk": "soninké",
    "mg": "malgache",
    "ht": "créole haïtien",
    "rom": "romani",
    "fsl": "langue des signes française",
}


def base(code: str) -> str:
    """Return a language without its region: « pt » of « pt-BR »."""
    return code.replace("_", "-").partition("-")[0].lower()


def name(code: str) -> str:
    """Return the name of a language, its code when we do not know it."""
    return NAMES.get(base(code), code)
