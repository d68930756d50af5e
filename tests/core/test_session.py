"""A session and its JSON: whole, short, versioned."""

import json
from datetime import UTC, datetime

import pytest

from bot.core.dates import PARIS
from bot.core.session import MAX_ANSWERS, VERSION, Case, Consent, Frame, NewerSession, Offered, Option, Session

DUE, AT = datetime(2026, 11, 27, 18, tzinfo=PARIS), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
FULL = Session(
    stack=(Frame("menu", "choix", "m1"), Frame("rappel", "prenom", "m2", "refus", interrupts=True, trail=("a", "b"))),
    answers={"prenom": "Inès 🙂 \"'"},
    screen=12,
    offered=(Option("Oui", "etape", "suite"), Option("Fin", "fin")),
    pressed="c.0",
    quartier="maurepas",
    place="affiche-3",
    language="ar",
    proposed=("ar", "en"),
    keyboard=True,
    lost=2,
    offer=Offered("ml-rennes", DUE, "couvre Maurepas"),
    consent=Consent("ml-rennes", DUE, "D'accord ?", AT),
    case=Case("ml-rennes", DUE, "prise", "Camille", ("ml-isere",), 1),
)


def test_everything_comes_back():
    assert Session.from_json(FULL.to_json()) == FULL
    assert all(getattr(FULL, name) != getattr(Session(), name) for name in Session.__slots__)


def test_what_is_empty_takes_no_place():
    assert Session().to_json() == f"[{VERSION},{{}}]"
    assert Session.from_json(Session().to_json()) == Session()


def test_a_language_taken_away_stays_away():
    assert Session.from_json(Session(language="").to_json()).language == ""


def test_it_is_one_line_that_names_its_version():
    assert "\n" not in FULL.to_json()
    assert json.loads(FULL.to_json())[0] == VERSION


def test_an_older_one_lacks_what_was_not_yet_known():
    older = f'[{VERSION},{{"stack":[["menu","choix","m1","",false,[]]],"screen":3}}]'
    assert Session.from_json(older) == Session(stack=(Frame("menu", "choix", "m1"),), screen=3)


@pytest.mark.parametrize(("taken", "status"), [("true", "prise"), ("false", "ouverte")])
def test_an_older_case_only_knew_whether_it_was_taken(taken, status):
    older = f'[{VERSION},{{"case":["ml-rennes","{DUE.isoformat()}",{taken}],"offer":["ml-isere","{DUE.isoformat()}"]}}]'
    assert Session.from_json(older).case == Case("ml-rennes", DUE, status)
    assert Session.from_json(older).offer == Offered("ml-isere", DUE)


def test_a_newer_one_says_so():
    with pytest.raises(NewerSession, match=str(VERSION + 1)):
        Session.from_json(f'[{VERSION + 1},{{"inconnu":1}}]')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "null",
        "3",
        "[]",
        "[1]",
        '["1",{}]',
        "[1,[]]",
        '[1,{"inconnu":1}]',
        '[1,{"stack":[3]}]',
        '[1,{"case":["a"]}]',
        '[1,{"offer":["a","b"]}]',
    ],
)
def test_anything_else_is_refused_in_one_way(text):
    with pytest.raises(ValueError):  # noqa: PT011  json has its own words
        Session.from_json(text)


def test_what_is_refused_is_not_repeated():
    with pytest.raises(ValueError, match="not a session") as refused:
        Session.from_json('[1,{"Inès":1}]')
    assert "Inès" not in str(refused.value)


def test_only_plain_things_are_kept():
    with pytest.raises(TypeError):
        Session(answers={"x": object()}).to_json()


class TestAnswers:
    def test_an_answer_is_kept_under_its_name(self):
        assert Session().with_answer("age", "17").with_answer("age", "18").answers == {"age": "18"}

    def test_beyond_the_limit_the_longest_older_one_gives_way(self):
        full = Session(answers={"prenom": "Inès", "long": "a" * 3000, "short": "b" * 500})
        assert full.with_answer("new", "c" * 1000).answers.keys() == {"prenom", "short", "new"}

    def test_the_latest_is_always_kept(self):
        assert Session().with_answer("new", "🙂" * MAX_ANSWERS).answers.keys() == {"new"}

    def test_the_session_before_is_unchanged(self):
        before = Session(answers={"age": "17"})
        before.with_answer("age", "18")
        assert before.answers == {"age": "17"}
