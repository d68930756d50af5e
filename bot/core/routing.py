"""Which partner a request may be offered to, and why: those who may have it, then the one who suits best."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from bot.core import languages, promises
from bot.core.dates import PARIS
from bot.core.partners import FRENCH, Partner

USUAL_CAPACITY = 20
"""Living requests against which the load of a partner is weighed when it wrote no capacity."""


class Need(NamedTuple):
    """What a request asks of a partner; `place` is the quartier's name, for the words of the reason.

    An empty `theme` is a request about no theme in particular; an unknown `age` shuts no one out.
    """

    quartier: str | None
    theme: str = ""
    language: str = FRENCH
    age: int | None = None
    place: str = ""


class Desks(NamedTuple):
    """How the partners stand now: living requests of each, and those whose absence switch is on."""

    loads: Mapping[str, int] = {}
    away: frozenset[str] = frozenset()


class Offer(NamedTuple):
    """A partner who may be proposed, when their promise would fall due, and why them, in French."""

    partner: Partner
    due: datetime
    reason: str


def offer(  # noqa: PLR0913  two choices, by keyword
    partners: Mapping[str, Partner],
    need: Need,
    desks: Desks,
    now: datetime,
    *,
    after: str = "",
    without: Collection[str] = (),
) -> Offer | None:
    """Return the partner who suits best, else None.

    `after` is the one who had the request before: its declared fallbacks may have it from any quartier, and come
    first among those who speak the person's language. Those of `without` are not asked again.
    """
    before = partners.get(after)
    fallbacks = before.fallbacks if before else ()
    asked = [partner for partner in partners.values() if partner.id not in {*without, after}]
    able = [at for at in asked if _may(at, need, desks, now, fallback=at.id in fallbacks)]
    if not able:
        return None
    best = min(able, key=lambda at: _rank(at, need, desks, now, fallbacks))
    due = promises.due(now, best.delay, best)
    return Offer(best, due, _reason(best, need, desks, before if best.id in fallbacks else None))


def holds(partner: Partner | None, need: Need, desks: Desks, due: datetime, now: datetime) -> bool:
    """Return whether a consent given a moment ago may still be acted on: the promise is still theirs to keep.

    The partner need not be the best any more, nor cover the quartier: it may have been offered as a fallback.
    """
    if partner is None or now >= due or partner.absent(due.astimezone(PARIS).date()):
        return False
    return _suits(partner, need, desks)


def _may(partner: Partner, need: Need, desks: Desks, now: datetime, *, fallback: bool) -> bool:
    """Return whether a partner may be offered: one absent on the day of its promise is not, however it counts."""
    if not (fallback or need.quartier in partner.quartiers) or not _suits(partner, need, desks):
        return False
    always_there = promises.due(now, partner.delay, partner.without_absences())
    return not partner.absent(always_there.astimezone(PARIS).date())


def _suits(partner: Partner, need: Need, desks: Desks) -> bool:
    """Return whether a partner can take a request of this kind now, from wherever it comes."""
    return (
        partner.reachable
        and (not partner.themes or need.theme in partner.themes)
        and partner.calls_aged(need.age)
        and (partner.capacity is None or _load(partner, desks) < partner.capacity)
        and partner.id not in desks.away
    )


def _rank(
    partner: Partner, need: Need, desks: Desks, now: datetime, fallbacks: tuple[str, ...]
) -> tuple[bool, int, bool, bool, float]:
    """Return the rank of a partner, lowest first; the order written settles what is left."""
    place = fallbacks.index(partner.id) if partner.id in fallbacks else len(fallbacks)
    return (
        not partner.speaks(need.language),
        place,
        not partner.themes,
        not promises.is_open(partner, now),
        _load(partner, desks) / (partner.capacity or USUAL_CAPACITY),
    )


def _load(partner: Partner, desks: Desks) -> int:
    return desks.loads.get(partner.id, 0)


def _reason(partner: Partner, need: Need, desks: Desks, before: Partner | None) -> str:
    said = (
        _spoken(partner, need.language),
        f"prennent la suite de {before.name}" if before else "",
        _covered(partner, need),
        "dédiés à ce thème" if partner.themes else "",
        _busy(_load(partner, desks)),
    )
    return ", ".join(filter(None, said))


def _covered(partner: Partner, need: Need) -> str:
    if need.quartier is None or need.quartier not in partner.quartiers:
        return ""
    return f"couvrent {need.place or need.quartier.replace('-', ' ')}"


def _busy(load: int) -> str:
    return f"{load} demande{'s' if load > 1 else ''} en cours" if load else "aucune demande en cours"


def _spoken(partner: Partner, language: str) -> str:
    """Return what is said of the language: nothing of French, which goes without saying."""
    if language == FRENCH:
        return ""
    named = languages.name(language)
    return f"parlent {named}" if partner.speaks(language) else f"personne ne parle {named}"
