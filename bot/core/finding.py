"""What `chercher` finds: the cards of each kind of thing, in the order they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.core.dates import PARIS
from bot.core.eligibility import SCHEME_WORDS, Fit, Verdict, assess
from bot.core.schemes import Profile
from bot.core.territory import CARD_WORDS
from bot.core.walk import Walk

FIRST, NEXT, LAST = 3, 8, 16
"""Schemes shown at once, then to someone who wants more, then to someone who wants all: up to which of the list."""
QPV_CODE = "QN"
"""What the official codes of priority quartiers begin with."""

Card = Mapping[str, str]


def cards(walk: Walk, what: str) -> list[Card]:
    """Return the cards of what was looked for, each with the words of its kind; none when nothing is found."""
    return _KINDS[what][0](walk)


def words(what: str) -> tuple[str, ...]:
    """Return the words that the cards of a kind have."""
    return _KINDS[what][1]


def _openings(walk: Walk) -> list[Card]:
    found = walk.playbook.territory.next_openings(walk.session.quartier, walk.now)
    return [opening.card(walk.now) for opening in found]


def profile(walk: Walk) -> Profile:
    """Return what someone said of themselves; their quartier is a priority one when it has an official code."""
    home = walk.playbook.territory.quartiers.get(walk.session.quartier or "")
    in_qpv = True if home and home.code.startswith(QPV_CODE) else None
    return Profile.of(walk.session.answers)._replace(qpv=in_qpv)


def _schemes(wanted: Callable[[Verdict], bool], first: int, last: int) -> Callable[[Walk], list[Card]]:
    """Return what finds some of the schemes: of those that are wanted, from the `first` to before the `last`."""

    def find(walk: Walk) -> list[Card]:
        today = walk.now.astimezone(PARIS).date()
        found = filter(wanted, assess(walk.playbook.schemes, profile(walk)))
        return [verdict.card(today) for verdict in list(found)[first:last]]

    return find


def _suits(verdict: Verdict) -> bool:
    return verdict.fit is not Fit.PRESQUE


def _nearly(verdict: Verdict) -> bool:
    return verdict.fit is Fit.PRESQUE


_KINDS: Mapping[str, tuple[Callable[[Walk], list[Card]], tuple[str, ...]]] = {
    "permanences": (_openings, CARD_WORDS),
    "dispositifs": (_schemes(_suits, 0, FIRST), SCHEME_WORDS),
    "dispositifs_suite": (_schemes(_suits, FIRST, NEXT), SCHEME_WORDS),
    "dispositifs_fin": (_schemes(_suits, NEXT, LAST), SCHEME_WORDS),
    "dispositifs_presque": (_schemes(_nearly, 0, FIRST), SCHEME_WORDS),
}

KINDS = tuple(_KINDS)
"""What can be looked for."""
EVERYWHERE = frozenset(kind for kind, (_, known) in _KINDS.items() if known is SCHEME_WORDS)
"""What is found without knowing the quartier."""
