"""What an operator may write in dispositifs.yaml, and what a question with its own answers is."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.flow import Ask, Asked
from bot.core.schemes import OLDEST, Ages, Criteria, Diploma, Situation
from bot.core.session import Option
from tests.content.conftest import Folder

FILE = "data/dispositifs.yaml"
WHOLE = """
dispositifs:
  cej:
    nom: Ce contrat
    en_bref: Un suivi.
    criteres:
      age: {de: "16", a: "25"}
      age_rqth: {de: "16"}
      diplome: cap_bep
      situation: [en_emploi]
      ca_depend: {bac: demande au centre.}
      qpv: oui
      conditions: [il faut être inscrit·e.]
      avant: {"18": il faut l'accord de tes parents.}
    montant: 560 € (2025).
    et_maintenant: Passe.
    sinon: Mais passe quand même.
    niveau: B
    source: une page de 2025
    verifie_le: "2026-11-25"
    valable_jusqu_au: "2027-03-31"
    priorite: "2"
"""


def test_everything_written_is_read(folder: Folder) -> None:
    folder.write(FILE, WHOLE)
    playbook = folder.load().playbook
    assert playbook
    (scheme,) = playbook.schemes
    assert (scheme.id, scheme.name, scheme.summary, scheme.now) == ("cej", "Ce contrat", "Un suivi.", "Passe.")
    assert (scheme.amount, scheme.otherwise) == ("560 € (2025).", "Mais passe quand même.")
    assert (scheme.level, scheme.priority, scheme.conditions) == ("B", 2, ("il faut être inscrit·e.",))
    assert (scheme.checked, scheme.valid_until) == (date(2026, 11, 25), date(2027, 3, 31))
    assert scheme.criteria == Criteria(
        age=Ages(16, 25),
        age_rqth=Ages(16, OLDEST),
        diploma=Diploma.CAP_BEP,
        situations=frozenset({Situation.EN_EMPLOI}),
        depends={"bac": "demande au centre."},
        qpv=True,
        young={18: "il faut l'accord de tes parents."},
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("cap_bep", "doctorat", "valeur-refusee"),
        ("[en_emploi]", "[au_chomage]", "valeur-refusee"),
        ("{bac: demande", "{bacho: demande", "valeur-refusee"),
        ("qpv: oui", "qpv: non", "valeur-refusee"),
        ("niveau: B", "niveau: D", "valeur-refusee"),
        ('de: "16", a: "25"', 'de: seize, a: "25"', "valeur-refusee"),
        ('de: "16", a: "25"', 'de: "16", a: "250"', "valeur-refusee"),
        ('priorite: "2"', 'priorite: "0"', "valeur-refusee"),
        ('"2027-03-31"', "fin mars", "valeur-refusee"),
        ("    nom: Ce contrat\n", "", "cle-manquante"),
        ('    verifie_le: "2026-11-25"\n', "", "cle-manquante"),
        ("diplome:", "diplôme:", "cle-inconnue"),
        ("[en_emploi]", "[]", "texte-vide"),
        ("    source: une page de 2025\n", "", "fait-sans-source"),
        ("une page de 2025", "une page", "fait-sans-source"),
        ("560 € (2025).", "560 €.", "montant-sans-date"),
        ("    sinon: Mais passe quand même.\n", "", "dispositif-incoherent"),
        ('age_rqth: {de: "16"}', 'age_rqth: {de: "18"}', "dispositif-incoherent"),
        ('      age: {de: "16", a: "25"}\n', "", "dispositif-incoherent"),
        ('"2027-03-31"', '"2026-03-31"', "dispositif-incoherent"),
    ],
)
def test_what_is_wrong_is_told(folder: Folder, old: str, new: str, code: str) -> None:
    folder.write(FILE, WHOLE)
    folder.edit(FILE, old, new)
    assert folder.codes() == [code]


def test_a_scheme_without_criteria_needs_no_other_door(folder: Folder) -> None:
    plain = WHOLE[: WHOLE.index("    criteres:")] + WHOLE[WHOLE.index("    montant:") :]
    folder.write(FILE, plain.replace("    sinon: Mais passe quand même.\n", ""))
    assert folder.codes() == []


def test_what_is_unchecked_says_no_figure_but_may_bear_dates(folder: Folder) -> None:
    plain = WHOLE[: WHOLE.index("    criteres:")] + WHOLE[WHOLE.index("    et_maintenant:") :]
    folder.write(FILE, plain.replace("niveau: B", "niveau: C"))
    assert folder.codes() == []
    folder.edit(FILE, "Un suivi.", "Un suivi de 12 mois.")
    assert folder.codes() == ["fait-non-verifie"]


MENU = "dialogues/menu.yaml"
QUESTION = """
  age:
    demander: choix
    dire: Tu as quel âge ?
    reponses:
      Moins de 16 ans: 0-15
      16 ans ou plus: 16-120
    choix:
      J'arrête: fin
  liste:
    chercher: dispositifs
    dire: Voici.
    fiche: "{{ nom }} {{ raison }} {{ maintenant }} {{ a_confirmer }}"
    si_vide: fin
"""


@pytest.fixture
def asking(folder: Folder) -> Folder:
    folder.edit(MENU, "      De l'aide: aide\n", "      De l'aide: aide\n      Pour moi: age\n")
    folder.write(MENU, (folder.path / MENU).read_text("utf-8") + QUESTION)
    return folder


def test_a_question_may_have_its_own_answers(asking: Folder) -> None:
    loaded = asking.load()
    assert loaded.problems == ()
    assert loaded.playbook
    question = loaded.playbook.flows["menu"].steps["age"]
    assert isinstance(question, Ask)
    assert question.asked is Asked.CHOIX
    assert question.options == (
        Option("Moins de 16 ans", "valeur", "0-15"),
        Option("16 ans ou plus", "valeur", "16-120"),
        Option("J'arrête", "fin"),
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("demander: choix", "demander: texte", "cle-manquante"),
        ("    reponses:\n      Moins de 16 ans: 0-15\n      16 ans ou plus: 16-120\n", "", "cle-manquante"),
        ("0-15", "Moins de seize", "nom-invalide"),
        ("16 ans ou plus", "moins de 16 ans !", "boutons-jumeaux"),
        ("J'arrête: fin", "Moins de 16 ans: fin", "boutons-jumeaux"),
        ("16 ans ou plus", "J'ai seize ans, ou plus, je ne sais plus bien", "bouton-trop-long"),
        ("{{ raison }}", "{{ distance }}", "mot-inconnu"),
        ("dire: Voici.", 'dire: "Voici {{ nom }}."', "mot-inconnu"),
        ("chercher: dispositifs", "chercher: dispositif", "valeur-refusee"),
    ],
)
def test_a_question_with_its_own_answers_is_checked(asking: Folder, old: str, new: str, code: str) -> None:
    asking.edit(MENU, old, new)
    assert asking.codes() == [code]


def test_a_list_of_schemes_needs_no_quartier_and_one_of_places_does(asking: Folder) -> None:
    asking.edit(MENU, "chercher: dispositifs", "chercher: permanences")
    asking.edit(MENU, '"{{ nom }} {{ raison }} {{ maintenant }} {{ a_confirmer }}"', '"{{ nom }}"')
    assert asking.codes() == ["quartier-pas-demande"]


def test_an_answer_may_not_be_called_as_a_word_of_the_cards(asking: Folder) -> None:
    asking.edit(MENU, "  age:\n", "  raison:\n")
    asking.edit(MENU, "Pour moi: age", "Pour moi: raison")
    assert asking.codes() == ["mot-double-sens"]
