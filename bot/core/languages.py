"""The names of languages, in French; a language is its ISO 639 code, as Telegram gives it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.core.understand import fold

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

OWN: Mapping[str, str] = {
    "fr": "Français",
    "en": "English",
    "ar": "العربية",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "de": "Deutsch",
    "nl": "Nederlands",
    "pl": "Polski",
    "ro": "Română",
    "bg": "Български",
    "sq": "Shqip",
    "sr": "Srpski",
    "uk": "Українська",
    "ru": "Русский",
    "hy": "Հայերեն",
    "ka": "ქართული",
    "tr": "Türkçe",
    "ku": "Kurdî",
    "fa": "فارسی",
    "ps": "پښتو",
    "ur": "اردو",
    "hi": "हिन्दी",
    "pa": "ਪੰਜਾਬੀ",
    "bn": "বাংলা",
    "ta": "தமிழ்",
    "zh": "中文",
    "vi": "Tiếng Việt",
    "kab": "Taqbaylit",
    "ber": "Tamazight",
    "am": "አማርኛ",
    "ti": "ትግርኛ",
    "so": "Soomaali",
    "sw": "Kiswahili",
    "ln": "Lingála",
    "ff": "Pulaar",
    "bm": "Bamanankan",
    "snk": "Sooninke",
    "mg": "Malagasy",
    "ht": "Kreyòl ayisyen",
    "rom": "Romani",
}
"""What those who speak a language call it."""

_ALSO: Mapping[str, str] = {
    "french": "fr",
    "english": "en",
    "arabic": "ar",
    "darija": "ar",
    "spanish": "es",
    "castellano": "es",
    "ukrainian": "uk",
    "turkish": "tr",
    "portuguese": "pt",
    "italian": "it",
    "german": "de",
    "russian": "ru",
    "romanian": "ro",
    "polish": "pl",
    "kurmanji": "ku",
    "sorani": "ku",
    "farsi": "fa",
    "dari": "fa",
    "pashto": "ps",
    "urdu": "ur",
    "bengali": "bn",
    "tamoul": "ta",
    "mandarin": "zh",
    "tamazight": "ber",
    "rifain": "ber",
    "chleuh": "ber",
    "tigrinya": "ti",
    "swahili": "sw",
    "peul": "ff",
    "pular": "ff",
    "fulani": "ff",
    "creole": "ht",
    "lsf": "fsl",
    "langue des signes": "fsl",
}
"""Other names that are typed."""

MOST_WORDS = 4
"""Words of « moi je parle soninké »; more of them speak of something else."""


def base(code: str) -> str:
    """Return a language without its region: « pt » of « pt-BR »."""
    return code.replace("_", "-").partition("-")[0].lower()


def name(code: str) -> str:
    """Return the name of a language, its code when we do not know it."""
    return NAMES.get(base(code), code)


def own(code: str) -> str:
    """Return what those who speak a language call it, its French name when we do not know that."""
    return OWN.get(base(code), name(code))


def own_name(text: str) -> str | None:
    """Return the code of the language whose own name is all that a text says; None for anything else."""
    return _owners().get(fold(text))


def named(text: str) -> str | None:
    """Return the code of the language that a few words name, in French, in itself or in English; None for none."""
    said = f" {fold(text)} "
    if said.count(" ") > MOST_WORDS + 1:
        return None
    found = [called for called in _called() if f" {called} " in said]
    return _called()[max(found, key=len)] if found else None


@cache
def _owners() -> dict[str, str]:
    return {fold(called): code for code, called in OWN.items()}


@cache
def _called() -> dict[str, str]:
    every = (*NAMES.items(), *OWN.items(), *((code, called) for called, code in _ALSO.items()))
    return {folded: code for code, called in every if (folded := fold(called))}
