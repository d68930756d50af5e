"""Ages as someone says them, what is known of a person, and facts past their date."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.schemes import OLDEST, Ages, Criteria, Diploma, Profile, Scheme, Situation


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        (Ages(19, 19), "19 ans"),
        (Ages(18, 20), "entre 18 et 20 ans"),
        (Ages(0, 15), "moins de 16 ans"),
        (Ages(30, OLDEST), "30 ans ou plus"),
    ],
)
def test_ages_are_said_as_one_says_them(ages, said):
    assert ages.said() == said


@pytest.mark.parametrize(
    ("known", "holds"),
    [
        (Ages(16, 16), True),
        (Ages(25, 25), True),
        (Ages(18, 20), True),
        (Ages(15, 15), False),
        (Ages(26, 29), False),
        (Ages(15, 16), None),
        (Ages(25, 26), None),
        (Ages(), None),
    ],
)
def test_a_range_of_ages_is_sure_only_when_all_of_it_is_in_or_out(known, holds):
    assert Ages(16, 25).holds(known) is holds


def test_a_profile_is_read_from_the_answers():
    answers = {"age": "18-20", "diplome": "cap_bep", "situation": "en_emploi", "rqth": "non", "prenom": "Nour"}
    assert Profile.of(answers) == Profile(Ages(18, 20), Diploma.CAP_BEP, Situation.EN_EMPLOI, rqth=False)
    assert Profile.of({"age": "19", "rqth": "oui"}) == Profile(Ages(19, 19), rqth=True)


@pytest.mark.parametrize("said", ["non_dit", "", "?", "-", "18-", "dix-huit"])
def test_what_says_nothing_is_not_known(said):
    known = Profile.of(dict.fromkeys(("age", "diplome", "situation", "rqth"), said))
    assert known in (Profile(), Profile(Ages(18, 18)))


def test_an_unchecked_fact_is_always_to_confirm():
    assert scheme(level="C").to_confirm(date(2026, 11, 25)) == "À confirmer avec un conseiller."


@pytest.mark.parametrize("level", ["A", "B", "C"])
def test_a_fact_past_its_date_says_since_when_it_was_not_checked(level):
    old = scheme(level=level, checked=date(2026, 1, 5), valid_until=date(2026, 6, 30))
    assert old.to_confirm(date(2026, 7, 1)) == "À confirmer : je ne l'ai pas revérifié depuis le 05/01/2026."


def test_a_checked_fact_is_sure_to_the_end_of_its_last_day():
    assert scheme(valid_until=date(2026, 6, 30)).to_confirm(date(2026, 6, 30)) == ""


def scheme(**more):
    return Scheme("cej", "Le CEJ", "Un suivi.", "Passe.", "Mais…", Criteria(), **more)
