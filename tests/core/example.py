"""A small playbook written in code, with every kind of step."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import fields, replace
from datetime import timedelta

from bot.core.callrequest import Verb
from bot.core.flow import (
    Agree,
    Ask,
    Asked,
    Branch,
    Choose,
    Deposit,
    Emergency,
    Find,
    Flow,
    Follow,
    Forget,
    Remind,
    Silence,
    Submit,
    Tell,
)
from bot.core.hours import Hours
from bot.core.partners import Partner
from bot.core.playbook import PartnerWords, Playbook, PosterWords, Words
from bot.core.session import Option
from bot.core.territory import Permanence, Point, Quartier, Territory


def text(source):
    """Compile « {word} » as what is known of it, nothing when it is unknown."""
    return lambda known: source.format_map(defaultdict(str, known))


def to(name, label=""):
    """Return a target as operators write it; a dialogue is written with an @."""
    if name in ("fin", "retour"):
        return Option(label, name)
    return Option(label, "dialogue", name[1:]) if name.startswith("@") else Option(label, "etape", name)


def step(kind, name, dire="", **written):
    """Build a step from what is written; its mark changes with any of it."""
    mark = f"{zlib.crc32(repr((dire, sorted(written.items()))).encode()):08x}"
    said = {"text": text(dire)} if dire else {}
    return kind(name=name, mark=mark, **said, **{key: _READ.get(key, _same)(value) for key, value in written.items()})


def _same(value):
    return value


def _choices(written):
    return tuple(to(target, label) for label, target in written.items())


_READ = {
    "options": _choices,
    "then": to,
    "empty": to,
    "nobody": to,
    "otherwise": to,
    "card": text,
    "silence": lambda written: Silence(written[0], to(written[1])),
    "cases": lambda written: tuple((condition, to(target)) for condition, target in written),
}


def flow(name, *steps, says=(), command=""):
    return Flow(name, name.capitalize(), {s.name: s for s in steps}, tuple(says), command)


TWO_HOURS = timedelta(hours=2)


def _minor(known):
    return known["age"] < 16


BONJOUR = flow("bonjour", step(Tell, "accueil", "Bonjour !", then="@menu"))
MENU = flow(
    "menu",
    step(
        Choose,
        "choix",
        "On fait quoi ?",
        options={"Permanences": "@permanences", "Être appelé": "@rappel", "Le CEJ": "@cej", "Aide": "@aide"},
    ),
    says=["menu", "accueil"],
    command="Revenir au menu",
)
AIDE = flow(
    "aide",
    step(Choose, "aide", "Je suis un robot.", options={"Merci": "fin", "Être appelé": "@rappel"}),
    says=["aide", "tu es qui"],
)
STOP = flow(
    "stop",
    step(Forget, "arret", "C'est arrêté.", everything=False, then="sur"),
    step(Choose, "sur", "J'efface tout ?", options={"Oui, efface": "tout", "Non": "fin"}),
    step(Forget, "tout", "C'est effacé.", everything=True, then="fin"),
    says=["stop", "arrête tout"],
    command="Tout arrêter",
)
PERMANENCES = flow(
    "permanences",
    step(Ask, "quartier", "Quel coin ?", asked=Asked.QUARTIER, options={}, then="liste", silence=(TWO_HOURS, "fin")),
    step(
        Find,
        "liste",
        "Près de {quartier} :",
        what="permanences",
        card="{quand} {lieu}",
        empty="rien",
        options={"La veille": "veille", "Être appelé": "@rappel", "Changer de coin": "quartier", "Merci": "fin"},
        then="fin",
    ),
    step(
        Remind,
        "veille",
        "C'est noté : {quand}.",
        when="la veille",
        card="Rappel : {quand} {lieu}",
        empty="trop_tard",
        then="fin",
    ),
    step(Tell, "trop_tard", "C'est trop proche.", then="fin"),
    step(Choose, "rien", "Rien par ici.", options={"Changer de coin": "quartier", "Avant": "retour", "Merci": "fin"}),
    says=["c'est quand la permanence", "permanences"],
    command="Voir les permanences",
)
RAPPEL = flow(
    "rappel",
    step(Ask, "quartier", "Où habites-tu ?", asked=Asked.QUARTIER, options={}, then="accord"),
    step(
        Agree,
        "accord",
        "{partenaire} t'appelle sous {delai}, avant {avant}. OK ?",
        yes="Oui, d'accord",
        options={"Oui, d'accord": "prenom", "Non merci": "refus", "C'est qui ?": "@aide"},
        nobody="personne",
    ),
    step(
        Ask,
        "prenom",
        "Ton prénom ?",
        asked=Asked.PRENOM,
        options={"J'arrête": "refus"},
        then="telephone",
        silence=(TWO_HOURS, "pas_fini"),
        fallback="refus",
    ),
    step(
        Ask,
        "telephone",
        "Ton numéro, {prenom} ?",
        asked=Asked.TELEPHONE,
        options={"J'arrête": "refus"},
        then="envoi",
        silence=(TWO_HOURS, "pas_fini"),
    ),
    step(Submit, "envoi", "Envoyé à {partenaire}.", fields=("prenom", "telephone"), then="@menu"),
    step(Tell, "refus", "Rien n'est parti.", then="fin"),
    step(Choose, "personne", "Personne dans ton coin.", options={"Changer de coin": "quartier", "Tant pis": "fin"}),
    step(Choose, "pas_fini", "On n'a pas fini.", options={"On reprend": "retour", "Laisse": "refus"}),
    says=["rappelez-moi", "un humain"],
    command="Être appelé",
)
CEJ = flow(
    "cej",
    step(
        Choose,
        "accueil",
        "Le CEJ, c'est un contrat.",
        options={"C'est pour moi ?": "age", "J'en parle": "motif", "Être appelé": "@rappel", "Merci": "fin"},
    ),
    step(Ask, "age", "Ton âge ?", asked=Asked.AGE, options={}, then="tri"),
    step(Branch, "tri", cases=[(_minor, "trop_jeune")], otherwise="majeur"),
    step(Tell, "trop_jeune", "Pas avant 16 ans.", then="accueil"),
    step(Tell, "majeur", "À {age} ans, c'est possible.", then="accueil"),
    step(Ask, "motif", "Raconte.", asked=Asked.TEXTE, options={}, then="suite"),
    step(Ask, "suite", "Et encore ?", asked=Asked.TEXTE, options={"Rien": "etudes"}, then="etudes"),
    step(Ask, "etudes", "Tu étudies ?", asked=Asked.OUI_NON, options={}, then="accueil"),
    says=["cej", "garantie jeunes"],
)
IDEE = flow(
    "idee",
    step(Choose, "accueil", "Une idée ?", options={"J'écris": "mon_idee", "Non": "fin"}),
    step(Ask, "mon_idee", "Écris.", asked=Asked.TEXTE, options={"Finalement, non": "fin"}, then="depot"),
    step(Deposit, "depot", "C'est gardé.", fields=("mon_idee",), then="fin"),
    says=["j'ai une idée"],
)
HOURS = (Option("Le matin", "valeur", "matin"), Option("Peu importe", "valeur", "peu_importe"))
SUIVI = flow(
    "suivi",
    step(Branch, "debut", cases=[(lambda known: known["demande"] == "aucune", "rien")], otherwise="etat"),
    step(Tell, "rien", "Aucune demande.", then="fin"),
    step(
        Choose,
        "etat",
        "{partenaire}, avant {avant} : {demande}.",
        options={
            "Annuler": "retiree",
            "Autre numéro": "telephone",
            "Autre heure": "quand_prefere",
            "Relancer": "relancee",
            "Bon": "fin",
        },
    ),
    step(Tell, "prise", "{membre} a pris ta demande, {partenaire}.", then="fin"),
    step(Choose, "manque", "Appel manqué.", options={"Autre numéro": "telephone", "Réessayez": "manquee"}),
    step(
        Agree,
        "promesse",
        "{partenaire} t'appelle à la place de {partenaire_actuel}, avant {avant}. OK ?",
        yes="Oui, d'accord",
        options={"Oui, d'accord": "transmise", "Non merci": "fin"},
        nobody="personne",
    ),
    step(Choose, "personne", "Personne d'autre que {partenaire_actuel}.", options={"J'attends": "fin"}),
    step(
        Choose,
        "verifier",
        "On t'a rappelé ?",
        options={"Oui": "confirmee", "Appel manqué": "manquee", "Pas encore": "relancee"},
    ),
    step(Branch, "close", cases=[(lambda known: known["issue"] == "injoignable", "reessayer")], otherwise="bravo"),
    step(Choose, "reessayer", "On réessaie ?", options={"Autre heure": "quand_prefere", "Oui": "relancee"}),
    step(Tell, "bravo", "C'est fini : {issue}.", then="fin"),
    step(Follow, "transmise", "Transmis à {partenaire}.", verb=Verb.TRANSMETTRE, fields=(), empty="rien", then="fin"),
    step(Follow, "retiree", "Annulé.", verb=Verb.RETIRER, fields=(), empty="rien", then="fin"),
    step(Follow, "relancee", "Relancé, avant {avant}.", verb=Verb.ROUVRIR, fields=(), empty="rien", then="fin"),
    step(Follow, "confirmee", "Merci.", verb=Verb.CONFIRMER, fields=(), empty="rien", then="fin"),
    step(Follow, "manquee", "Noté.", verb=Verb.MANQUER, fields=(), empty="rien", then="fin"),
    step(Ask, "telephone", "Quel numéro ?", asked=Asked.TELEPHONE, options={}, then="numero"),
    step(Follow, "numero", "Changé.", verb=Verb.CHANGER, fields=("telephone",), empty="rien", then="fin"),
    replace(step(Ask, "quand_prefere", "Quand ?", asked=Asked.CHOIX, options={}, then="heure"), options=HOURS),
    step(Follow, "heure", "{quand_prefere}.", verb=Verb.CHANGER, fields=("quand_prefere",), empty="rien", then="fin"),
    says=["ma demande", "on m'a pas rappelé"],
    command="Ma demande",
)
QUARTIERS = (
    Quartier("maurepas", "Maurepas", "Rennes", Point(48.126, -1.66), ("Gayeulles",)),
    Quartier("blosne", "Le Blosne", "Rennes", Point(48.088, -1.66)),
    Quartier("villeneuve-e", "Villeneuve", "Échirolles", Point(45.153, 5.725)),
    Quartier("villeneuve-g", "Villeneuve", "Grenoble", Point(45.163, 5.732)),
)
TERRITORY = Territory(
    {q.id: q for q in QUARTIERS},
    (
        Permanence(
            "carrefour",
            "Accueil",
            "Carrefour 18",
            "Rennes",
            Point(48.127, -1.66),
            Hours("Th 14:00-17:00; PH off"),
        ),
    ),
    {"maurepas": "maurepas", "gros-chene": "maurepas"},
)
PARTNERS = (
    Partner("ml-rennes", "Mission locale de Rennes", frozenset({"maurepas", "blosne"}), 2, -1001),
    Partner("ml-isere", "Mission locale Sud-Isère", frozenset({"villeneuve-e"}), 1, -1002),
    Partner("relais-jeunes", "Relais jeunes", frozenset({"maurepas"}), 3, -1003),
)

_SAID = {
    "illisible": "[illisible {sorte}]",
    "position_proche": "[position_proche {quartier} {distance}]",
    "demande_en_cours": "[demande_en_cours {partenaire} {avant}]",
}
WORDS = Words(**{f.name: text(_SAID.get(f.name, f"[{f.name}]")) for f in fields(Words)})
POSTER_WORDS = PosterWords(**{f.name: text(f"[{f.name}]") for f in fields(PosterWords)})
PARTNER_WORDS = PartnerWords(**{f.name: text(f"[{f.name}]") for f in fields(PartnerWords)})

PLAYBOOK = Playbook(
    {f.name: f for f in (BONJOUR, MENU, AIDE, STOP, PERMANENCES, RAPPEL, CEJ, IDEE, SUIVI)},
    WORDS,
    PARTNER_WORDS,
    (Emergency("suicide", ("je veux mourir", "envie d'en finir"), "Appelle le 3114."),),
    TERRITORY,
    {partner.id: partner for partner in PARTNERS},
    poster_words=POSTER_WORDS,
)


def edited(playbook, dialogue, *steps, without=()):
    """Return the playbook with steps of a dialogue rewritten, added or gone."""
    old = playbook.flows[dialogue]
    new = {name: s for name, s in old.steps.items() if name not in without} | {s.name: s for s in steps}
    return replace(playbook, flows={**playbook.flows, dialogue: replace(old, steps=new)})


def without(playbook, dialogue):
    """Return the playbook without a dialogue."""
    return replace(playbook, flows={name: f for name, f in playbook.flows.items() if name != dialogue})
