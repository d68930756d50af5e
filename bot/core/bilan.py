"""The bilan, without anyone in it: small numbers are hidden, also where a total would give them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

SMALL = 5
"""A number below it, zero aside, may point at someone and is not shown."""
_BANDS = ((4, "moins de 4 h"), (24, "moins d'un jour"), (48, "1 à 2 jours"), (96, "2 à 4 jours"), (168, "4 à 7 jours"))
_LONGER = "plus de 7 jours"
_ROUNDED = 5
"""Shares are said in steps of so many per cent: the exact one would give away who is missing."""

Shown = int | None
"""A number as it may be read; None when it is hidden."""


@dataclass(frozen=True, slots=True)
class Table:
    """One way to cut the same requests: each is in exactly one row, so that the rows add up to the total."""

    id: str
    title: str
    column: str
    rows: tuple[tuple[str, Shown], ...]


@dataclass(frozen=True, slots=True)
class Path:
    """How far people go in a dialogue: how often it was opened, and the share (per cent, rounded) seen of each step."""

    title: str
    opened: Shown
    steps: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The bilan of the days from `first` to `last`; `waits` say the median time to a first call, in words."""

    first: date
    last: date
    asked: Shown
    activity: tuple[tuple[str, Shown], ...]
    tables: tuple[Table, ...]
    waits: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    paths: tuple[Path, ...]
    arrivals: tuple[tuple[str, Shown], ...] = ()
    """How often each poster opened the bot; someone who comes twice counts twice."""


def alone(count: int) -> Shown:
    """Return a number that stands alone, or None when it is small."""
    return None if 0 < count < SMALL else count


def hidden(counts: Mapping[str, int]) -> dict[str, Shown]:
    """Return the rows of a table whose total is shown: the small ones hidden, and as many more as protect them.

    What is hidden is at least two rows that make at least `SMALL` together: neither a row nor their sum can be had by
    taking what is shown from the total. The smallest of the others give way first. (Complementary suppression, as
    statistical offices do it.)
    """
    by_size = sorted((number, name) for name, number in counts.items() if number)
    kept_back = [name for number, name in by_size if number < SMALL]
    if kept_back:
        for _, name in by_size[len(kept_back) :]:
            if len(kept_back) > 1 and sum(counts[one] for one in kept_back) >= SMALL:
                break
            kept_back.append(name)
    return {name: None if name in kept_back else number for name, number in counts.items()}


def table(id: str, title: str, column: str, counts: Mapping[str, int], *, by_size: bool = True) -> Table:  # noqa: A002
    """Return a table of these counts, greatest first unless their order means something."""
    names = sorted(counts, key=lambda name: (-counts[name], name)) if by_size else list(counts)
    shown = hidden(counts)
    # Hidden rows would tell their order by their place: they go last, by name.
    names.sort(key=lambda name: (shown[name] is None, name if shown[name] is None else "") if by_size else ())
    return Table(id, title, column, tuple((name, shown[name]) for name in names))


def median_wait(hours: Mapping[int, int]) -> str:
    """Say the median of a histogram (whole hours to how many calls) in words, "" when fewer than `SMALL` calls."""
    calls = sum(hours.values())
    if calls < SMALL:
        return ""
    seen = 0
    for hour in sorted(hours):
        seen += hours[hour]
        if 2 * seen >= calls:
            return next((words for below, words in _BANDS if hour < below), _LONGER)
    return _LONGER


def path(title: str, opened: int, steps: Iterable[tuple[str, int]]) -> Path | None:
    """Return how far people went in a dialogue; None when too few opened it to say anything."""
    if opened < SMALL:
        return None
    return Path(title, opened, tuple((name, _share(seen, opened)) for name, seen in steps))


def _share(part: int, whole: int) -> int:
    return min(100, _ROUNDED * round(100 * part / whole / _ROUNDED))
