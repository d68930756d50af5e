"""The small words of each language."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import dates, nearness, tongue
from bot.core.dates import PARIS
from bot.core.eligibility import assess
from bot.core.schemes import Ages, Criteria, Diploma, Profile, Scheme, Situation
from bot.core.tongue import FR, FRENCH, Tongue

NOW = datetime(2026, 11, 26, 10, tzinfo=PARIS)
ENGLISH = Tongue(
    "en",
    {
        "jours": "Monday\nTuesday\nWednesday\nThursday\nFriday\nSaturday\nSunday",
        "mois": "January\nFebruary\nMarch\nApril\nMay\nJune\nJuly\nAugust\nSeptember\nOctober\nNovember\nDecember",
        "premier": "1",
        "heure": "{{ h }}:00",
        "heure_et_minutes": "{{ h }}:{{ min }}",
        "demain": "tomorrow, {{ date }}",
        "de_a": "{{ jour }}, from {{ debut }} to {{ fin }}",
        "virgule": ".",
        "a_km": "{{ n }} km away",
        "ans": "{{ n }} years old",
        "tu_as_age": "you are {{ age }}",
        "tu_as_aucun": "you have no diploma",
        "pour_toi": "For you: {{ raisons }}.",
        "raison_suivante": "{{ raisons }}; {{ raison }}",
    },
)


def test_a_date_is_put_in_the_order_of_its_language():
    assert dates.day(date(2026, 12, 1), ENGLISH) == "Tuesday 1 December"
    assert dates.slot(NOW.replace(day=27, hour=14), NOW.replace(day=27, hour=17), NOW, ENGLISH) == (
        "tomorrow, Friday 27 November, from 14:00 to 17:00"
    )
    assert dates.slot(NOW.replace(day=30, hour=9, minute=30), NOW.replace(day=30, hour=12), NOW, ENGLISH) == (
        "Monday 30 November, from 9:30 to 12:00"
    )


def test_what_is_not_translated_is_said_in_french():
    assert dates.left(timedelta(minutes=70), ENGLISH) == "1 h 10"


def test_tenths_are_set_apart_as_in_its_language():
    assert (nearness.away(1_234, ENGLISH), nearness.away(1_234)) == ("1.2 km away", "à 1,2 km")


def test_reasons_are_said_one_after_the_other():
    scheme = Scheme("x", "X", "", "", "", Criteria(Ages(16, 25), diploma=Diploma.BAC))
    (found,) = assess([scheme], Profile(Ages(19, 19), Diploma.AUCUN), ENGLISH)
    assert found.reason == "For you: you are 19 years old; you have no diploma."


@given(
    st.builds(
        Profile,
        st.none() | st.integers(14, 40).map(lambda years: Ages(years, years)),
        st.none() | st.sampled_from(Diploma),
        st.none() | st.sampled_from(Situation),
        st.none() | st.booleans(),
        st.none() | st.booleans(),
    )
)
def test_every_reason_can_be_said_in_any_language(profile):
    asked = Criteria(Ages(16, 25), Ages(16, 30), Diploma.CAP_BEP, frozenset({Situation.DEMANDEUR_EMPLOI}), qpv=True)
    for criteria in (asked, Criteria(), Criteria(Ages(16, 25), Ages(16))):
        scheme = Scheme("x", "X", "", "", "", criteria)
        said = assess([scheme], profile, Tongue("xx"))
        assert [(v.fit, bool(v.reason), len(v.checks), bool(v.but)) for v in said] == [
            (v.fit, bool(v.reason), len(v.checks), bool(v.but)) for v in assess([scheme], profile)
        ]
        assert not any("{{" in v.reason + v.but + "".join(v.checks) for v in said)


@pytest.mark.parametrize("name", FRENCH)
def test_no_small_word_is_forgotten_in_french(name):
    assert FR(name) == FRENCH[name]


def test_arabic_is_read_from_the_right():
    assert [code for code in ("fr", "en", "ar", "uk", "fa") if tongue.right_to_left(code)] == ["ar", "fa"]


def test_a_value_put_into_arabic_keeps_its_own_order():
    assert tongue.isolated("06 39 98 12 34") == "\u206806 39 98 12 34\u2069"
    assert tongue.isolated("") == ""
