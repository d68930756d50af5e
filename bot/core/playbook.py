"""Everything operators write, loaded and checked: what the engine plays from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.flow import Emergency, Flow, Text, Words
from bot.core.partners import Partner
from bot.core.schemes import Scheme
from bot.core.territory import Territory


@dataclass(frozen=True, slots=True)
class PartnerWords:
    """The sentences that partners read in their group, written in `dialogues/mots.yaml`."""

    nouvelle_demande: Text
    bouton_prendre: Text
    demande_prise: Text
    bouton_coordonnees: Text
    coordonnees: Text
    deja_prise: Text
    c_est_a_vous: Text
    pas_a_vous: Text
    retiree: Text
    plus_la: Text
    ecrivez_moi: Text
    groupe_inconnu: Text
    groupe_aide: Text


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
