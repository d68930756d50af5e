"""From Start to the right next permanence in at most four taps, on the data we ship, at clocks that matter."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.content.loader import load
from bot.content.player import Player
from bot.core import markup
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.events import typed

ROOT = Path(__file__).parents[2]
TABLE = yaml.safe_load((Path(__file__).parent / "quatre_territoires.yaml").read_text("utf-8"))
PLAYBOOK = load(ROOT / "dialogues", ROOT / "data").playbook
ENGINE = Engine(PLAYBOOK)
FIRST = "Où passer près de chez moi"
MOST_TAPS = 4

CARDS = {
    "rue": """
Une conseillère et des éducateurs dans la rue
Mission locale Sud-Isère, dans les rues de la Villeneuve, à 2 min à pied
Tu viens leur parler, même deux minutes. Exemple de 2015, à confirmer avant de te déplacer.""",
    "mensuelle": """
Permanence emploi
Équipement jeunesse de la Villeneuve, à 3 min à pied
Plusieurs conseillers au même endroit, sans rendez-vous. Exemple de 2015, à confirmer avant de te déplacer.""",
    "lundis": """
Les lundis de l'emploi
Groupe solidarité emploi de Maurepas, à 5 min à pied
Tu rencontres des gens qui aident à trouver un travail. Exemple de 2015, à confirmer avant de te déplacer.""",
    "apij": """
Permanence de la mission locale
Apij, à 6 min à pied
Une première rencontre tranquille, pas dans un bureau. Exemple de 2015, à confirmer avant de te déplacer.""",
    "mutuelle": """
Permanence de la mission locale
Espace jeunesse Mutuelle, à 10 min à pied
Une première rencontre tranquille, pas dans un bureau. Exemple de 2015, à confirmer avant de te déplacer.""",
}
NOTHING = """Je n'ai rien trouvé près de chez toi dans les 15 jours.

Ma liste n'est pas complète. Ta mission locale peut quand même te recevoir. Elle aide de 16 à 25 ans : travail, formation, logement, santé.

Cherche « mission locale » et le nom de ta ville."""  # noqa: E501

WAYS = {
    "La Villeneuve": ("Échirolles", "La Villeneuve"),
    "Maurepas": ("Rennes", "Maurepas"),
    "Cosmonautes": ("Saint-Denis", "Cosmonautes"),
    "Hauts de Creil": ("Creil",),
}


def taps(now, *labels):
    """Press /start then each label; return the last thing said, bold written as operators write it."""
    player = Player(ENGINE, now)
    player.send(typed("/start"))
    for label in labels:
        player.send(player.press(label))
    return player.shown[-1].text


def told(quartier, cards):
    """Return the exact text that is expected: each card is when it is open and what follows."""
    if not cards:
        return NOTHING
    lines = [f"Voici où passer près de chez toi ({quartier}). Pas besoin de rendez-vous."]
    return markup.read("\n\n".join([*lines, *(f"*{when}*{CARDS[which]}" for which, when in cards.items())]))


def clock(said):
    """Return a time of the table: of Paris, or UTC where it says so."""
    when = datetime.fromisoformat(said.removesuffix(" UTC"))
    return when.replace(tzinfo=UTC if said.endswith("UTC") else PARIS)


@pytest.mark.parametrize("quartier", WAYS)
@pytest.mark.parametrize("moment", TABLE)
def test_the_next_permanence_is_told_to_the_letter(moment, quartier):
    assert taps(clock(moment), FIRST, *WAYS[quartier]) == told(quartier, TABLE[moment][quartier])


def test_every_territory_is_asked_at_every_moment():
    assert all(row.keys() == WAYS.keys() for row in TABLE.values())


def test_four_taps_are_enough():
    """Start is the first of them."""
    assert all(len(("/start", FIRST, *way)) <= MOST_TAPS for way in WAYS.values())
