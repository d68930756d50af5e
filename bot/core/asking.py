"""What each kind of question offers, and how a typed answer to it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

import phonenumbers

from bot.core import languages
from bot.core.flow import Ask, Asked, Text
from bot.core.playbook import Playbook, Words
from bot.core.session import Option
from bot.core.territory import ELSEWHERE, Quartier
from bot.core.understand import fold

CITY, QUARTIER = "ville:", "quartier:"
"""What the values of a quartier question begin with."""

MOST_CITIES = 4
"""Cities shown as buttons, those with the most quartiers; the others are typed. With the two others, six buttons."""
MOST_QUARTIERS = 40
"""Buttons under one message; a name that is not among them can be typed."""

_PRENOM = re.compile(r"[^\W\d_]+(?:['’ .-]+[^\W\d_]+){0,2}\.?")
_PRENOM_MOST = 40
_PRENOM_SAID = re.compile(
    r"(?:moi,? )?(?:c['’ ]?est|je m['’ ]?appelle|mon pr[ée]nom(?: c['’ ]?est| est)?) (\S+(?: \S+)?)", re.IGNORECASE
)
"""A sentence that says a name."""
_COSTLY = (phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST)
_DIGITS = re.compile(r"\+?\d(?:[\s./()‐–-]*\d)*")
_SHORTEST = 8
"""Digits of the shortest numbers that are asked for; the emergency numbers have two to four."""
_YES = frozenset(
    {
        *("oui", "ouais", "ouai", "oe", "ok", "yes", "d accord", "dac", "vas y", "bien sur", "carrement", "y"),
        *(
            "yeah",
            "yep",
            "sure",
            "si",
            "claro",
            "vale",
            "نعم",
            "ايوه",
            "اه",
            "واه",
            "так",
            "да",
            "evet",
            "olur",
            "tamam",
        ),
    }
)
_NO = frozenset(
    {
        *("non", "nan", "no", "nope", "pas du tout", "jamais", "n"),
        *("لا", "ні", "нет", "hayir", "yok"),
    }
)
"""As they are typed, folded, in every language that the bot speaks."""


def options(step: Ask, playbook: Playbook) -> tuple[Option, ...]:
    """Return the buttons that a question shows: its kind's own, then those that the operator wrote."""
    return (*_own(step.asked, playbook), *step.options)


def _own(asked: Asked, playbook: Playbook) -> tuple[Option, ...]:
    territory, words = playbook.territory, playbook.words
    match asked:
        case Asked.LANGUE:
            others = (code for code in playbook.languages if code != playbook.tongue.code)
            return tuple(Option(languages.own(code), "valeur", code) for code in others)
        case Asked.QUARTIER:
            cities = (Option(commune, "valeur", CITY + commune) for commune in territory.largest_communes(MOST_CITIES))
            return (*cities, Option(words.bouton_position({}), "position"), elsewhere(words))
        case Asked.OUI_NON:
            return Option(words.bouton_oui({}), "valeur", "oui"), Option(words.bouton_non({}), "valeur", "non")
        case _:
            return ()


def elsewhere(words: Words) -> Option:
    """Return the button of someone whose quartier is not among those shown."""
    return Option(words.bouton_ailleurs({}), "valeur", QUARTIER + ELSEWHERE)


def quartier_options(quartiers: Sequence[Quartier], words: Words) -> tuple[Option, ...]:
    """Return a button for each quartier, and one for those who live in none of them.

    Quartiers of several cities name theirs, with its département when two cities have the same name.
    """
    shown = quartiers[:MOST_QUARTIERS]
    cities = {q.commune: {other.department for other in shown if other.commune == q.commune} for q in shown}
    options = (Option(_called(q, cities), "valeur", QUARTIER + q.id) for q in shown)
    return (*options, elsewhere(words))


def _called(q: Quartier, cities: Mapping[str, set[str]]) -> str:
    city = f"{q.commune}, {q.department}" if len(cities[q.commune]) > 1 else q.commune
    several = len(cities) > 1 or city != q.commune
    return f"{q.name} ({city})" if several else q.name


def read(asked: Asked, text: str) -> str | None:
    """Return the answer that typed words give to a question of this kind, else None.

    A quartier is read by `Territory.named`, for it can mean several.
    """
    match asked:
        case Asked.TEXTE:
            return text.strip() or None
        case Asked.LANGUE:
            return languages.named(text)
        case Asked.PRENOM:
            return _prenom(text)
        case Asked.AGE:
            return _age(text)
        case Asked.TELEPHONE:
            return telephone(text)
        case Asked.OUI_NON:
            said = fold(text)
            return "oui" if said in _YES else "non" if said in _NO else None
        case _:
            return None


def _prenom(text: str) -> str | None:
    said = " ".join(unicodedata.normalize("NFC", text).split())
    sentence = _PRENOM_SAID.fullmatch(said)
    name = sentence[1] if sentence else said
    letters = "".join(c for c in name if not unicodedata.category(c).startswith("M"))
    if len(name) > _PRENOM_MOST or not _PRENOM.fullmatch(letters):
        return None
    return name.title() if name.islower() or name.isupper() else name


def _age(text: str) -> str | None:
    numbers = re.findall(r"\d+", text)
    return str(int(numbers[0])) if len(numbers) == 1 and len(numbers[0]) == 2 else None


def telephone(text: str) -> str | None:
    """Return a number as a French reader dials it, or None when it is no number that can be called.

    Possible as told by libphonenumber (its list of numbers in use leaves out the French ones kept for fiction);
    without a prefix the number is taken as French. Words around it do not matter, two numbers are none.
    """
    runs = [run for run in _DIGITS.findall(text) if sum(map(str.isdecimal, run)) >= _SHORTEST]
    if len(runs) != 1:
        return None
    try:
        number = phonenumbers.parse(runs[0], "FR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or phonenumbers.number_type(number) in _COSTLY:
        return None
    home = number.country_code == 33
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def refusal(asked: Asked, words: Words) -> Text:
    """Return what to say of an answer that cannot be read."""
    return {
        Asked.PRENOM: words.prenom_refuse,
        Asked.AGE: words.age_refuse,
        Asked.TELEPHONE: words.telephone_refuse,
        Asked.OUI_NON: words.oui_non_refuse,
        Asked.QUARTIER: words.quartier_inconnu,
        Asked.DATE: words.date_refusee,
        Asked.LANGUE: words.langue_refusee,
    }.get(asked, words.pas_compris)
