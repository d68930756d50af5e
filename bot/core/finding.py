"""What `chercher` finds: the cards of each kind of thing, in the order they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.core import appointments as dated
from bot.core import asking
from bot.core.appointments import Appointment, Kind
from bot.core.dates import PARIS
from bot.core.eligibility import SCHEME_WORDS, Fit, Verdict, assess
from bot.core.happenings import HAPPENING_WORDS
from bot.core.schemes import Profile
from bot.core.services import NOWHERE, SERVICE_WORDS
from bot.core.territory import CARD_WORDS
from bot.core.walk import Walk

FIRST, NEXT, LAST = 3, 8, 16
"""Schemes shown at once, then to someone who wants more, then to someone who wants all: up to which of the list."""
SHARED_WORDS = tuple(word for word in CARD_WORDS if word in HAPPENING_WORDS)
"""The words that the card of everything one can go to has."""
QPV_CODE = "QN"
"""What the official codes of priority quartiers begin with."""
SERVICES = "services"
"""What is looked for by the kinds of help that a step names."""

Card = Mapping[str, str]


class Found(NamedTuple):
    """A thing found: its id, and its card with the words of its kind."""

    id: str
    card: Card


def find(walk: Walk, what: str, kinds: frozenset[str] = frozenset()) -> list[Found]:
    """Return what was looked for, best first; services by the `kinds` of help that are asked for."""
    if what == SERVICES:
        return _services(walk, kinds)
    return _KINDS[what][0](walk)


def appointments(walk: Walk, what: str) -> list[Appointment]:
    """Return what one can go to among what is looked for, best first."""
    return _DATED[what](walk)


def words(what: str) -> tuple[str, ...]:
    """Return the words that the cards of a kind have."""
    return SERVICE_WORDS if what == SERVICES else _KINDS[what][1]


def _near(kind: Kind) -> Callable[[Walk], list[Appointment]]:
    """Return what finds those of a kind around the quartier."""
    return lambda walk: dated.near(walk.playbook, kind, walk.session.quartier, walk.now)


def _chosen(kind: Kind, what: str) -> Callable[[Walk], list[Appointment]]:
    """Return what finds the one that was chosen among `what`, while it is announced and not over."""

    def find(walk: Walk) -> list[Appointment]:
        chosen = walk.session.answers.get(CHOSEN[what], "")
        found = dated.again(walk.playbook, kind, chosen, walk.session.quartier, walk.now)
        return [found] if found else []

    return find


def _dated(what: str) -> Callable[[Walk], list[Found]]:
    return lambda walk: [Found(to.id, to.card(walk.now, walk.tongue)) for to in appointments(walk, what)]


def _services(walk: Walk, kinds: frozenset[str]) -> list[Found]:
    home = walk.playbook.territory.quartiers.get(walk.session.quartier or "", NOWHERE)
    near = walk.playbook.territory.helps.near(home, kinds)
    return [Found(helping.service.id, _callable(helping.card(walk.tongue))) for helping in near]


def _callable(card: Card) -> Card:
    """Return a card whose contact, if it is a number, is written as it is dialled."""
    return {**card, "contact": asking.telephone(card["contact"]) or card["contact"]}


def profile(walk: Walk) -> Profile:
    """Return what someone said of themselves; their quartier is a priority one when it has an official code."""
    home = walk.playbook.territory.quartiers.get(walk.session.quartier or "")
    in_qpv = True if home and home.code.startswith(QPV_CODE) else None
    return Profile.of(walk.session.answers)._replace(qpv=in_qpv)


def _schemes(wanted: Callable[[Verdict], bool], first: int, last: int) -> Callable[[Walk], list[Found]]:
    """Return what finds some of the schemes: of those that are wanted, from the `first` to before the `last`."""

    def find(walk: Walk) -> list[Found]:
        today = walk.now.astimezone(PARIS).date()
        found = filter(wanted, assess(walk.playbook.schemes, profile(walk), walk.tongue))
        return [Found(verdict.scheme.id, verdict.card(today, walk.tongue)) for verdict in list(found)[first:last]]

    return find


def _suits(verdict: Verdict) -> bool:
    return verdict.fit is not Fit.PRESQUE


def _nearly(verdict: Verdict) -> bool:
    return verdict.fit is Fit.PRESQUE


CHOSEN = {"permanences": "permanence_choisie", "evenements": "evenement_choisi"}
"""What can be chosen among what is found, and the name under which the choice is kept and found again."""

_DATED: Mapping[str, Callable[[Walk], list[Appointment]]] = {
    "permanences": _near(Kind.PERMANENCE),
    "permanence_choisie": _chosen(Kind.PERMANENCE, "permanences"),
    "evenements": _near(Kind.EVENEMENT),
    "evenement_choisi": _chosen(Kind.EVENEMENT, "evenements"),
}

_KINDS: Mapping[str, tuple[Callable[[Walk], list[Found]], tuple[str, ...]]] = {
    "permanences": (_dated("permanences"), CARD_WORDS),
    "permanence_choisie": (_dated("permanence_choisie"), CARD_WORDS),
    "evenements": (_dated("evenements"), HAPPENING_WORDS),
    "evenement_choisi": (_dated("evenement_choisi"), HAPPENING_WORDS),
    "dispositifs": (_schemes(_suits, 0, FIRST), SCHEME_WORDS),
    "dispositifs_suite": (_schemes(_suits, FIRST, NEXT), SCHEME_WORDS),
    "dispositifs_fin": (_schemes(_suits, NEXT, LAST), SCHEME_WORDS),
    "dispositifs_presque": (_schemes(_nearly, 0, FIRST), SCHEME_WORDS),
}

KINDS = (*_KINDS, SERVICES)
"""What can be looked for."""
DATED = tuple(_DATED)
"""What one can go to: of these one can be reminded, and have the place or the hour sent."""
COUNTED = {"permanences": "permanence:vue", "evenements": "evenement:vu"}
"""What the bilan counts when it is shown."""
EVERYWHERE = frozenset(kind for kind, (_, known) in _KINDS.items() if known is SCHEME_WORDS) | {*CHOSEN.values()}
"""What is found without knowing the quartier."""
