"""The words that the voice listens for: jargon and its plain words, promises that are not ours, acronyms all know."""

from __future__ import annotations

JARGON = {
    "accompagnement global": "« quelqu'un t'aide du début à la fin »",
    "acteurs locaux": "« les gens du quartier »",
    "allocataire": "« tu touches une aide »",
    "au titre de": "« pour »",
    "bénéficiaires?": "« la personne aidée », ou « tu »",
    "bénéficie[rzs]?": "« tu as », « tu reçois »",
    "dans le cadre (?:des?|du|d['’]\\w+)": "« pendant », « pour », « avec »",
    "demandeurs? d'asile": "« une personne qui demande l'asile »",
    "dispositifs?": "« une aide », ou son nom",
    "effectue[rzs]?": "« faire »",
    "employabilité": "« trouver un travail plus facilement »",
    "éligibles?": "« c'est pour toi si… »",
    "insertion professionnelle": "« trouver un travail »",
    "levée? des freins": "« régler ce qui te bloque »",
    "(?:met(?:s|tre|tent)?|mise?s?) en place": "« faire », « organiser »",
    "NEET": "« ni à l'école, ni au travail »",
    "non-recours": "« une aide que tu ne demandes pas »",
    "orient(?:er|é|ée|e|es) vers": "« te dire qui aller voir »",
    "partenariat": "« ensemble »",
    "périmètre": "« le coin », « le quartier »",
    "pièces? justificatives?": "« les papiers à apporter »",
    "prescri(?:pteurs?|re|ption)": "« la personne qui t'y envoie »",
    "professionnalisant": "« qui prépare à un métier »",
    "projet professionnel": "« ce que tu veux faire »",
    "publics? cibles?": "« les jeunes »",
    "remobilisation": "« repartir »",
    "socle de compétences": "« les bases »",
    "sous réserve": "« si »",
    "usagers?": "« les gens »",
    "QPV": "« ton quartier »",
}
"""What sounds like an office, as a pattern, and what to write instead."""

PROMISES = {
    r"on te trouver(?:a|ons)": "« on cherche avec toi »",
    r"on va te trouver": "« on cherche avec toi »",
    r"tu auras": "« tu peux avoir », « demande »",
    r"tu vas avoir": "« tu peux avoir », « demande »",
    r"tu toucheras": "« tu peux toucher, selon ta situation »",
    r"tu vas toucher": "« tu peux toucher, selon ta situation »",
    r"tu trouveras": "« tu peux chercher »",
    r"tu vas trouver": "« tu peux chercher »",
    r"tu seras (?:prise?|embauchée?|payée?|acceptée?|rappelée?)": "dites qui décide, et ce qu'il faut demander",
    r"(?<!pas )(?<!jamais )(?<!rien n'est )garanti(?:es?|s)?(?! jeunes?)": "dites de quoi ça dépend",
    r"à coup sûr": "dites de quoi ça dépend",
    r"(?<!pas )forcément": "« souvent »",
    r"c'est sûr": "dites de quoi ça dépend",
    r"sans aucun problème": "dites de quoi ça dépend",
    r"aucun risque": "dites le risque, même petit",
    r"(?<!pas )100 ?% (?:sûre?|gratuite?)": "dites ce qui est gratuit, ou de quoi ça dépend",
}
"""What nobody can keep for the young person, as a pattern, and what to write instead."""

KNOWN = frozenset({"BEP", "CAP", "CV", "GPS", "ID", "OK", "PDF", "PIN", "QR", "SIM", "SMS", "SOS", "TV", "USB"})
"""What needs no explanation."""

NOT_POLITE = frozenset({"assez", "chez", "nez", "rendez", "riez"})
"""What ends like an order given with « vous » and is none."""
