"""Every kind of problem: its code, how grave it is, and one sentence that explains it to an operator."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a problem is; only `critique` keeps a version from being published."""

    CRITIQUE = "critique"
    AVERTISSEMENT = "avertissement"
    CONSEIL = "conseil"


class Code(NamedTuple):
    """What a code stands for."""

    severity: Severity
    explanation: str


_GRAVE, _WARNING, _ADVICE = Severity.CRITIQUE, Severity.AVERTISSEMENT, Severity.CONSEIL

_READING = {
    "fichier-manquant": Code(_GRAVE, "Un fichier dont le bot a besoin n'existe pas ou ne peut pas être lu."),
    "fichier-vide": Code(_GRAVE, "Le fichier ne contient rien, ou seulement des commentaires."),
    "fichier-trop-gros": Code(_GRAVE, "Le fichier dépasse 1 Mio ; il contient sans doute autre chose qu'un dialogue."),
    "pas-utf8": Code(_GRAVE, "Le fichier n'est pas enregistré en UTF-8 ; les accents y seraient illisibles."),
    "accents-abimes": Code(_GRAVE, "Des accents ont été abîmés par un enregistrement dans un mauvais encodage."),
    "caractere-interdit": Code(_GRAVE, "Un caractère invisible ou réservé est resté dans le fichier."),
    "yaml-illisible": Code(_GRAVE, "La mise en page (retraits, guillemets, deux-points) ne peut pas être lue."),
    "tabulation": Code(_GRAVE, "Une ligne est décalée avec une tabulation ; YAML ne connaît que les espaces."),
    "cle-double": Code(_GRAVE, "La même clé est écrite deux fois au même endroit ; la seconde serait perdue."),
    "cle-illisible": Code(_GRAVE, "Une clé devrait être un mot simple ; souvent un texte commence par {{."),
    "ancre": Code(_GRAVE, "Une valeur commence par & ou *, que YAML réserve aux renvois."),
    "etiquette": Code(_GRAVE, "Une valeur commence par !, que YAML réserve aux étiquettes."),
    "plusieurs-documents": Code(_GRAVE, "Une ligne --- sépare le fichier en plusieurs documents."),
    "trop-imbrique": Code(_GRAVE, "Les retraits s'emboîtent sur plus de 20 niveaux."),
}

_WRITING = {
    "cle-inconnue": Code(_GRAVE, "Une clé n'existe pas à cet endroit ; le bot l'ignorerait."),
    "cle-manquante": Code(_GRAVE, "Une clé nécessaire n'est pas écrite."),
    "forme-inattendue": Code(_GRAVE, "Une liste, un texte ou un tableau de clés est écrit à la place d'un autre."),
    "texte-vide": Code(_GRAVE, "Un texte ou une liste nécessaire est vide."),
    "nom-invalide": Code(_GRAVE, "Un nom d'étape, de dialogue ou de fiche contient autre chose que ce qui est permis."),
    "nom-reserve": Code(_GRAVE, "Un nom est déjà pris par la grammaire des dialogues."),
    "nom-de-fichier": Code(_GRAVE, "Un dialogue porte un autre nom que son fichier."),
    "valeur-refusee": Code(_GRAVE, "Une valeur n'est pas de celles qui sont acceptées à cet endroit."),
    "verbes-meles": Code(_GRAVE, "Une étape fait deux choses à la fois."),
    "sinon-manquant": Code(_GRAVE, "Un « si » ne dit pas où aller quand aucune condition n'est vraie."),
    "duree-illisible": Code(_GRAVE, "Une durée n'est pas écrite en minutes, heures ou jours."),
    "date-illisible": Code(_WARNING, "La date d'un scénario ne peut pas être lue, ou son jour de semaine est faux."),
    "geste-inconnu": Code(
        _WARNING, "Une ligne d'un scénario ne dit pas ce qui se passe, ou dit deux choses à la fois."
    ),
}

_DIALOGUES = {
    "etape-inconnue": Code(_GRAVE, "Un choix ou un renvoi mène à une étape ou un dialogue qui n'existe pas."),
    "mot-inconnu": Code(_GRAVE, "Un texte ou une condition emploie un mot que le bot ne connaît pas."),
    "texte-illisible": Code(_GRAVE, "Les accolades d'un texte ou d'une condition sont mal écrites."),
    "texte-interdit": Code(_GRAVE, "Un texte ou une condition emploie une écriture qui n'est pas permise ici."),
    "texte-trop-long": Code(_GRAVE, "Telegram refuse un message de plus de 4096 caractères."),
    "bouton-vide": Code(_GRAVE, "Un bouton n'a pas de texte."),
    "bouton-trop-long": Code(_GRAVE, "Un bouton de plus de 40 caractères est coupé sur un téléphone."),
    "boutons-jumeaux": Code(_GRAVE, "Deux boutons d'une étape se lisent de la même façon."),
    "trop-de-choix": Code(_GRAVE, "Une étape montre plus de 20 boutons."),
    "accord-sans-bouton": Code(_GRAVE, "Le bouton qui donne l'accord n'est pas parmi les choix."),
    "commande-invalide": Code(_GRAVE, "Telegram refuse une commande de ce nom ou cette description."),
    "mot-double-sens": Code(_GRAVE, "Le même nom d'étape demande deux choses différentes."),
    "phrase-double": Code(_GRAVE, "La même phrase mène à deux endroits."),
    "phrase-vide": Code(_GRAVE, "Une phrase ne contient ni lettre ni chiffre ; elle ne serait jamais reconnue."),
    "dialogue-manquant": Code(_GRAVE, "Un dialogue dont le bot a besoin n'est pas écrit."),
    "bonjour-sans-menu": Code(_GRAVE, "Le dialogue « bonjour » ne mène pas au menu."),
    "etape-perdue": Code(_WARNING, "Rien ne mène à cette étape."),
    "dialogue-perdu": Code(_WARNING, "Rien ne mène à ce dialogue : ni choix, ni phrase, ni commande."),
    "impasse": Code(_GRAVE, "À partir d'une étape, un jeune ne peut plus sortir du dialogue."),
    "boucle-sans-attente": Code(_GRAVE, "Des étapes s'enchaînent en rond sans jamais attendre le jeune."),
    "enchainement-trop-long": Code(_GRAVE, "Plus de 20 étapes s'enchaînent sans attendre le jeune."),
    "demande-sans-accord": Code(_GRAVE, "Une demande de rappel peut partir sans l'accord du jeune."),
    "suivre-ailleurs": Code(_GRAVE, "Un verbe de la demande d'appel est écrit dans un dialogue qui n'est pas le sien."),
    "demande-incomplete": Code(
        _GRAVE, "Une demande de rappel transmet une réponse qui n'a peut-être pas été demandée."
    ),
    "depot-personnel": Code(_GRAVE, "Un dépôt anonyme garde une réponse qui dit qui l'a écrit."),
    "mot-trop-tot": Code(_WARNING, "Un texte emploie une réponse qui n'a peut-être pas encore été donnée."),
    "quartier-pas-demande": Code(_WARNING, "Une étape a besoin du quartier, qui n'a peut-être pas été demandé."),
    "ecriture-double": Code(_WARNING, "Une façon d'écrire veut dire deux choses ; la première est retenue."),
    "exemple-double": Code(_WARNING, "Le même exemple est dans deux fichiers, qui se contredisent."),
    "exemple-perdu": Code(_WARNING, "Des exemples sont donnés à un dialogue ou à une urgence qui n'existe pas."),
    "urgence-sourde": Code(_WARNING, "Une phrase d'urgence ne serait pas reconnue : elle est aussi écrite pour rire."),
    "famille-double": Code(_WARNING, "Le même mot est dans deux familles de mots pareils."),
    "urgence-sans-mots": Code(_GRAVE, "Une urgence n'a pas de mots pour être reconnue."),
    "menu-inaccessible": Code(_GRAVE, "À partir d'une étape, aucun bouton ne ramène au menu."),
    "humain-trop-loin": Code(_WARNING, "À partir d'une étape, quelqu'un à qui parler est à plus de 6 touches."),
    "question-sans-bouton": Code(_ADVICE, "Une question où il faut écrire n'a pas de bouton pour qui ne veut pas."),
    "silence-oublie": Code(_ADVICE, "Une question de la demande d'appel ne dit rien à qui se tait."),
    "reponse-inutile": Code(_WARNING, "Une question demande ce dont personne ne se sert."),
}

_DATA = {
    "identifiant-double": Code(_GRAVE, "Deux fiches portent le même identifiant."),
    "quartier-inconnu": Code(_GRAVE, "Un partenaire couvre un quartier qui n'est pas dans quartiers.yaml."),
    "quartier-sans-partenaire": Code(_WARNING, "Aucun partenaire joignable ne couvre ce quartier."),
    "partenaire-injoignable": Code(
        _WARNING, "Un partenaire n'a ni groupe, ni adresse, ni numéro Telegram ; rien ne lui est proposé."
    ),
    "partenaire-toujours-ferme": Code(_GRAVE, "Les horaires d'un partenaire ne l'ouvrent aucun jour ouvré."),
    "theme-inconnu": Code(_GRAVE, "Un partenaire répond d'un thème qui n'est pas un dialogue."),
    "recours-inconnu": Code(_GRAVE, "Le recours d'un partenaire n'est pas un partenaire."),
    "recours-en-rond": Code(
        _WARNING, "Des partenaires sont le recours les uns des autres ; le dernier n'a plus personne après lui."
    ),
    "absence-a-l-envers": Code(_GRAVE, "Une absence finit avant de commencer."),
    "langue-inconnue": Code(_GRAVE, "Une langue n'est pas de celles que le bot connaît."),
    "personne-double": Code(_GRAVE, "Deux personnes portent le même nom de gauche."),
    "contact-double": Code(_GRAVE, "Deux personnes ont la même adresse ou le même numéro Telegram."),
    "sans-coordination": Code(_ADVICE, "Personne n'est prévenu quand un partenaire ne peut pas l'être."),
    "structure-inconnue": Code(_GRAVE, "Un service ou un événement appartient à une structure qui n'est pas connue."),
    "horaires-illisibles": Code(_GRAVE, "Des horaires ne sont pas écrits à la façon d'OpenStreetMap."),
    "horaires-sans-lieu": Code(
        _WARNING, "Un service a des horaires mais pas de coordonnées : il n'est jamais proposé."
    ),
    "moment-illisible": Code(_GRAVE, "Le début ou la fin d'un événement n'est pas un jour et une heure."),
    "evenement-a-l-envers": Code(_GRAVE, "Un événement finit avant de commencer, ou un autre jour."),
    "evenement-sans-lieu": Code(_WARNING, "Un événement n'a pas de lieu que le bot puisse montrer sur une carte."),
    "horaires-passes": Code(_WARNING, "Un service n'ouvre aucun jour de l'année qui vient ; il n'est jamais proposé."),
    "horaires-contradictoires": Code(_WARNING, "Des horaires se contredisent ; ils ne disent pas ce que l'on croit."),
    "telephone-douteux": Code(_WARNING, "Le téléphone d'une structure ou d'un service ne peut pas être appelé."),
    "adresse-douteuse": Code(_WARNING, "Une adresse ou un code postal n'est pas écrit comme il faut."),
    "import-abime": Code(_GRAVE, "Un fichier de données importées a été modifié à la main, ou abîmé."),
    "coordonnees-douteuses": Code(_GRAVE, "Une position n'est pas en France, ou latitude et longitude sont inversées."),
    "fait-sans-source": Code(_GRAVE, "Un dispositif dit être vérifié, mais pas où ni de quand."),
    "sans-source": Code(_WARNING, "Un événement, un numéro ou un montant ne dit pas d'où il vient."),
    "montant-sans-date": Code(_GRAVE, "Un montant ne dit pas son année ; il paraîtrait valable pour toujours."),
    "fait-non-verifie": Code(_GRAVE, "Un dispositif de niveau C, non vérifié, donne un chiffre."),
    "fait-perime": Code(
        _WARNING, "Un dispositif est à revérifier : sa date est passée, ou personne ne l'a relu depuis un an."
    ),
    "dispositif-incoherent": Code(_GRAVE, "Les critères ou les dates d'un dispositif se contredisent."),
}

_VOICE = {
    "phrase-longue": Code(_ADVICE, "Une phrase a plus de 15 mots ; elle se lit mieux coupée en deux."),
    "phrase-trop-longue": Code(_WARNING, "Une phrase a plus de 22 mots ; beaucoup ne la liront pas jusqu'au bout."),
    "message-long": Code(_WARNING, "Un message remplit plus d'un écran de téléphone."),
    "messages-d-affilee": Code(_WARNING, "Plus de trois messages se suivent sans rien demander au jeune."),
    "boutons-nombreux": Code(_WARNING, "Une étape montre plus de 6 boutons."),
    "bouton-long": Code(_ADVICE, "Un bouton de plus de 30 caractères est coupé sur un petit téléphone."),
    "emojis-nombreux": Code(_WARNING, "Un message a plus d'un émoji."),
    "emoji-seul": Code(_WARNING, "Un émoji est seul à dire quelque chose ; tout le monde ne le lit pas pareil."),
    "sigle": Code(_WARNING, "Un sigle n'est pas expliqué là où on le rencontre."),
    "vouvoiement": Code(_WARNING, "Un texte dit « vous » à un jeune."),
    "tutoiement": Code(_WARNING, "Un texte dit « tu » à un partenaire."),
    "lien-ici": Code(_WARNING, "Un lien s'appelle « ici » : il ne dit pas où il mène."),
    "jargon": Code(_WARNING, "Un mot de bureau se dit plus simplement."),
    "promesse": Code(_WARNING, "Un texte promet ce qui ne dépend pas de nous."),
}
"""How the bot speaks; see the rules of the same names in checks/voice."""

_LANGUAGES = {
    "traduction-illisible": Code(_WARNING, "Une ligne d'un fichier de traduction ne peut pas être lue."),
    "traduction-abimee": Code(
        _WARNING, "Une traduction a perdu un mot entre accolades, un gras, un nombre, ou la place d'un bouton."
    ),
    "traduction-ancienne": Code(_WARNING, "Une traduction dit ce que le français disait avant d'être changé."),
    "traduction-manquante": Code(_WARNING, "Des textes ne sont pas traduits ; le bot les dit en français."),
    "traduction-perdue": Code(_ADVICE, "Des traductions ne servent plus : le français n'est plus dit."),
    "traduction-a-relire": Code(_ADVICE, "Des traductions n'ont été relues par personne."),
}

CODES: dict[str, Code] = _READING | _WRITING | _DIALOGUES | _DATA | _VOICE | _LANGUAGES
