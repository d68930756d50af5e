"""A language's file against what is written in French today: what can be said, what is missing, old or broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.content.translation.faithful import Loss, figures, loss
from bot.content.translation.passages import Kind, Passage
from bot.content.translation.po import Entry, Po
from bot.core.understand import fold

Key = tuple[str, str]
Passages = Mapping[Key, Passage]

_NEAR = 40
"""Out of 100: above it a French text is the new form of one that is no more."""
_SAME = 70
"""Above it a French text still says what its former form said."""


class Broken(NamedTuple):
    """An entry that cannot be said, and why."""

    entry: Entry
    loss: Loss


@dataclass
class Judged:
    """What can be said of each passage, the passages without a translation, the entries that are old, broken or idle.

    `unread` counts those that nobody has read again.
    """

    said: dict[Key, str] = field(default_factory=dict)
    missing: list[Passage] = field(default_factory=list)
    old: list[Entry] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    orphans: list[Entry] = field(default_factory=list)
    unread: int = 0


def judged(found: Po, passages: Passages) -> Judged:
    """Return what a language's file says of these passages."""
    told = Judged()
    labels: dict[str, set[str]] = {}
    matched, told.orphans[:] = match(found, passages)
    for key, passage in passages.items():
        entry = matched.get(key)
        if entry is None:
            told.missing.append(passage)
            continue
        told.unread += entry.fuzzy
        lost = loss(passage, entry.target) or _twin(passage, entry, labels)
        if entry.former:
            told.old.append(entry)
        if lost:
            told.broken.append(Broken(entry, lost))
        elif not entry.former or _still_true(passage, entry):
            told.said[key] = entry.target
    return told


def match(found: Po, passages: Passages) -> tuple[dict[Key, Entry], list[Entry]]:
    """Return the translated entry of each passage, and the entries that no passage is left for.

    An entry made from another French than today's bears it as `former`.
    """
    known = {entry.key: entry for entry in found.entries if not entry.obsolete and entry.target}
    idle = {key: entry for key, entry in known.items() if key not in passages}
    matched = {key: known[key] for key in passages if key in known}
    for key, passage in passages.items():
        if key not in matched and (taken := _taken(idle, passage)):
            del idle[taken.key]
            heard = passage.kind is Kind.PHRASES
            matched[key] = replace(taken, source=passage.source, former="" if heard else taken.former or taken.source)
    return matched, list(idle.values())


def _taken(idle: Mapping[Key, Entry], passage: Passage) -> Entry | None:
    """Return, of the entries whose French is no more, the one of this place that is nearest to this French."""
    here = {key: entry.source for key, entry in idle.items() if entry.context == passage.context}
    if len(here) == 1 and passage.kind is not Kind.BOUTON:
        return idle[next(iter(here))]
    best = process.extractOne(passage.source, here, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return idle[best[2]] if best else None


def _still_true(passage: Passage, entry: Entry) -> bool:
    """Return whether a translation of a former French may still be said: same numbers, nearly the same words."""
    if passage.kind in (Kind.BOUTON, Kind.TITRE) or figures(passage.source) != figures(entry.former):
        return False
    return fuzz.ratio(passage.source, entry.former) >= _SAME


def _twin(passage: Passage, entry: Entry, labels: dict[str, set[str]]) -> Loss | None:
    """Return what is wrong with a button that reads like another of the same step."""
    if passage.kind is not Kind.BOUTON or passage.context.startswith("mots/"):
        return None
    read, seen = fold(entry.target), labels.setdefault(passage.context, set())
    if read in seen:
        return Loss("deux boutons de cette étape se liraient pareil", "donnez-leur des mots différents")
    seen.add(read)
    return None
