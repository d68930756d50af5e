"""The life of a call request (« demande de rappel ») as one table of moves: who may do what, from where to where."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from bot.core.partners import Role


class Status(StrEnum):
    """Where a request stands."""

    OUVERTE = "ouverte"
    PRISE = "prise"
    REFUSEE = "refusee"
    CLOSE = "close"
    RETIREE = "retiree"
    EXPIREE = "expiree"


class Verb(StrEnum):
    """What someone does to a request."""

    PRENDRE = "prendre"
    RENDRE = "rendre"
    REFUSER = "refuser"
    TENTER = "tenter"
    CLORE = "clore"
    NOTER = "noter"
    VOIR = "voir"
    TRANSMETTRE = "transmettre"
    RETIRER = "retirer"
    ROUVRIR = "rouvrir"
    CHANGER = "changer"
    CONFIRMER = "confirmer"
    MANQUER = "manquer"
    EXPIRER = "expirer"


class Outcome(StrEnum):
    """How a call ended, in the words that missions locales use."""

    RDV_PRIS = "rdv_pris"
    DEJA_ACCOMPAGNE = "deja_accompagne"
    CONTACTE_SANS_RETOUR = "contacte_sans_retour"
    COORDONNEES_INCORRECTES = "coordonnees_incorrectes"
    INJOIGNABLE = "injoignable"
    NE_SOUHAITE_PLUS = "ne_souhaite_plus"
    CHERCHE_CONTRAT = "cherche_contrat"
    REORIENTATION = "reorientation"
    NOUVEAU_PROJET = "nouveau_projet"
    AUTRE = "autre"


class Side(StrEnum):
    """Whose move it is."""

    PARTENAIRE = "partenaire"
    JEUNE = "jeune"
    HORLOGE = "horloge"


class Refusal(StrEnum):
    """Why a move is refused."""

    PLUS_LA = "plus_la"
    PAS_A_VOUS = "pas_a_vous"
    DEJA_PRISE = "deja_prise"
    PAS_LA_VOTRE = "pas_la_votre"
    SANS_MOTIF = "sans_motif"
    ISSUE_INCONNUE = "issue_inconnue"
    DEUX_ESSAIS = "deux_essais"
    PAS_MAINTENANT = "pas_maintenant"


class Rule(NamedTuple):
    """One row of the table: the statuses that a verb may leave, the one it reaches (None: it stays), and whose it is.

    With `owned`, only the one who took the request may do it, or a responsable of theirs; with `reason`, words are due.
    """

    leaves: frozenset[Status]
    reaches: Status | None
    side: Side
    owned: bool = False
    reason: bool = False


ALIVE = frozenset({Status.OUVERTE, Status.PRISE, Status.REFUSEE})
_TAKEN = frozenset({Status.PRISE})
_BY_PERSON = ALIVE | {Status.CLOSE}

MOVES: Mapping[Verb, Rule] = {
    Verb.PRENDRE: Rule(frozenset({Status.OUVERTE}), Status.PRISE, Side.PARTENAIRE),
    Verb.RENDRE: Rule(_TAKEN, Status.OUVERTE, Side.PARTENAIRE, owned=True, reason=True),
    Verb.REFUSER: Rule(frozenset({Status.OUVERTE, Status.PRISE}), Status.REFUSEE, Side.PARTENAIRE, reason=True),
    Verb.TENTER: Rule(_TAKEN, None, Side.PARTENAIRE, owned=True),
    Verb.CLORE: Rule(_TAKEN, Status.CLOSE, Side.PARTENAIRE, owned=True),
    Verb.NOTER: Rule(_TAKEN | {Status.CLOSE}, None, Side.PARTENAIRE, owned=True, reason=True),
    Verb.VOIR: Rule(_TAKEN, None, Side.PARTENAIRE, owned=True),
    Verb.TRANSMETTRE: Rule(_BY_PERSON, Status.OUVERTE, Side.JEUNE),
    Verb.RETIRER: Rule(ALIVE, Status.RETIREE, Side.JEUNE),
    Verb.ROUVRIR: Rule(_BY_PERSON, Status.OUVERTE, Side.JEUNE),
    Verb.CHANGER: Rule(_BY_PERSON, None, Side.JEUNE),
    Verb.CONFIRMER: Rule(_BY_PERSON, None, Side.JEUNE),
    Verb.MANQUER: Rule(_BY_PERSON, None, Side.JEUNE),
    Verb.EXPIRER: Rule(ALIVE, Status.EXPIREE, Side.HORLOGE),
}

ATTEMPTS_NEEDED = 2
"""Calls that rang in vain before someone may be called unreachable."""


class Standing(NamedTuple):
    """What of a request decides its moves: `owner` is the id of the person who took it."""

    status: Status
    partner: str
    owner: str = ""
    attempts: int = 0


class Actor(NamedTuple):
    """Who moves a request: its young person, the clock, or someone of a partner."""

    side: Side
    person: str = ""
    partner: str = ""
    role: Role = Role.MEMBRE


def refusal(standing: Standing, verb: Verb, actor: Actor, *, outcome: str = "", reason: str = "") -> Refusal | None:
    """Return why a move is refused, None when it is allowed. A stranger learns nothing: not even that it exists."""
    rule = MOVES[verb]
    if rule.side is not actor.side or (actor.side is Side.PARTENAIRE and actor.partner != standing.partner):
        return Refusal.PAS_A_VOUS
    if standing.status not in rule.leaves:
        return Refusal.DEJA_PRISE if _taken_before(standing, verb) else _gone(standing)
    if rule.owned and standing.owner != actor.person and actor.role is not Role.RESPONSABLE:
        return Refusal.PAS_LA_VOTRE
    if rule.reason and not reason.strip():
        return Refusal.SANS_MOTIF
    return _outcome_refused(standing, outcome) if verb is Verb.CLORE else None


def allowed(standing: Standing, actor: Actor) -> tuple[Verb, ...]:
    """Return the moves that someone may make now, in the order of the table."""
    return tuple(verb for verb in MOVES if refusal(standing, verb, actor, outcome=Outcome.AUTRE, reason="…") is None)


def outcomes(standing: Standing) -> tuple[Outcome, ...]:
    """Return the outcomes that may be recorded now."""
    return tuple(outcome for outcome in Outcome if _outcome_refused(standing, outcome) is None)


def _taken_before(standing: Standing, verb: Verb) -> bool:
    return verb is Verb.PRENDRE and standing.status is Status.PRISE


def _gone(standing: Standing) -> Refusal:
    return Refusal.PAS_MAINTENANT if standing.status in ALIVE else Refusal.PLUS_LA


def _outcome_refused(standing: Standing, outcome: str) -> Refusal | None:
    if outcome not in frozenset(Outcome):
        return Refusal.ISSUE_INCONNUE
    if outcome == Outcome.INJOIGNABLE and standing.attempts < ATTEMPTS_NEEDED:
        return Refusal.DEUX_ESSAIS
    return None
