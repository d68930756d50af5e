"""How to reach a place: numbers that can be dialled, and addresses that can be found."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumber, shortnumberinfo

from bot.content.problems import Problem, problem
from bot.content.tree import Scalar
from bot.content.written import Book
from bot.core import asking

_POSTCODE = re.compile(r"(?<!\d)(?:0[1-9]|[1-8]\d|9[0-578])\d{3}(?!\d)")


def numbers_can_be_dialled(book: Book) -> Iterator[Problem]:
    """A telephone number of a structure or service is one number that can be called from France."""
    for record in (*book.structures, *book.services):
        for _, written in record.node.scalars("telephone"):
            if written.text.strip() and not _dialled(written.text):
                fix = "écrivez un seul numéro, par exemple « 01 99 00 00 00 », ou effacez la ligne"
                message = f"« {written.text} » n'est pas un numéro qu'on peut appeler"
                yield problem("telephone-douteux", written.mark, message, fix)


def _dialled(text: str) -> bool:
    digits = re.sub(r"[\s.]", "", text)
    if digits.isdecimal() and len(digits) < 10:
        return bool(shortnumberinfo.is_valid_short_number(PhoneNumber(country_code=33, national_number=int(digits))))
    return asking.telephone(text) is not None


def postcodes_are_french(book: Book) -> Iterator[Problem]:
    """A quartier's postcodes are those of a commune."""
    for record in book.quartiers.values():
        for written in record.node.items("codes_postaux"):
            if isinstance(written, Scalar) and not _POSTCODE.fullmatch(written.text.strip()):
                message = f"« {written.text} » n'est pas un code postal"
                fix = 'écrivez ses cinq chiffres entre guillemets, par exemple « "35000" »'
                yield problem("adresse-douteuse", written.mark, message, fix)


def addresses_are_streets(book: Book) -> Iterator[Problem]:
    """An address is a street: the commune and its postcode have keys of their own, and would be said twice."""
    for record in (*book.structures, *book.services, *book.events.values()):
        for _, written in record.node.scalars("adresse"):
            found = _POSTCODE.search(written.text)
            if found:
                fix = "gardez le numéro et la rue ; la ville va dans « commune »"
                message = f"cette adresse contient le code postal « {found[0]} »"
                yield problem("adresse-douteuse", written.find(found[0]), message, fix)
