"""The fixed words of the queue, in French: how a call ended, and the usual reasons to give a request back."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.callrequest import Outcome

OUTCOMES: Mapping[str, str] = {
    Outcome.RDV_PRIS: "Rendez-vous pris",
    Outcome.DEJA_ACCOMPAGNE: "Déjà accompagné·e",
    Outcome.CONTACTE_SANS_RETOUR: "Contacté·e, sans retour",
    Outcome.COORDONNEES_INCORRECTES: "Coordonnées incorrectes",
    Outcome.INJOIGNABLE: "Injoignable",
    Outcome.NE_SOUHAITE_PLUS: "Ne souhaite plus être accompagné·e",
    Outcome.CHERCHE_CONTRAT: "Cherche un contrat",
    Outcome.REORIENTATION: "Réorientation",
    Outcome.NOUVEAU_PROJET: "Nouveau projet",
    Outcome.AUTRE: "Autre",
}

REASONS: Mapping[str, str] = {
    "temps": "Pas le temps d'appeler",
    "absence": "Je serai absent·e",
    "collegue": "Un·e collègue est mieux placé·e",
    "langue": "Je ne parle pas sa langue",
    "autre": "Autre raison",
}
"""Why a request is given back by a button, by what its button carries."""
