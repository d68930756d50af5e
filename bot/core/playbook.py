"""Everything operators write, loaded and checked: what the engine plays from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.core.flow import Emergency, Flow, Text
from bot.core.happenings import Happening
from bot.core.languages import base
from bot.core.partners import Partner, Person
from bot.core.schemes import Scheme
from bot.core.speech import Speech
from bot.core.spelling import Nuances
from bot.core.territory import Territory
from bot.core.tongue import FR, SOURCE, Tongue
from bot.core.vocabulary import Learn, learn


@dataclass(frozen=True, slots=True)
class Words:
    """The engine's own sentences to a young person, written in `dialogues/mots.yaml`."""

    pas_compris: Text
    encore_perdu: Text
    tu_veux_dire: Text
    bouton_autre_chose: Text
    vieux_bouton: Text
    deja_pris: Text
    etape_changee: Text
    etape_disparue: Text
    on_reprend: Text
    rien_avant: Text
    erreur: Text
    illisible: Text
    trop_long: Text
    prenom_refuse: Text
    age_refuse: Text
    telephone_refuse: Text
    numero_d_un_autre: Text
    date_refusee: Text
    oui_non_refuse: Text
    langue_refusee: Text
    quartier_inconnu: Text
    quartier_precise: Text
    quartier_confirme: Text
    position_demandee: Text
    position_inconnue: Text
    position_proche: Text
    bouton_position: Text
    bouton_numero: Text
    bouton_carte: Text
    bouton_ailleurs: Text
    bouton_oui: Text
    bouton_non: Text
    bouton_francais: Text
    c_est_note: Text
    rappel_change: Text
    rappel_disparu: Text
    rappel_en_retard: Text
    demande_en_cours: Text


@dataclass(frozen=True, slots=True)
class PartnerWords:
    """The sentences that partners read on Telegram, at their desk and in mails, from `dialogues/mots.yaml`."""

    nouvelle_demande: Text
    demande_rouverte: Text
    bouton_prendre: Text
    demande_prise: Text
    demande_close: Text
    demande_refusee: Text
    bouton_coordonnees: Text
    bouton_pas_de_reponse: Text
    bouton_clore: Text
    bouton_rendre: Text
    bouton_retour: Text
    coordonnees: Text
    c_est_a_vous: Text
    en_prive: Text
    retiree: Text
    transmise: Text
    rouverte: Text
    coordonnees_changees: Text
    appel_manque: Text
    fait_prendre: Text
    fait_rendre: Text
    fait_refuser: Text
    fait_tenter: Text
    fait_clore: Text
    fait_noter: Text
    deja_prise: Text
    pas_a_vous: Text
    pas_la_votre: Text
    plus_la: Text
    sans_motif: Text
    issue_inconnue: Text
    deux_essais: Text
    pas_maintenant: Text
    pas_declare: Text
    erreur: Text
    rappel: Text
    courriel_nouvelle_sujet: Text
    courriel_nouvelle: Text
    courriel_changement_sujet: Text
    courriel_changement: Text
    courriel_rappel_sujet: Text
    courriel_rappel: Text
    ecrivez_moi: Text
    groupe_inconnu: Text
    groupe_aide: Text


@dataclass(frozen=True, slots=True)
class PosterWords:
    """What a poster says around its QR code, from `dialogues/mots.yaml`."""

    titre: Text
    sujets: Text
    qui: Text
    scanner: Text
    lien: Text
    chercher: Text
    promesse: Text


@dataclass(frozen=True, slots=True)
class Playbook:
    """One published version of the dialogues and the data; never changed, only replaced."""

    flows: Mapping[str, Flow]
    words: Words
    partner_words: PartnerWords
    emergencies: tuple[Emergency, ...]
    territory: Territory
    partners: Mapping[str, Partner]
    schemes: tuple[Scheme, ...] = ()
    coordination: tuple[Person, ...] = ()
    happenings: Mapping[str, Happening] = field(default_factory=dict)
    poster_words: PosterWords = field(kw_only=True)
    nuances: Nuances = field(kw_only=True, default_factory=Nuances)
    manners: Mapping[str, Nuances] = field(kw_only=True, default_factory=dict)
    """What tells an emergency from a manner of speaking in each language but French, whose `nuances` are."""
    speech: Speech = field(kw_only=True, default_factory=Speech)
    tongue: Tongue = field(kw_only=True, default=FR)
    heard: Mapping[str, Mapping[str, tuple[str, ...]]] = field(kw_only=True, default_factory=dict)
    """What people say in each language but French, by the dialogue that it leads to."""
    others: Mapping[str, Callable[[], Playbook]] = field(kw_only=True, default_factory=dict, repr=False, compare=False)
    """This same playbook in each other language that it speaks, made when it is first asked for."""
    learn: Learn = field(kw_only=True, default=learn, repr=False, compare=False)
    """What tells how much the words of phrases weigh."""
    people: Mapping[str, Person] = field(init=False, repr=False, compare=False)
    """Everyone declared, by id: those of the partners and those of the whole territory."""
    _by_telegram: Mapping[int, Person] = field(init=False, repr=False, compare=False)
    _by_email: Mapping[str, Person] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        everyone = (*(one for partner in self.partners.values() for one in partner.people), *self.coordination)
        by_telegram = {one.telegram: one for one in everyone if one.telegram is not None}
        object.__setattr__(self, "people", {one.id: one for one in everyone})
        object.__setattr__(self, "_by_telegram", by_telegram)
        object.__setattr__(self, "_by_email", {one.email.casefold(): one for one in everyone if one.email})

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages that it speaks, French first."""
        return SOURCE, *self.others

    def speaking(self, language: str) -> Playbook:
        """Return this playbook in a language, itself when it is not spoken: same steps and marks, other words."""
        other = None if base(language) == self.tongue.code else self.others.get(base(language))
        return other() if other else self

    def person_of_telegram(self, number: int) -> Person | None:
        """Return who bears this Telegram number, None for a stranger."""
        return self._by_telegram.get(number)

    def person_of_email(self, address: str) -> Person | None:
        """Return whose e-mail address this is, however its letters are cased; None for a stranger."""
        return self._by_email.get(address.strip().casefold())
