"""Each action and practice of the 2016 guide is found in a conversation, where it applies, as an example to confirm."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.content.loader import load
from bot.content.player import Player
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.events import typed
from bot.core.flow import Flow

ROOT = Path(__file__).parents[2]
PLAYBOOK = load(ROOT / "dialogues", ROOT / "data").playbook
ENGINE = Engine(PLAYBOOK)
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=PARIS)


class Way(NamedTuple):
    """The dialogue that leads to it, where someone says that they live, and the words that tell it."""

    dialogue: str
    home: str
    told: str


GUIDE = {
    "action-1-aller-vers-echirolles": Way("permanences", "la villeneuve", "Une conseillère et des éducateurs"),
    "action-2-permanences-emploi-villeneuve": Way("permanences", "les essarts", "Permanence emploi"),
    "action-3-groupe-solidarite-emploi-maurepas": Way("job_dating", "maurepas", "Recruter autrement (exemple)"),
    "action-4-club-ambition-reussite": Way("cv_entretien", "cosmonautes", "Club Ambition réussite"),
    "action-5-mission-locale-rennes": Way("sport_rencontres", "le blosne", "Des conseillers de la mission locale"),
    "action-6-accompagnement-vers-l-emploi": Way("permanences", "lamaze", "Apij, à"),
    "action-7-intermed-gironde": Way("langue", "en gironde", "Un interprète pour parler travail"),
    "action-8-ecole-des-jeunes-entrepreneurs": Way("creer_activite", "rouher", "L'École des jeunes entrepreneurs"),
    "pratique-1-ml-toulouse": Way("parrainage", "toulouse", "Mission locale de Toulouse"),
    "pratique-2-casino": Way("cv_entretien", "nantes", "Groupe Casino"),
    "pratique-3-espace-insertion-septemes": Way("cv_entretien", "septèmes-les-vallons", "La Gavotte-Peyret"),
    "pratique-4-clichy-montfermeil": Way("emploi_rapide", "montfermeil", "Service emploi de Clichy-sous-Bois"),
    "pratique-5-pimms-nimes": Way("job_dating", "valdegour", "Forum du Val de l'Emploi (exemple)"),
    "pratique-6-e2c-essonne": Way("e2c", "les tarterets", "E2C Essonne"),
    "pratique-7-epide-belfort": Way("epide", "montbéliard", "Épide de Belfort"),
    "pratique-8-adelis": Way("emploi_rapide", "nantes", "Adelis Emploi"),
    "pratique-9-100-chances": Way("parrainage", "clichy-sous-bois", "100 chances 100 emplois"),
    "pratique-10-fastt": Way("emploi_rapide", "les tarterets", "Mission Jeunes"),
    "pratique-11-sas-insertion": Way("emploi_rapide", "tallemont", "Régie de quartier de Mainvilliers"),
    "pratique-12-mobilite-artois": Way("mobilite", "artois", "Mission locale Artois"),
    "pratique-13-permis-creil": Way("mobilite", "creil", "Une aide pour payer le permis"),
    "pratique-14-fjt-adamal": Way("logement", "salon-de-provence", "Adamal"),
    "pratique-15-jolimont": Way("sport_rencontres", "jolimont", "L'Habitat jeunes de Jolimont"),
    "pratique-16-apprentis-auteuil": Way("creer_activite", "marseille", "Apprentis d'Auteuil"),
    "pratique-17-parrainage-urhaj": Way("parrainage", "pissevin", "L'union régionale pour l'habitat des jeunes"),
    "pratique-18-nqt": Way("parrainage", "bordeaux", "Nos quartiers ont des talents"),
    "pratique-19-le-levain": Way("cv_entretien", "bordeaux", "Habitats jeunes Le Levain"),
}


def taps(flow: Flow) -> list[str]:
    """Return the buttons that lead from the beginning of a dialogue to where it asks for the quartier."""
    ways: list[tuple[str, list[str]]] = [(flow.first, [])]
    for step, pressed in ways:
        if step == "quartier":
            return pressed
        options = getattr(flow.steps[step], "options", ())
        ways += [(to.name, [*pressed, to.label]) for to in options if to.name in flow.steps and len(pressed) < 4]
    raise LookupError(f"{flow.name} asks for no quartier")


def talk(way: Way) -> str:
    """Enter a dialogue by words of its own, press what leads to the quartier, say it; return the answer."""
    flow = PLAYBOOK.flows[way.dialogue]
    player = Player(ENGINE, THURSDAY)
    player.send(typed(flow.phrases[0]))
    for label in taps(flow):
        player.send(player.press(label))
    player.send(typed(way.home))
    return player.shown[-1].text


@pytest.mark.parametrize("found", GUIDE)
def test_it_is_found_in_a_conversation_and_said_to_be_an_example(found):
    said = talk(GUIDE[found])
    assert GUIDE[found].told in said
    assert "exemple" in said.lower()


def test_all_of_them_are_asked_for():
    numbers = [int(name.split("-")[1]) for name in GUIDE]
    assert numbers == [*range(1, 9), *range(1, 20)]


def test_all_that_we_ship_is_said_to_be_an_example():
    """Nobody travels for nothing."""
    happenings, territory = PLAYBOOK.happenings.values(), PLAYBOOK.territory
    assert all("(exemple)" in happening.title for happening in happenings)
    assert all("Exemple de 2015" in told.description for told in (*territory.services, *territory.permanences))


def test_nobody_is_promised_where_no_partner_agreed_to_call():
    """The four territories have example partners; the others say that nobody calls."""
    covered = {name for name in PLAYBOOK.territory.quartiers if any(p.covers(name) for p in PLAYBOOK.partners.values())}
    communes = {PLAYBOOK.territory.quartiers[name].commune for name in covered}
    assert communes == {"Échirolles", "Rennes", "Saint-Denis", "Creil"}


def test_the_four_territories_keep_their_buttons():
    assert PLAYBOOK.territory.largest_communes(4) == ["Échirolles", "Rennes", "Saint-Denis", "Creil"]
