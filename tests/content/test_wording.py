"""Texts and conditions: a closed corner of Jinja that, once compiled, never raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import wording
from bot.core.markup import BOLD, PLAIN

FORBIDDEN = [
    "{{ a.b }}", "{{ a['b'] }}", "{{ a() }}", "{{ a|attr('b') }}", "{{ a|map('b') }}", "{{ a * 9 }}", "{{ a ** 9 }}",
    "{{ a % 9 }}", "{% for x in a %}x{% endfor %}", "{% set a = 1 %}", "{% macro m() %}{% endmacro %}",
    "{% include 'x' %}", "{% import 'x' as y %}", "{% raw %}{{ a }}{% endraw %}{{ a.b }}", "{{ __class__ }}",
    "{{ a is mapping }}", "{{ {'a': 1} }}", "{{ ''.__class__ }}", "{{ range(9) }}", "{{ cycler }}{{ a() }}",
]  # fmt: skip
PIECES = st.lists(
    st.sampled_from(["{{", "}}", "{%", "%}", "{#", "#}", "[", "]", "(", ".", "|", "+", "==", "'", " ", "\n", "é*"])
    | st.sampled_from(["a", "b", "1", "if", "endif", "not", "in", "upper"]),
    max_size=16,
)


@pytest.mark.parametrize("source", FORBIDDEN)
def test_calls_attributes_loops_and_the_rest_are_refused(source: str) -> None:
    faults = wording.read_text(source).faults
    assert {fault.code for fault in faults} == {"texte-interdit"}


@pytest.mark.parametrize("source", ["{{ a", "{{ a }", "a }}", "{% if %}", "{ a }", "{{ }}", "{% if a %}x"])
def test_braces_that_cannot_be_read_are_a_fault(source: str) -> None:
    assert [fault.code for fault in wording.read_text(source).faults] == ["texte-illisible"]


def test_a_text_says_what_is_known_and_nothing_of_what_is_not() -> None:
    assert wording.text("Salut {{ prenom }} !\n")({"prenom": "Zoé"}) == "Salut Zoé !"
    assert wording.text("Salut {{ prenom }}!")({}) == "Salut !"


def test_operators_write_bold_and_people_cannot() -> None:
    assert wording.text("*Salut* {{ x }}")({"x": f"{BOLD}gras{PLAIN} *gras*"}) == f"{BOLD}Salut{PLAIN} gras *gras*"


def test_what_a_person_wrote_is_never_read_as_a_text() -> None:
    assert wording.text("{{ x }}")({"x": "{{ secret }}", "secret": "non"}) == "{{ secret }}"


def test_an_expression_that_fails_takes_nothing_else_away() -> None:
    assert wording.text("Tu as {{ age + 1 }} ans")({"age": "seize"}) == "Tu as  ans"


@pytest.mark.parametrize(
    ("source", "known", "holds"),
    [
        ("age < 16", {"age": 15}, True),
        ("age < 16", {"age": 17}, False),
        ("age < 16", {}, False),
        ("age < 16", {"age": "seize"}, False),
        ("quartier in ['Maurepas', 'Blosne']", {"quartier": "Blosne"}, True),
        ("reponse == 'oui' and not refus", {"reponse": "oui"}, True),
    ],
)
def test_a_condition_that_cannot_be_evaluated_does_not_hold(
    source: str, known: dict[str, object], *, holds: bool
) -> None:
    assert wording.condition(source)(known) is holds


def test_the_words_of_a_text_and_those_it_tests_are_known() -> None:
    reading = wording.read_text("{% if prenom %}{{ prenom }}{% endif %}, {{ age }}, {{ ville|default('ici') }}")
    assert reading.words == {"prenom", "age", "ville"}
    assert reading.tested == {"prenom", "ville"}


@given(PIECES)
def test_a_text_without_fault_compiles_and_never_raises(pieces: list[str]) -> None:
    source = "".join(pieces)
    if not wording.read_text(source).faults:
        wording._JINJA.from_string(source)
        assert isinstance(wording.text(source)({"a": "1", "b": 2}), str)


@pytest.mark.parametrize("source", ["age < 16,", "age < 16, ville", "a, b == 'c'"])
def test_two_conditions_in_one_are_a_fault(source: str) -> None:
    assert [fault.code for fault in wording.read_condition(source).faults] == ["texte-illisible"]


@pytest.mark.parametrize("source", ["a in ['b', 'c']", "a in ('b', 'c')", "a|default('b, c') == 'd'"])
def test_a_comma_may_stand_in_brackets(source: str) -> None:
    assert wording.read_condition(source).faults == ()


@pytest.mark.parametrize("source", ["a|tojson", "a|replace('b', 'c')", "a is mapping"])
def test_a_filter_or_a_test_that_is_not_permitted_is_named(source: str) -> None:
    (fault,) = wording.read_condition(source).faults
    assert fault.code == "texte-interdit"
    assert fault.word in {"tojson", "replace", "mapping"}


@given(PIECES)
def test_a_condition_without_fault_compiles_and_never_raises(pieces: list[str]) -> None:
    source = "".join(pieces)
    if not wording.read_condition(source).faults:
        wording._JINJA.compile_expression(source)
        assert wording.condition(source)({"a": "1", "b": 2}) in (True, False)
