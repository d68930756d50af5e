"""Events in small, and a dialogue that lists them, lets one be chosen, reminds of it and sends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.dates import PARIS
from bot.core.flow import Ask, Asked, Choose, Find, Remind, Send, Sent, Tell
from bot.core.happenings import Employer, Happening
from bot.core.places import Point
from tests.core.example import PLAYBOOK, flow, step, text

MAUREPAS = Point(48.126, -1.66)
THURSDAY = datetime(2026, 12, 3, 14, tzinfo=PARIS)


def event(name="jd", start=THURSDAY, **changes):
    """Return a job dating of three hours in Maurepas, with what changes in it."""
    told = Happening(
        name, f"Job dating {name}", "job_dating", start, start + timedelta(hours=3), "Grande salle", "Rennes"
    )
    return replace(told, **({"at": MAUREPAS} | changes))


FULLY_TOLD = event(
    employers=(Employer("Chez Lise", ("serveur", "plongeur")), Employer("Au Four", ("serveur",))),
    who="Tout le monde.",
    bring="un CV",
    left=4,
    signup="au guichet",
    proviso="il ne neige pas",
)

JOB_DATING = flow(
    "job_dating",
    step(Ask, "quartier", "Quel coin ?", asked=Asked.QUARTIER, options={}, then="liste"),
    step(
        Find,
        "liste",
        "Bientôt :",
        what="evenements",
        card="{titre} {quand} {distance} {places}",
        label=text("{titre}"),
        empty="rien",
        options={"Merci": "fin"},
        then="detail",
    ),
    step(
        Find,
        "detail",
        "Celui-là :",
        what="evenement_choisi",
        card="{titre} {condition}",
        empty="plus_la",
        options={"La veille": "veille", "Agenda": "agenda", "Carte": "carte", "La liste": "liste"},
        then="fin",
    ),
    step(
        Remind,
        "veille",
        "Noté : {quand}.",
        when="la veille",
        what="evenement_choisi",
        card="Rappel : {quand} {lieu}, si {condition}",
        empty="trop_tard",
        then="fin",
    ),
    step(Tell, "trop_tard", "C'est trop proche.", then="fin"),
    step(Send, "agenda", "Le fichier.", sent=Sent.AGENDA, what="evenement_choisi", empty="plus_la", then="detail"),
    step(Send, "carte", "À {lieu}.", sent=Sent.CARTE, what="evenement_choisi", empty="plus_la", then="detail"),
    step(Choose, "plus_la", "Plus là.", options={"La liste": "liste"}),
    step(Choose, "rien", "Rien.", options={"Merci": "fin"}),
    says=["job dating"],
)


def book(*happenings):
    """Return the playbook with these events, and the dialogue about them."""
    return replace(
        PLAYBOOK,
        flows={**PLAYBOOK.flows, "job_dating": JOB_DATING},
        happenings={told.id: told for told in happenings},
    )
