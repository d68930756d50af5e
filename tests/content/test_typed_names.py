"""How young people write where they live, on the data we ship: understood or asked back, never understood wrong."""

from pathlib import Path

import pytest

from bot.content.loader import load

ROOT = Path(__file__).parents[2]
TERRITORY = load(ROOT / "dialogues", ROOT / "data").playbook.territory

VILLENEUVE, ESSARTS, MAUREPAS, BLOSNE = "villeneuve", "essarts-surieux", "maurepas", "le-blosne"
LAMAZE, COSMO, CREIL = "lamaze-romain-rolland", "cosmonautes", "hauts-de-creil"
CLICHY, MONTFERMEIL = "clichy-sous-bois", "montfermeil"
ECHIROLLES, RENNES, SAINT_DENIS = {VILLENEUVE, ESSARTS}, {MAUREPAS, BLOSNE}, {LAMAZE, COSMO}

UNDERSTOOD = {
    "La Villeneuve": VILLENEUVE,
    "la villeneuve d'échirolles": VILLENEUVE,
    "LA VILLE NEUVE": VILLENEUVE,
    "villeneuv": VILLENEUVE,
    "la villneuve": VILLENEUVE,
    "villeneuve 38130": VILLENEUVE,
    "villeneuve 38": VILLENEUVE,
    "la butte frr": VILLENEUVE,
    "les essarts": ESSARTS,
    "essart": ESSARTS,
    "essarts/surieux": ESSARTS,
    "jhabite a surieux": ESSARTS,
    "surieux échirolles": ESSARTS,
    "Maurepas": MAUREPAS,
    "MAUREPAS!!!": MAUREPAS,
    "maurepas 🔥🔥": MAUREPAS,
    "maurpas rennes": MAUREPAS,
    "maurepa": MAUREPAS,
    "mauerpas": MAUREPAS,
    "jsuis de maurepas": MAUREPAS,
    "maurepas, 35700": MAUREPAS,
    "moi c maurepas à rennes": MAUREPAS,
    "aux gayeulles": MAUREPAS,
    "le blosne à rennes": BLOSNE,
    "blosne": BLOSNE,
    "au blone": BLOSNE,
    "le blosne 35": BLOSNE,
    "wesh jviens du blosne": BLOSNE,
    "Lamaze": LAMAZE,
    "lamaze st denis": LAMAZE,
    "romain rolland": LAMAZE,
    "romain roland": LAMAZE,
    "romainrolland": LAMAZE,
    "rom ro": LAMAZE,
    "romro 93": LAMAZE,
    "lamaze / romain-rolland": LAMAZE,
    "les cosmonautes": COSMO,
    "cosmo": COSMO,
    "cosmonaute": COSMO,
    "cite des cosmonautes, saint denis": COSMO,
    "st-denis les cosmonautes": COSMO,
    "cosmonautes 93200": COSMO,
    "hauts d'creil": CREIL,
    "les hauts de creil": CREIL,
    "hts de creil": CREIL,
    "creill": CREIL,
    "rouher": CREIL,
    "rouher à creil": CREIL,
    "le plateau rouher": CREIL,
    "la cavée": CREIL,
    "cavee de senlis": CREIL,
    "jsuis de creil": CREIL,
    "Creil (60)": CREIL,
    "60100": CREIL,
    "marseille": "marseille-quartiers-nord",
    "toulouse jolimont": "toulouse",
    "pissevin": "valdegour-pissevin",
    "nimes": "valdegour-pissevin",
    "aux tarterets": "les-tarterets",
    "clichy sous bois 93": CLICHY,
    "montbeliard": "pays-de-montbeliard",
    "salon de provence": "salon-de-provence",
    "mainvilliers": "tallemont",
    "en gironde": "gironde",
    "arras": "artois",
}

ASKED_BACK = {
    "Échirolles": ECHIROLLES,
    "echirolles": ECHIROLLES,
    "échirol": ECHIROLLES,
    "échirole": ECHIROLLES,
    "38130": ECHIROLLES,
    "38130 echirolles": ECHIROLLES,
    "le 38": ECHIROLLES,
    "rennes": RENNES,
    "renne": RENNES,
    "Rennes 35": RENNES,
    "35000": RENNES,
    "35200": RENNES,
    "35 rennes": RENNES,
    "j'habite à Rennes": RENNES,
    "saint-denis": SAINT_DENIS,
    "st denis": SAINT_DENIS,
    "St-Denis 93": SAINT_DENIS,
    "saint-denis 93": SAINT_DENIS,
    "saintdenis": SAINT_DENIS,
    "st denys": SAINT_DENIS,
    "93200": SAINT_DENIS,
    "93210": SAINT_DENIS,
    "dans le 93": SAINT_DENIS | {CLICHY, MONTFERMEIL},
    "clichy": {CLICHY},
    "le 33": {"bordeaux", "gironde"},
    "septemes": {"septemes-les-vallons"},
    "la vilneuve": {VILLENEUVE},
    "mauropas": {MAUREPAS},
    "blosn": {BLOSNE},
    "rolland": {LAMAZE},
    "lamaz": {LAMAZE},
    "haut de creil": {CREIL},
    "gayeule": {MAUREPAS},
    "le 60": {CREIL},
    "maurepas ou le blosne": RENNES,
    "maurepas ou creil": {MAUREPAS, CREIL},
    "maurepas dans le 78": {MAUREPAS},
    "pas maurepas": {MAUREPAS},
    "lamaze à rennes": {LAMAZE},
    "villeneuve d'ascq": {VILLENEUVE},
    "villeneuve-saint-georges": {VILLENEUVE},
    "rennes-le-château": RENNES,
    "saint-denis de la réunion": SAINT_DENIS,
    "saint genis": SAINT_DENIS,
    "senlis": {CREIL},
}

NOT_OURS = [
    "lille", "Paris", "aubagne", "grenoble", "saint-ouen", "saint-étienne", "saint", "créteil", "breil", "reims",
    "rouen", "vannes", "dreux", "lyon 8", "villeurbanne", "villejuif", "romainville", "38000", "75018", "99999", "974",
    "3", "", "🏠", "la cité", "le quartier", "chez moi", "dans ma ville", "hauts", "je sais pas", "nulle part", "oui",
    "c'est quand la permanence", "je veux qu'on m'appelle", "jsp", "ma mère veut pas que je le dise",
    "je peux passer sans rendez-vous à creil",
]  # fmt: skip


@pytest.mark.parametrize("typed", UNDERSTOOD)
def test_understood(typed):
    heard = TERRITORY.named(typed)
    assert ([q.id for q in heard.quartiers], heard.sure) == ([UNDERSTOOD[typed]], True)


@pytest.mark.parametrize("typed", ASKED_BACK)
def test_asked_back(typed):
    heard = TERRITORY.named(typed)
    assert {q.id for q in heard.quartiers} == ASKED_BACK[typed]
    assert len(heard.quartiers) > 1 or not heard.sure


@pytest.mark.parametrize("typed", NOT_OURS)
def test_not_ours(typed):
    assert not TERRITORY.named(typed).quartiers


@pytest.mark.parametrize("typed", NOT_OURS)
def test_a_greeting_changes_nothing(typed):
    assert not TERRITORY.named(f"wesh {typed} stp").quartiers
