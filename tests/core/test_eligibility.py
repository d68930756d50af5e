"""Who a scheme suits: never more surely than is known, never refused for what was not said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.eligibility import MOST_WORDS, SCHEME_WORDS, Fit, assess
from bot.core.schemes import OLDEST, Ages, Criteria, Diploma, Profile, Scheme, Situation

TODAY = date(2026, 11, 25)
NEET = frozenset({Situation.NI_ETUDES_NI_EMPLOI, Situation.DEMANDEUR_EMPLOI})
YOUNG, YOUNG_RQTH = Ages(16, 25), Ages(16, 29)
UNLESS_HANDICAP = "Mais c'est possible jusqu'à 29 ans si ton handicap est reconnu (RQTH)."


def scheme(name="cej", criteria=None, **more):
    words = {"name": "Le CEJ", "summary": "Un suivi.", "now": "Passe.", "otherwise": "Mais passe quand même."}
    return Scheme(name, criteria=criteria or Criteria(), **words, **more)


def verdict(criteria, profile, **more):
    found = assess([scheme(criteria=criteria, **more)], profile)
    return found[0] if found else None


def aged(low, high=None, **more):
    return Profile(Ages(low, high or low), **more)


class TestTheReason:
    def test_names_what_was_looked_at(self):
        found = verdict(Criteria(YOUNG, diploma=Diploma.CAP_BEP), aged(19, diploma=Diploma.AUCUN))
        assert (found.fit, found.reason) == (Fit.OUI, "Parce que tu as 19 ans et pas de diplôme.")

    def test_is_one_sentence_when_it_is_short(self):
        found = verdict(Criteria(YOUNG, situations=NEET), aged(19, situation=Situation.DEMANDEUR_EMPLOI))
        assert found.reason == "Parce que tu as 19 ans, et que tu cherches un travail."

    def test_is_two_sentences_when_it_is_long(self):
        found = verdict(Criteria(YOUNG, situations=NEET), aged(18, 20, situation=Situation.NI_ETUDES_NI_EMPLOI))
        assert found.reason == ("Parce que tu as entre 18 et 20 ans. Et parce que tu n'es ni en cours ni au travail.")

    def test_names_the_handicap_only_where_it_opened_the_door(self):
        criteria = Criteria(YOUNG, YOUNG_RQTH)
        assert verdict(criteria, aged(27, rqth=True)).reason == "Parce que tu as 27 ans et un handicap reconnu."
        assert verdict(criteria, aged(20, rqth=True)).reason == "Parce que tu as 20 ans."

    def test_names_the_quartier(self):
        assert verdict(Criteria(qpv=True), Profile(qpv=True)).reason == "Parce que tu habites un quartier prioritaire."

    def test_of_a_scheme_open_to_all(self):
        assert verdict(Criteria(), Profile()).reason == "C'est ouvert à tout le monde."


class TestNotForYou:
    @pytest.mark.parametrize(
        ("profile", "said"),
        [
            (aged(15), "Pas pour toi, parce que tu as 15 ans. Mais tu pourras à 16 ans."),
            (aged(0, 15), "Pas pour toi, parce que tu as moins de 16 ans. Mais tu pourras à 16 ans."),
            (
                aged(27, rqth=False),
                f"Pas pour toi, parce que tu as 27 ans. {UNLESS_HANDICAP}",
            ),
            (aged(30, rqth=False), "Pas pour toi, parce que tu as 30 ans. Mais passe quand même."),
            (aged(30, rqth=True), "Pas pour toi, parce que tu as 30 ans. Mais passe quand même."),
            (aged(30, OLDEST), "Pas pour toi, parce que tu as 30 ans ou plus. Mais passe quand même."),
        ],
    )
    def test_says_when_or_what_else(self, profile, said):
        found = verdict(Criteria(YOUNG, YOUNG_RQTH), profile)
        assert found.fit is Fit.PRESQUE
        assert found.card(TODAY)["raison"] == said

    def test_says_that_no_age_limits_someone_with_a_handicap(self):
        found = verdict(Criteria(Ages(15, 29), Ages(15)), aged(40, rqth=False))
        assert found.but == "Mais c'est possible sans limite d'âge si ton handicap est reconnu (RQTH)."

    @pytest.mark.parametrize(
        ("criteria", "profile", "reason"),
        [
            (Criteria(diploma=Diploma.CAP_BEP), Profile(diploma=Diploma.BAC), "tu as le bac."),
            (Criteria(situations=NEET), Profile(situation=Situation.SCOLARISE), "tu vas en cours."),
            (Criteria(qpv=True), Profile(qpv=False), "tu n'habites pas un quartier prioritaire."),
        ],
    )
    def test_names_the_one_criterion_that_fails(self, criteria, profile, reason):
        assert verdict(criteria, profile).reason == f"Pas pour toi, parce que {reason}"

    def test_is_left_unsaid_when_two_criteria_fail(self):
        assert verdict(Criteria(YOUNG, situations=NEET), aged(40, situation=Situation.SCOLARISE)) is None

    def test_shows_no_amount_and_nothing_to_check(self):
        card = verdict(Criteria(YOUNG), aged(40), amount="560 € (2025)", conditions=("il faut venir.",)).card(TODAY)
        assert (card["montant"], card["a_verifier"]) == ("", "")


class TestToCheck:
    @pytest.mark.parametrize(
        ("criteria", "profile", "check"),
        [
            (Criteria(YOUNG), Profile(), "il faut avoir entre 16 et 25 ans."),
            (Criteria(Ages(17, 25)), aged(16, 17), "il faut avoir entre 17 et 25 ans."),
            (Criteria(Ages(16)), aged(0, 17), "il faut avoir 16 ans ou plus."),
            (
                Criteria(YOUNG, YOUNG_RQTH),
                aged(26, 29),
                "c'est possible jusqu'à 29 ans si ton handicap est reconnu (RQTH).",
            ),
            (Criteria(YOUNG, YOUNG_RQTH), aged(28, 32, rqth=True), "il faut avoir entre 16 et 29 ans."),
            (Criteria(diploma=Diploma.CAP_BEP), Profile(), "il faut avoir au plus un CAP ou un BEP."),
            (Criteria(diploma=Diploma.AUCUN), Profile(), "il faut être sans diplôme."),
            (
                Criteria(diploma=Diploma.CAP_BEP, depends={"bac": "demande au centre."}),
                Profile(diploma=Diploma.BAC),
                "demande au centre.",
            ),
            (Criteria(situations=NEET), Profile(), "ça dépend de ta situation : cours, travail ou recherche."),
            (
                Criteria(situations=NEET, depends={"en_emploi": "si ton travail ne dure pas."}),
                Profile(situation=Situation.EN_EMPLOI),
                "si ton travail ne dure pas.",
            ),
            (Criteria(qpv=True), Profile(), "il faut habiter un quartier prioritaire."),
        ],
    )
    def test_what_is_not_known_is_said_and_excludes_nothing(self, criteria, profile, check):
        found = verdict(criteria, profile)
        assert (found.fit, found.checks) == (Fit.A_VERIFIER, (check,))
        assert found.card(TODAY)["a_verifier"] == f"À vérifier : {check}"

    def test_an_unchecked_scheme_is_never_sure(self):
        found = verdict(Criteria(), Profile(), level="C")
        assert found.fit is Fit.A_VERIFIER
        assert found.card(TODAY)["a_confirmer"] == "À confirmer avec un conseiller."

    def test_conditions_are_shown_and_decide_nothing(self):
        found = verdict(Criteria(YOUNG), aged(20), conditions=("il faut être inscrit·e.",))
        assert found.fit is Fit.OUI
        assert found.card(TODAY)["a_verifier"] == "À vérifier : il faut être inscrit·e."

    @pytest.mark.parametrize(("profile", "shown"), [(aged(16, 17), True), (Profile(), True), (aged(18, 20), False)])
    def test_a_condition_of_the_young_is_shown_to_the_young(self, profile, shown):
        found = verdict(Criteria(YOUNG, young={18: "il faut l'accord de tes parents."}), profile)
        assert ("avant 18 ans, il faut l'accord de tes parents." in found.conditions) is shown


class TestTheCard:
    def test_has_every_word_a_fiche_may_use(self):
        assert tuple(verdict(Criteria(), Profile()).card(TODAY)) == SCHEME_WORDS

    def test_an_amount_past_its_date_is_not_said(self):
        found = verdict(Criteria(), Profile(), amount="560 € (2025)", valid_until=date(2026, 3, 31))
        assert found.card(date(2026, 3, 31))["montant"] == "560 € (2025)"
        assert found.card(date(2026, 4, 1))["montant"] == ""
        assert found.card(date(2026, 4, 1))["a_confirmer"].startswith("À confirmer")


class TestTheOrder:
    def test_is_the_operators_then_the_most_precise_then_as_written(self):
        schemes = [
            scheme("ouvert"),
            scheme("large", Criteria(YOUNG)),
            scheme("encore", Criteria(YOUNG)),
            scheme("precis", Criteria(YOUNG, diploma=Diploma.BAC)),
            scheme("prioritaire", priority=1),
        ]
        found = assess(schemes, aged(20, diploma=Diploma.AUCUN))
        assert [v.scheme.id for v in found] == ["prioritaire", "precis", "large", "encore", "ouvert"]

    def test_puts_the_sure_before_the_unsure_before_the_refused(self):
        schemes = [
            scheme("refuse", Criteria(Ages(30, 40)), priority=1),
            scheme("flou", Criteria(YOUNG, situations=NEET), priority=1),
            scheme("sur", Criteria(YOUNG), priority=9),
        ]
        assert [v.scheme.id for v in assess(schemes, aged(20))] == ["sur", "flou", "refuse"]


years = st.integers(0, OLDEST)
ranges = st.tuples(years, years).map(lambda pair: Ages(*sorted(pair)))
diplomas = st.sampled_from(Diploma)
situations = st.sampled_from(Situation)
profiles = st.builds(
    Profile,
    st.none() | ranges,
    st.none() | diplomas,
    st.none() | situations,
    st.none() | st.booleans(),
    st.none() | st.booleans(),
)


def _wider(pair):
    usual, more = pair
    return usual, Ages(min(usual.low, more.low), max(usual.high, more.high))


criteria = st.builds(
    lambda ages, **rest: Criteria(*ages, **rest),
    st.just((None, None)) | ranges.map(lambda usual: (usual, None)) | st.tuples(ranges, ranges).map(_wider),
    diploma=st.none() | diplomas,
    situations=st.frozensets(situations, max_size=3),
    depends=st.dictionaries(situations.map(str), st.just("ça dépend."), max_size=1),
    qpv=st.booleans(),
)
schemes = st.lists(
    st.builds(lambda c, p, level: (c, p, level), criteria, st.integers(1, 9), st.sampled_from("ABC")), max_size=6
).map(lambda rows: [scheme(f"s{i}", c, priority=p, level=level) for i, (c, p, level) in enumerate(rows)])


def fits(found):
    return {v.scheme.id: v.fit for v in found}


@given(schemes, profiles)
def test_each_scheme_is_judged_once_and_in_order(these, profile):
    found = assess(these, profile)
    assert len(fits(found)) == len(found)
    assert [v.fit for v in found] == sorted(v.fit for v in found)
    assert assess(these, profile) == found


@given(schemes, profiles)
def test_a_verdict_says_why_and_never_contradicts_itself(these, profile):
    for v in assess(these, profile):
        assert bool(v.but) == (v.fit is Fit.PRESQUE)
        assert bool(v.checks) == (v.fit is Fit.A_VERIFIER)
        assert v.reason or v.checks


@given(schemes, profiles)
def test_a_reason_is_read_at_once(these, profile):
    for v in assess(these, profile):
        for sentence in f"{v.reason} {v.but}".replace("? ", ". ").split(". "):
            assert len(sentence.split()) <= MOST_WORDS, sentence


@given(schemes, profiles, st.sampled_from(Profile._fields))
def test_what_someone_does_not_say_never_excludes(these, profile, field):
    """Whoever is not refused when they say something is not refused when they keep it to themselves."""
    said, unsaid = fits(assess(these, profile)), fits(assess(these, profile._replace(**{field: None})))
    for name, fit in said.items():
        if fit is not Fit.PRESQUE:
            assert unsaid[name] is not Fit.PRESQUE


@given(schemes, profiles, ranges)
def test_a_vaguer_age_never_turns_a_yes_into_a_no(these, profile, more):
    known = profile.age or more
    vaguer = profile._replace(age=Ages(min(known.low, more.low), max(known.high, more.high)))
    before, after = fits(assess(these, profile._replace(age=known))), fits(assess(these, vaguer))
    for name, fit in before.items():
        if fit is not Fit.PRESQUE:
            assert after[name] is not Fit.PRESQUE


@given(criteria, profiles, ranges)
def test_a_scheme_that_admits_more_ages_refuses_nobody_new(asked, profile, more):
    if asked.age is None:
        return
    usual = Ages(min(asked.age.low, more.low), max(asked.age.high, more.high))
    handicap = asked.age_rqth and Ages(min(asked.age_rqth.low, usual.low), max(asked.age_rqth.high, usual.high))
    before = fits(assess([scheme(criteria=asked)], profile))
    after = fits(assess([scheme(criteria=replace(asked, age=usual, age_rqth=handicap))], profile))
    if before and before["cej"] is not Fit.PRESQUE:
        assert after["cej"] <= before["cej"]
