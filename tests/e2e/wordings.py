"""What is read of one request on both sides, word for word: on the phone, in the groups of partners, at the desk."""

from __future__ import annotations

from tests.e2e.desks import Shown

MENU = "Qu'est-ce qu'on fait ?\n\nTouche un bouton, ou écris avec tes mots."
NEWS = "Bonjour, Allervers a des nouvelles pour toi.\n\n"
ML = "Mission locale du bassin d'emploi de Rennes"
MONDAY, TUESDAY, WEDNESDAY = "lundi 30 novembre, 18 h", "mardi 1er décembre, 18 h", "mercredi 2 décembre, 18 h"
MASKED = "\n\nLe numéro sera peut-être masqué ou inconnu. Décroche quand même."
TOUCH = "Touchez le bouton pour vous en charger. Le prénom et le numéro vous arrivent en message privé."
FACTS = {"Quartier": "Maurepas", "Sujet": "Faire le point", "Langue": "français"}
MISSED = f"{NEWS}Samira a essayé de t'appeler, sans réponse.\n\nQui t'appelle : {ML}\n\nOn fait comment ?"


def promise(partner: str, due: str) -> str:
    return f"Qui t'appelle : {partner}\nAu plus tard : {due}"


def taken(member: str, partner: str, due: str) -> str:
    return f"{NEWS}{member} a pris ta demande.\n\n{promise(partner, due)}{MASKED}"


def appointment(partner: str) -> str:
    note, hindered = "Note bien le jour et l'heure.", "Un empêchement ? Préviens-les dès que tu peux."
    return f"{NEWS}Tu as un rendez-vous avec {partner}. {note}\n\n{hindered}"


def about(due: str) -> str:
    return f"Quartier : Maurepas\nSujet : Faire le point\nÀ appeler au plus tard : {due}"


def missed(times: int) -> Shown:
    noted = f"C'est noté. Appels sans réponse : {times}. La personne est prévenue."
    return Shown(noted, "Prise, par vous", (f"{times} appel{'s' if times > 1 else ''} sans réponse",))


GIVEN = "Je lui donne ton prénom, ton numéro, ton quartier, ta langue et le sujet. Rien d'autre."
FIRST_CONSENT = (
    f"Lis bien avant de choisir.\n\n{promise(ML, MONDAY)}\n\n{GIVEN}\n\n"
    "J'efface tout au bout de 90 jours. Tu changes d'avis ? Écris « stop ».\n\nTu es d'accord ?"
)
CONSENT = (
    f"{NEWS}{ML} n'a pas pu t'appeler à temps. Je peux transmettre ta demande ailleurs.\n\n"
    f"{promise('Le Relais', WEDNESDAY)}\n\n{GIVEN}\n\nTu es d'accord ?"
)
