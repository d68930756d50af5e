"""The hours of services and partners: they open some day, and say what whoever wrote them meant."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from bot.content.problems import Problem, problem
from bot.content.tree import Scalar
from bot.content.written import Book
from bot.core.hours import Hours, readable

AHEAD = timedelta(days=365)

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_WEEKLY = re.compile(rf"(?P<days>{_DAY}(?:\s*[-,]\s*{_DAY})*)\s+(?P<times>\d.*)")
"""A rule that holds every week: neither months, nor a week of the month, nor holidays."""
_TIMES = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


class Rule(NamedTuple):
    """Days of the week, from 0 for Monday, and when they open: minutes since midnight."""

    days: frozenset[int]
    times: tuple[tuple[int, int], ...]


def services_open_some_day(book: Book) -> Iterator[Problem]:
    """A service opens within a year; what hangs on school holidays is left to the calendar."""
    today = book.today
    for written in _services(book) if today else ():
        told = readable(written.text) and "SH" not in written.text
        if today and told and not _opens(Hours(written.text), today):
            fix = "corrigez l'année ou les jours ; sinon effacez ces horaires, que le robot ne propose jamais"
            message = f"« {written.text} » n'ouvre aucun jour de l'année qui vient"
            yield problem("horaires-passes", written.mark, message, fix)


def _opens(hours: Hours, today: date) -> bool:
    coming = next((day for day in hours.days() if day >= today), None)
    return coming is not None and coming <= today + AHEAD


def hours_agree(book: Book) -> Iterator[Problem]:
    """No rule hides another, no opening overlaps another, and each closes after it opens."""
    for written in (*_services(book), *_partners(book)):
        rules = list(_rules(written.text)) if readable(written.text) else []
        for message, fix in (*_hidden(rules), *_odd(rules)):
            yield problem("horaires-contradictoires", written.mark, message, fix)


def _hidden(rules: list[Rule]) -> Iterator[tuple[str, str]]:
    for first, then in combinations(rules, 2):
        for day in sorted(first.days & then.days):
            fix = f"écrivez les deux ensemble : « {_DAYS[day]} {_said(first.times)},{_said(then.times)} »"
            yield f"le {_NAMES[day]} est dit deux fois ; seul le second compte", fix
            break


def _odd(rules: list[Rule]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if any(start >= end for start, end in rule.times):
            yield "ces horaires ferment avant d'ouvrir, ou le lendemain", "vérifiez l'ordre et les heures"
        elif any(later < end for (_, end), (later, _) in combinations(sorted(rule.times), 2)):
            yield "deux ouvertures du même jour se chevauchent", "réunissez-les en une seule"


def _rules(text: str) -> Iterator[Rule]:
    """Yield the rules that hold every week; those that say less or more are another matter."""
    for part in text.split(";"):
        found = _WEEKLY.fullmatch(part.strip())
        times = [tuple(map(int, time)) for time in _TIMES.findall(found["times"])] if found else []
        if found and times and not _TIMES.sub("", found["times"]).strip(" ,"):
            spans = tuple((60 * a + b, 60 * c + d) for a, b, c, d in times)
            yield Rule(frozenset(_named(found["days"])), spans)


def _named(days: str) -> Iterator[int]:
    for part in days.split(","):
        first, _, last = (name.strip() for name in part.partition("-"))
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        yield from (day % 7 for day in range(start, end + (7 if end < start else 0) + 1))


def _said(times: tuple[tuple[int, int], ...]) -> str:
    return ",".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in times)


def _services(book: Book) -> Iterator[Scalar]:
    return (scalar for record in book.services for _, scalar in record.node.scalars("horaires_accueil"))


def _partners(book: Book) -> Iterator[Scalar]:
    return (scalar for record in book.partners.values() for _, scalar in record.node.scalars("horaires"))
