"""Makes the bilan of a period from what the store counts, with the names that people know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from bot.core import bilan, dates, languages
from bot.core.bilan import Report, Table
from bot.core.callrequest import Status
from bot.core.dates import PARIS
from bot.core.flow import Flow
from bot.core.playbook import Playbook
from bot.desk import words
from bot.service.labels import OUTCOMES
from bot.store import Bilan, Issue, Store, Tally

_Key = TypeVar("_Key")
_Name = TypeVar("_Name")
_NONE = "Sans affiche"
ACTIVITY = {
    "personne": "Personnes qui ont écrit pour la première fois",
    "permanence:vue": "Listes de permanences montrées",
    "evenement:vu": "Listes de rendez-vous montrées",
    "demande": "Demandes d'appel envoyées",
    "idee": "Idées et critiques laissées sans nom",
    "erreur": "Pannes pendant une conversation",
}
"""What is counted beside the requests, as it is called."""
STEP, DIALOGUE, POSTER = "etape:", "dialogue:", "affiche:"


async def report(store: Store, playbook: Playbook, first: date, last: date, now: datetime) -> Report:
    """Return the bilan of the days from `first` to `last`, Paris time, both included."""
    since, until = _midnight(first), _midnight(last + timedelta(days=1))
    async with store.read() as transaction:
        counted = await transaction.bilan(since, until, now)
        daily = await transaction.counts(first)
    counters: Counter[str] = Counter()
    for (day, name), number in daily.items():
        if day <= last:
            counters[name] += number
    return Report(
        first,
        last,
        bilan.alone(sum(counted.places.values())),
        tuple((title, bilan.alone(counters[name])) for name, title in ACTIVITY.items()),
        _tables(counted, playbook),
        _waits(counted, playbook),
        tuple(_paths(counters, playbook)),
        tuple(_arrivals(counters, playbook)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS)


def _tables(counted: Bilan, playbook: Playbook) -> tuple[Table, ...]:
    weeks = _sums(counted.weeks, lambda week: week.monday)
    by_week = {f"semaine du {dates.day(monday)} {monday.year}": weeks[monday] for monday in sorted(weeks)}
    issue = counted.issues
    return (
        bilan.table("delais", "Délais tenus", "Promesse", _kept(issue.values())),
        bilan.table("issues", "Ce que les demandes sont devenues", "Issue", _sums(issue, _outcome)),
        bilan.table("themes", "Par sujet", "Sujet", _sums(issue, lambda one: _title(playbook, one.theme))),
        bilan.table("quartiers", "Par quartier", "Quartier",
                    _sums(issue, lambda one: playbook.territory.name_of(one.quartier))),
        bilan.table("langues", "Par langue", "Langue", _sums(issue, lambda one: languages.name(one.language))),
        bilan.table("partenaires", "Par partenaire", "Partenaire",
                    _sums(issue, lambda one: _partner(playbook, one.partner))),
        bilan.table("affiches", "Par affiche d'origine", "Affiche",
                    _added(counted.places, lambda one: playbook.territory.sign_of(one.place) or _NONE)),
        bilan.table("semaines", "Par semaine", "Semaine", by_week, by_size=False),
    )  # fmt: skip


def _sums(tallies: Mapping[_Key, Tally], named: Callable[[_Key], _Name]) -> dict[_Name, int]:
    return _added({key: tally.asked for key, tally in tallies.items()}, named)


def _added(counts: Mapping[_Key, int], named: Callable[[_Key], _Name]) -> dict[_Name, int]:
    sums: Counter[_Name] = Counter()
    for key, number in counts.items():
        sums[named(key)] += number
    return dict(sums)


def _kept(tallies: Iterable[Tally]) -> dict[str, int]:
    asked = kept = due = 0
    for tally in tallies:
        asked, kept, due = asked + tally.asked, kept + tally.kept, due + tally.due
    return {"Appel dans le délai promis": kept, "Délai dépassé": due - kept, "Délai en cours": asked - due}


def _outcome(issue: Issue) -> str:
    if issue.status == Status.CLOSE:
        return OUTCOMES.get(issue.outcome, words.plain(issue.outcome))
    return words.STATUSES.get(issue.status, words.plain(issue.status))


def _title(playbook: Playbook, theme: str) -> str:
    flow = playbook.flows.get(theme)
    return flow.title if flow else words.plain(theme)


def _partner(playbook: Playbook, partner: str) -> str:
    known = playbook.partners.get(partner)
    return known.name if known else words.plain(partner)


def _waits(counted: Bilan, playbook: Playbook) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    quartiers: dict[str, Counter[int]] = defaultdict(Counter)
    spoken: dict[str, Counter[int]] = defaultdict(Counter)
    for wait, calls in counted.waits.items():
        quartiers[playbook.territory.name_of(wait.quartier)][wait.hours] += calls
        spoken[languages.name(wait.language)][wait.hours] += calls
    return ("Quartier", _medians(quartiers)), ("Langue", _medians(spoken))


def _medians(waits: Mapping[str, Mapping[int, int]]) -> tuple[tuple[str, str], ...]:
    said = ((name, bilan.median_wait(hours)) for name, hours in sorted(waits.items()))
    return tuple((name, median) for name, median in said if median)


def _paths(counters: Mapping[str, int], playbook: Playbook) -> Iterable[bilan.Path]:
    for name, flow in playbook.flows.items():
        found = bilan.path(flow.title, counters.get(DIALOGUE + name, 0), _steps(counters, flow))
        if found:
            yield found


def _steps(counters: Mapping[str, int], flow: Flow) -> list[tuple[str, int]]:
    return [(words.plain(step), counters.get(f"{STEP}{flow.name}.{step}", 0)) for step in flow.steps]


def _arrivals(counters: Mapping[str, int], playbook: Playbook) -> Iterable[tuple[str, bilan.Shown]]:
    """Yield how often each poster opened the bot. Without a total, a small number is hidden by itself alone."""
    signs: Counter[str] = Counter()
    for name, number in counters.items():
        if name.startswith(POSTER):
            signs[playbook.territory.sign_of(name.removeprefix(POSTER))] += number
    for sign, number in sorted(signs.items()):
        yield sign, bilan.alone(number)
