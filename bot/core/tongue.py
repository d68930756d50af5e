"""The small words that the core itself puts together, by language: days, hours, distances, ages, reasons.

French is written here. Another language is the same table, read from the entries `petits_mots/…` of its translation;
what it does not have is said in French.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

SOURCE = "fr"
"""The language in which everything is written first."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur"})
_ISOLATE, _END = "\u2068", "\u2069"
_WORD = re.compile(r"\{\{ *(\w+) *\}\}")

FRENCH: Mapping[str, str] = {
    "jours": "lundi\nmardi\nmercredi\njeudi\nvendredi\nsamedi\ndimanche",
    "mois": "janvier\nfévrier\nmars\navril\nmai\njuin\njuillet\naoût\nseptembre\noctobre\nnovembre\ndécembre",
    "date": "{{ jour }} {{ numero }} {{ mois }}",
    "premier": "1er",
    "heure": "{{ h }} h",
    "heure_et_minutes": "{{ h }} h {{ min }}",
    "minuit": "minuit",
    "aujourdhui": "aujourd'hui",
    "demain": "demain, {{ date }}",
    "ouvert_jour_et_nuit": "aujourd'hui, jour et nuit",
    "ouvert_encore": "aujourd'hui, encore {{ duree }} (jusqu'à {{ heure }})",
    "de_a": "{{ jour }}, de {{ debut }} à {{ fin }}",
    "vacances_scolaires": "{{ quand }} (à confirmer : vacances scolaires)",
    "duree_minutes": "{{ min }} min",
    "duree_heures": "{{ h }} h",
    "duree_heures_et_minutes": "{{ h }} h {{ min }}",
    "echeance": "{{ date }}, {{ heure }}",
    "jour_ouvre": "1 jour ouvré",
    "jours_ouvres": "{{ n }} jours ouvrés",
    "a_pied": "à {{ n }} min à pied",
    "a_km": "à {{ n }} km",
    "a_metres": "à {{ n }} m",
    "a_moins_de_100_m": "à moins de 100 m",
    "virgule": ",",
    "hors_du_quartier": "{{ distance }}, hors de ton quartier",
    "plus_loin": "plus loin, {{ distance }}",
    "dans_ta_ville": "dans ta ville",
    "dans_ton_departement": "dans ton département",
    "partout": "un peu partout en France",
    "chez_toi": "chez toi",
    "rendez_vous": "Rendez-vous",
    "complet": "complet",
    "une_place": "encore 1 place",
    "places": "encore {{ n }} places",
    "quand_matin": "le matin",
    "quand_midi": "entre midi et deux",
    "quand_apres_midi": "l'après-midi",
    "quand_peu_importe": "peu importe l'heure",
    "sorte_voice": "un message vocal",
    "sorte_photo": "une photo",
    "sorte_sticker": "un autocollant",
    "sorte_video": "une vidéo",
    "sorte_autre": "ça",
    "ans": "{{ n }} ans",
    "ans_ou_plus": "{{ n }} ans ou plus",
    "entre_ans": "entre {{ n }} et {{ m }} ans",
    "moins_de_ans": "moins de {{ n }} ans",
    "jusqu_a_ans": "jusqu'à {{ n }} ans",
    "sans_limite_d_age": "sans limite d'âge",
    "pour_toi": "C'est pour toi, parce que : {{ raisons }}.",
    "pas_pour_toi": "Pas pour toi, parce que : {{ raisons }}.",
    "raison_suivante": "{{ raisons }} ; {{ raison }}",
    "tu_as_age": "tu as {{ age }}",
    "tu_as_rqth": "tu as un handicap reconnu",
    "tu_as_aucun": "tu n'as pas de diplôme",
    "tu_as_cap_bep": "tu as un CAP ou un BEP",
    "tu_as_bac": "tu as le bac",
    "tu_as_apres_bac": "tu as un diplôme après le bac",
    "tu_ni_etudes_ni_emploi": "tu n'es ni en cours ni au travail",
    "tu_demandeur_emploi": "tu cherches un travail",
    "tu_scolarise": "tu vas en cours",
    "tu_en_formation": "tu es en formation",
    "tu_en_emploi": "tu travailles",
    "tu_qpv": "tu habites un quartier prioritaire",
    "tu_hors_qpv": "tu n'habites pas un quartier prioritaire",
    "a_verifier": "À vérifier : {{ condition }}",
    "il_faut_age": "il faut avoir {{ age }}.",
    "il_faut_cap_bep": "il faut avoir au plus un CAP ou un BEP.",
    "il_faut_bac": "il faut avoir au plus le bac.",
    "il_faut_apres_bac": "il faut avoir au plus un diplôme après le bac.",
    "il_faut_aucun": "il faut être sans diplôme.",
    "il_faut_qpv": "il faut habiter un quartier prioritaire.",
    "ca_depend_de_ta_situation": "ça dépend de ta situation : cours, travail ou recherche.",
    "possible_avec_rqth": "c'est possible {{ age }} si ton handicap est reconnu (RQTH).",
    "mais_possible_avec_rqth": "Mais c'est possible {{ age }} si ton handicap est reconnu (RQTH).",
    "mais_plus_tard": "Mais tu pourras à {{ n }} ans.",
    "avant_ans": "avant {{ n }} ans, {{ condition }}",
    "pour_tous": "C'est ouvert à tout le monde.",
    "conditions_inconnues": "je ne connais pas encore les conditions exactes.",
    "a_confirmer": "À confirmer avec un conseiller.",
    "a_confirmer_depuis": "À confirmer : je ne l'ai pas revérifié depuis le {{ date }}.",
}
"""Each small word by its name; what stands in braces is put in by the core."""


@dataclass(frozen=True)
class Tongue:
    """A language as the core speaks it: `said` has the small words of `FRENCH` that it has of its own."""

    code: str = SOURCE
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def french(self) -> bool:
        """Return whether nothing is translated."""
        return self.code == SOURCE

    def __call__(self, name: str, **values: object) -> str:
        """Return a small word with its values put in."""
        said = self.said.get(name) or FRENCH[name]
        return _WORD.sub(lambda found: str(values[found[1]]), said) if values else said

    def date(self, when: date) -> str:
        """Return « jeudi 3 décembre », or « mardi 1er décembre » on a first."""
        number = self("premier") if when.day == 1 else str(when.day)
        day, month = self._listed("jours", when.weekday()), self._listed("mois", when.month - 1)
        return self("date", jour=day, numero=number, mois=month)

    def _listed(self, name: str, index: int) -> str:
        return self(name).split("\n")[index]


FR = Tongue()
"""French."""


def right_to_left(code: str) -> bool:
    """Return whether a language is written from right to left."""
    return code in _RIGHT_TO_LEFT


def isolated(value: str) -> str:
    """Return a value put into right-to-left text so that what is around it does not reorder it."""
    return f"{_ISOLATE}{value}{_END}" if value else value
