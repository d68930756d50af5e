"""The life of a call request (« demande de rappel ») as one table of moves."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a request stands."""

    OUVERTE = "ouverte"
    PRISE = "prise"
    RETIREE = "retiree"


class Verb(StrEnum):
    """What someone does to a request."""

    PRENDRE = "prendre"
    RETIRER = "retirer"


MOVES: dict[Verb, tuple[frozenset[Status], Status]] = {
    Verb.PRENDRE: (frozenset({Status.OUVERTE}), Status.PRISE),
    Verb.RETIRER: (frozenset({Status.OUVERTE, Status.PRISE}), Status.RETIREE),
}
"""For each verb: the statuses it may leave, and the one it reaches."""

ALIVE = frozenset({Status.OUVERTE, Status.PRISE})
