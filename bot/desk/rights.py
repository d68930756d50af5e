"""Who may do what at the desk, as one table. What is not written here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.core.partners import Person, Role


class Right(StrEnum):
    """What a page asks of whoever opens it."""

    OUVERT = "ouvert"
    CONNECTE = "connecte"
    DEMANDES = "demandes"
    ABSENCE = "absence"
    EQUIPE = "equipe"
    EXPORT = "export"
    CARTE = "carte"
    RETARDS = "retards"
    BILAN = "bilan"
    IDEES = "idees"
    ALERTES = "alertes"


_EVERYONE = frozenset(Role)
_PARTNERS = frozenset({Role.MEMBRE, Role.RESPONSABLE})
_TERRITORY = frozenset({Role.COORDINATEUR, Role.OPERATEUR})

RIGHTS: Mapping[Right, frozenset[Role]] = {
    Right.CONNECTE: _EVERYONE,
    Right.DEMANDES: _PARTNERS,
    Right.ABSENCE: frozenset({Role.RESPONSABLE}),
    Right.EQUIPE: frozenset({Role.RESPONSABLE, Role.OPERATEUR}),
    Right.EXPORT: frozenset({Role.RESPONSABLE}),
    Right.CARTE: _EVERYONE,
    Right.RETARDS: frozenset({Role.COORDINATEUR}),
    Right.BILAN: _TERRITORY,
    Right.IDEES: _TERRITORY,
    Right.ALERTES: frozenset({Role.OPERATEUR}),
}
"""The roles that have each right; `OUVERT` needs none, for it is what one may do before anyone knows who they are."""

OF_A_PARTNER = frozenset({Right.DEMANDES, Right.ABSENCE, Right.EXPORT})
"""Rights over what belongs to one partner: without a partner, no role gives them."""


def has(person: Person, right: Right) -> bool:
    """Return whether a person has a right."""
    if right in OF_A_PARTNER and not person.partner:
        return False
    return person.role in RIGHTS.get(right, frozenset())


def declared(right: Right) -> bool:
    """Return whether a right is in the table, or open to all."""
    return right is Right.OUVERT or right in RIGHTS
