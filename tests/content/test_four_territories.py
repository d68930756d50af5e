"""From Start to the right next permanence in at most four taps, on the data we ship, at clocks that matter."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.loader import load
from bot.content.player import Player
from bot.core import markup
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.events import typed

ROOT = Path(__file__).parents[2]
PLAYBOOK = load(ROOT / "dialogues", ROOT / "data").playbook
FIRST = "Où passer près de chez moi"
MOST_TAPS = 4

STREET = """
Une conseillère et des éducateurs dans la rue
Mission locale Sud-Isère, dans les rues de la Villeneuve, à 2 min à pied
Tu viens leur parler, même deux minutes. Exemple de 2015, à confirmer avant de te déplacer."""
MONTHLY = """
Permanence emploi
Équipement jeunesse de la Villeneuve, à 3 min à pied
Plusieurs conseillers au même endroit, sans rendez-vous. Exemple de 2015, à confirmer avant de te déplacer."""
MONDAYS = """
Les lundis de l'emploi
Groupe solidarité emploi de Maurepas, à 5 min à pied
Tu rencontres des gens qui aident à trouver un travail. Exemple de 2015, à confirmer avant de te déplacer."""
APIJ = """
Permanence de la mission locale
Apij, à 6 min à pied
Une première rencontre tranquille, pas dans un bureau. Exemple de 2015, à confirmer avant de te déplacer."""
MUTUELLE = """
Permanence de la mission locale
Espace jeunesse Mutuelle, à 10 min à pied
Une première rencontre tranquille, pas dans un bureau. Exemple de 2015, à confirmer avant de te déplacer."""
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
    player = Player(Engine(PLAYBOOK), now)
    player.send(typed("/start"))
    for label in labels:
        player.send(player.press(label))
    return player.shown[-1].text


def told(quartier, *cards):
    """Return what is expected: each card is a time and what follows it."""
    lines = [f"Voici où passer près de chez toi ({quartier}). Pas besoin de rendez-vous."]
    return markup.read("\n\n".join([*lines, *(f"*{when}*{card}" for when, card in cards)]))


def at(*when):
    return datetime(*when, tzinfo=PARIS)


def _slot(day):
    return f"{day}, de 14 h à 17 h"


AN_ORDINARY_DAY = [
    ("La Villeneuve", [(_slot("demain, mercredi 25 novembre"), STREET), (_slot("jeudi 3 décembre"), MONTHLY)]),
    ("Maurepas", [(_slot("lundi 30 novembre"), MONDAYS)]),
    ("Cosmonautes", [(_slot("jeudi 26 novembre"), MUTUELLE), (_slot("mardi 1er décembre"), APIJ)]),
]


@pytest.mark.parametrize(("quartier", "cards"), AN_ORDINARY_DAY, ids=lambda value: value if str(value) == value else "")
def test_an_ordinary_day(quartier, cards):
    """Tuesday 24 November 2026, at 20:00."""
    assert taps(at(2026, 11, 24, 20), FIRST, *WAYS[quartier]) == told(quartier, *cards)


@pytest.mark.parametrize(
    ("quartier", "now", "cards"),
    [
        # Wednesday 11 November 2026, Armistice
        (
            "La Villeneuve",
            at(2026, 11, 11, 10),
            [(_slot("mercredi 18 novembre"), STREET)],
        ),
        # Easter Monday, 29 March 2027
        ("Maurepas", at(2027, 3, 29, 10), [(_slot("lundi 5 avril"), MONDAYS)]),
        # Thursday 6 May 2027, Ascension, and Tuesday 11 May
        (
            "Cosmonautes",
            at(2027, 5, 6, 10),
            [(_slot("mardi 11 mai"), APIJ), (_slot("jeudi 13 mai"), MUTUELLE)],
        ),
    ],
)
def test_a_public_holiday(quartier, now, cards):
    assert taps(now, FIRST, *WAYS[quartier]) == told(quartier, *cards)


@pytest.mark.parametrize(
    ("quartier", "cards"),
    [
        ("La Villeneuve", [(_slot("aujourd'hui"), STREET), (_slot("jeudi 7 janvier"), MONTHLY)]),
        ("Maurepas", [(_slot("lundi 4 janvier"), MONDAYS)]),
        ("Cosmonautes", [(_slot("demain, jeudi 31 décembre"), MUTUELLE), (_slot("mardi 5 janvier"), APIJ)]),
    ],
)
def test_the_school_holidays_close_only_what_says_so(quartier, cards):
    """Wednesday 30 December 2026, in the holidays of every zone; nothing that we ship closes in them."""
    assert taps(at(2026, 12, 30, 10), FIRST, *WAYS[quartier]) == told(quartier, *cards)


EDGES = {
    (13, 59): "aujourd'hui, de 14 h à 17 h",
    (14, 0): "aujourd'hui, encore 3 h (jusqu'à 17 h)",
    (16, 59): "aujourd'hui, encore 1 min (jusqu'à 17 h)",
}


@pytest.mark.parametrize("clock", [*EDGES, (17, 0)], ids=str)
class TestTheEdgesOfAnOpening:
    def test_echirolles(self, clock):
        street = (EDGES.get(clock, _slot("mercredi 2 décembre")), STREET)
        said = taps(at(2026, 11, 25, *clock), FIRST, *WAYS["La Villeneuve"])
        assert said == told("La Villeneuve", street, (_slot("jeudi 3 décembre"), MONTHLY))

    def test_rennes(self, clock):
        said = taps(at(2026, 11, 23, *clock), FIRST, *WAYS["Maurepas"])
        assert said == told("Maurepas", (EDGES.get(clock, _slot("lundi 30 novembre")), MONDAYS))

    def test_saint_denis(self, clock):
        cards = [(EDGES.get(clock, _slot("mardi 1er décembre")), APIJ), (_slot("jeudi 26 novembre"), MUTUELLE)]
        said = taps(at(2026, 11, 24, *clock), FIRST, *WAYS["Cosmonautes"])
        assert said == told("Cosmonautes", *(cards if clock in EDGES else cards[::-1]))

    def test_creil(self, clock):
        assert taps(at(2026, 11, 24, *clock), FIRST, *WAYS["Hauts de Creil"]) == NOTHING


AUTUMN = [
    (at(2026, 10, 24, 23, 59), "lundi 26 octobre, de 14 h à 17 h"),
    (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "demain, lundi 26 octobre, de 14 h à 17 h"),
    (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "demain, lundi 26 octobre, de 14 h à 17 h"),
    (datetime(2026, 10, 26, 12, 59, tzinfo=UTC), "aujourd'hui, de 14 h à 17 h"),
    (datetime(2026, 10, 26, 13, 0, tzinfo=UTC), "aujourd'hui, encore 3 h (jusqu'à 17 h)"),
    (datetime(2026, 10, 26, 15, 59, tzinfo=UTC), "aujourd'hui, encore 1 min (jusqu'à 17 h)"),
    (datetime(2026, 10, 26, 16, 0, tzinfo=UTC), "lundi 2 novembre, de 14 h à 17 h"),
]
SPRING = [
    (at(2026, 3, 28, 23, 59), "lundi 30 mars, de 14 h à 17 h"),
    (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "demain, lundi 30 mars, de 14 h à 17 h"),
    (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "demain, lundi 30 mars, de 14 h à 17 h"),
    (datetime(2026, 3, 30, 11, 59, tzinfo=UTC), "aujourd'hui, de 14 h à 17 h"),
    (datetime(2026, 3, 30, 12, 0, tzinfo=UTC), "aujourd'hui, encore 3 h (jusqu'à 17 h)"),
    (datetime(2026, 3, 30, 14, 59, tzinfo=UTC), "aujourd'hui, encore 1 min (jusqu'à 17 h)"),
]


@pytest.mark.parametrize(("now", "said"), AUTUMN + SPRING, ids=str)
class TestTheClocksChange:
    def test_rennes(self, now, said):
        assert taps(now, FIRST, *WAYS["Maurepas"]) == told("Maurepas", (said, MONDAYS))

    @pytest.mark.parametrize("quartier", ["La Villeneuve", "Cosmonautes"])
    def test_the_others_open_at_their_own_hour(self, quartier, now, said):
        text = taps(now, FIRST, *WAYS[quartier])
        assert text.startswith(f"Voici où passer près de chez toi ({quartier})")
        assert text.count("de 14 h à 17 h") == text.count("Exemple de 2015") > 0

    def test_creil(self, now, said):
        assert taps(now, FIRST, *WAYS["Hauts de Creil"]) == NOTHING


def test_four_taps_are_enough():
    """Start is the first of them."""
    assert all(len(("/start", FIRST, *way)) <= MOST_TAPS for way in WAYS.values())
