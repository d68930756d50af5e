"""The French words of the desk: statuses, moves, and times as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.core.callrequest import ATTEMPTS_NEEDED, Status, Verb
from bot.core.dates import PARIS
from bot.core.partners import Role


class Gesture(NamedTuple):
    """How a move is proposed: its button, what it leads to, and how its reason is asked for if it takes one."""

    button: str
    note: str = ""
    reason: str = ""


STATUSES: Mapping[str, str] = {
    Status.OUVERTE: "À prendre",
    Status.PRISE: "Prise",
    Status.REFUSEE: "Refusée",
    Status.CLOSE: "Close",
    Status.RETIREE: "Retirée par la personne",
    Status.EXPIREE: "Expirée",
}

GESTURES: Mapping[Verb, Gesture] = {
    Verb.PRENDRE: Gesture("Je m'en occupe", "La demande devient la vôtre. La personne en est prévenue."),
    Verb.TENTER: Gesture("J'ai appelé, pas de réponse", "L'essai est noté. La personne en est prévenue."),
    Verb.CLORE: Gesture("Clore la demande", "Une fois l'appel passé, dites comment il s'est terminé."),
    Verb.NOTER: Gesture("Ajouter la note", "Une note reste entre vous.", "Votre note"),
    Verb.RENDRE: Gesture("Rendre la demande", "Elle redevient à prendre par vos collègues.", "Pourquoi la rendre ?"),
    Verb.REFUSER: Gesture(
        "Refuser la demande",
        "Votre structure ne rappellera pas. La personne est prévenue, et peut choisir quelqu'un d'autre.",
        "Pourquoi la refuser ?",
    ),
}
"""What a partner may be offered, in the order of the page; to see the number has its own button."""

PAST: Mapping[str, str] = {
    "ouvrir": "Demande reçue",
    Verb.PRENDRE: "Prise",
    Verb.RENDRE: "Rendue",
    Verb.REFUSER: "Refusée",
    Verb.TENTER: "Appel sans réponse",
    Verb.CLORE: "Close",
    Verb.NOTER: "Note",
    Verb.VOIR: "Numéro affiché",
    Verb.TRANSMETTRE: "Transmise à un autre partenaire, avec l'accord de la personne",
    Verb.RETIRER: "Retirée par la personne",
    Verb.ROUVRIR: "Rouverte à la demande de la personne",
    Verb.CHANGER: "Coordonnées ou horaire changés par la personne",
    Verb.CONFIRMER: "La personne dit avoir été rappelée",
    Verb.MANQUER: "La personne dit avoir manqué l'appel",
    Verb.EXPIRER: "Expirée",
}

TWO_ATTEMPTS = f"« Injoignable » demande {ATTEMPTS_NEEDED} appels sans réponse, notés ici."

ROLES: Mapping[Role, str] = {
    Role.MEMBRE: "membre",
    Role.RESPONSABLE: "responsable",
    Role.COORDINATEUR: "coordination",
    Role.OPERATEUR: "opérateur",
}

KINDS: Mapping[str, str] = {
    "mission_locale": "Mission locale",
    "prevention_specialisee": "Prévention spécialisée",
}
"""Kinds of partners whose name is more than their word with a capital."""


def ago(since: datetime, now: datetime) -> str:
    """Say how long ago something was: « il y a 12 min », « il y a 3 h », « hier », « il y a 4 jours »."""
    span = max(now - since, timedelta())
    if span < timedelta(minutes=1):
        return "à l'instant"
    if span < timedelta(hours=1):
        return f"il y a {int(span.total_seconds() // 60)} min"
    days = (now.astimezone(PARIS).date() - since.astimezone(PARIS).date()).days
    if days == 0 or span < timedelta(hours=6):
        return f"il y a {int(span.total_seconds() // 3600)} h"
    return "hier" if days == 1 else f"il y a {days} jours"


def plain(name: str) -> str:
    """Return the name of a field or a kind as words: « mission_locale » is « mission locale »."""
    return name.replace("_", " ")


def spoken_number(phone: str) -> str:
    """Return a French number in pairs, « 06 39 98 12 34 »; another as it is."""
    digits = "0" + phone.removeprefix("+33") if phone.startswith("+33") else phone.replace(" ", "")
    if len(digits) == 10 and digits.isdigit():
        return " ".join(digits[place : place + 2] for place in range(0, 10, 2))
    return phone
